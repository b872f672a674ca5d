import { addedSource } from '../../shared/contract/documents.ts'
import { lineageResponse, updatesResponse } from '../../shared/contract/updates.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { getLineage } from '../services/get-lineage.ts'
import { listUpdates } from '../services/list-updates.ts'
import { refreshSource } from '../services/read-again.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const updates = createSubApp()

updates.openapi(
  defineRoute('GET /api/v1/documents/{id}/updates', {
    summary: 'What changed in the sources of a document',
    description:
      'One item for each citation whose quoted words or value are others, or gone, in the newest ' +
      'version of its source that has been read. The same words elsewhere are counted only.',
    request: { params: idParameter },
    responses: { 200: jsonResponse('What changed, and how much was looked at.', updatesResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await listUpdates(c.get('deps'), document), 200)
  },
)

updates.openapi(
  defineRoute('GET /api/v1/documents/{id}/lineage', {
    summary: 'Versions with hashes, ingest times, readings, and the sources they were made from',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The versions, oldest first.', lineageResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return c.json(await getLineage(c.get('deps'), document), 200)
  },
)

updates.openapi(
  defineRoute('POST /api/v1/documents/{id}/refresh', {
    summary: 'Read the newest version of a source again',
    description:
      'What another version of the reader makes of it stands beside what was read before: old ' +
      'citations stay true, and new runs use the newest.',
    request: { params: idParameter },
    responses: { 202: jsonResponse('It is being read; the source stays usable.', addedSource) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const document = await getDocumentOfCaller(c.get('deps'), c.get('principal'), id)
    return answerOnce(
      c,
      (deps) => refreshSource(deps, document),
      (added) => c.json(added, 202),
    )
  },
)
