import type { RouteHandler } from '@hono/zod-openapi'
import { sectionsRequest, sectionsResponse } from '../../shared/contract/sections.ts'
import { sourcesRequest, sourcesResponse } from '../../shared/contract/sources.ts'
import { listSections } from '../services/list-sections.ts'
import { traceSelection } from '../services/trace-selection.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { createSubApp, type AppEnvironment } from './environment.ts'

export const sectionsAndSources = createSubApp()

const sectionsDefinition = {
  summary: 'Sections of a document, in order',
  request: {
    body: { content: { 'application/json': { schema: sectionsRequest } }, required: true },
  },
  responses: { 200: jsonResponse('The sections.', sectionsResponse) },
}
const sections = defineRoute('POST /get-sections-for-document', sectionsDefinition)
const handleSections: RouteHandler<typeof sections, AppEnvironment> = async (c) => {
  const { document_id: id } = c.req.valid('json')
  return c.json({ sections: await listSections(c.get('deps'), c.get('principal'), id) }, 200)
}
sectionsAndSources.openapi(sections, handleSections)
sectionsAndSources.openapi(
  defineRoute('POST /api/v1/get-sections-for-document', sectionsDefinition),
  handleSections,
)

const sourcesDefinition = {
  summary: 'The passages behind a section or selected words',
  description:
    'Recorded citations first; nothing found is an empty list that says what was searched.',
  request: {
    body: { content: { 'application/json': { schema: sourcesRequest } }, required: true },
  },
  responses: { 200: jsonResponse('The sources.', sourcesResponse) },
}
const sources = defineRoute('POST /get-sources-for-selected-text', sourcesDefinition)
const handleSources: RouteHandler<typeof sources, AppEnvironment> = async (c) => {
  const answer = await traceSelection(c.get('deps'), c.get('principal'), c.req.valid('json'))
  return c.json(answer, 200)
}
sectionsAndSources.openapi(sources, handleSources)
sectionsAndSources.openapi(
  defineRoute('POST /api/v1/get-sources-for-selected-text', sourcesDefinition),
  handleSources,
)
