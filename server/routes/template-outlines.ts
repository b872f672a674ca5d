import { z } from '@hono/zod-openapi'
import {
  cascadeQuery,
  reorderRequest,
  ruleStylesRequest,
  sectionRequest,
} from '../../shared/contract/template-outlines.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import {
  addSection,
  removeSection,
  reorderSections,
  styleRule,
} from '../services/template-outlines.ts'
import { defineRoute, idParameter, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { answerOnce } from './replay.ts'

export const templateOutlines = createSubApp()

const changed = jsonResponse(
  'The template’s next version; runs keep the one they pinned.',
  templateDetails,
)
const description =
  'For templates that were sent as JSON; one that was made in Word is changed there (409 `wrong_state`).'

templateOutlines.openapi(
  defineRoute('POST /api/v1/templates/{id}/sections', {
    summary: 'Add a section at its order_index, or behind all others',
    description,
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: sectionRequest } }, required: true },
    },
    responses: { 201: changed },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => addSection(deps, c.get('principal'), id, c.req.valid('json')),
      (stored) => c.json(stored, 201),
    )
  },
)

templateOutlines.openapi(
  defineRoute('PUT /api/v1/templates/{id}/sections/reorder', {
    summary: 'Put the sections into another order',
    description,
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: reorderRequest } }, required: true },
    },
    responses: { 200: changed },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { section_ids: ids } = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => reorderSections(deps, c.get('principal'), id, ids),
      (stored) => c.json(stored, 200),
    )
  },
)

templateOutlines.openapi(
  defineRoute('DELETE /api/v1/templates/{id}/sections/{section_id}', {
    summary: 'Take a section out; with cascade_children=true those below it, too',
    description,
    request: { params: idParameter.extend({ section_id: z.string() }), query: cascadeQuery },
    responses: { 200: changed },
  }),
  async (c) => {
    const { id, section_id } = c.req.valid('param')
    const withChildren = c.req.valid('query').cascade_children === 'true'
    return answerOnce(
      c,
      (deps) => removeSection(deps, c.get('principal'), id, { id: section_id, withChildren }),
      (stored) => c.json(stored, 200),
    )
  },
)

templateOutlines.openapi(
  defineRoute('PUT /api/v1/templates/{id}/rules/{rule_id}/styles', {
    summary: 'How what a rule gives looks: paragraph style, fill and colour',
    description,
    request: {
      params: idParameter.extend({ rule_id: z.string() }),
      body: { content: { 'application/json': { schema: ruleStylesRequest } }, required: true },
    },
    responses: { 200: changed },
  }),
  async (c) => {
    const { id, rule_id } = c.req.valid('param')
    const styles = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => styleRule(deps, c.get('principal'), id, { id: rule_id, styles }),
      (stored) => c.json(stored, 200),
    )
  },
)
