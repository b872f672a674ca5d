import { textQuery, textResponse } from '../../shared/contract/document-text.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { getDocumentText } from '../services/get-document-text.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'

export const documentTexts = createSubApp()

documentTexts.openapi(
  defineRoute('GET /api/v1/documents/{id}/text', {
    summary: 'The text that was read of a source or document',
    description:
      'Evidence is the final text. `changes=original` gives what a Word file said before its ' +
      'tracked changes: it is read anew, never searched and never cited.',
    request: { params: idParameter, query: textQuery },
    responses: { 200: jsonResponse('The text, and the reader that read it.', textResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await getDocumentText(c.get('deps'), document, c.req.valid('query')), 200)
  },
)
