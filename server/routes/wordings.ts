import { z } from '@hono/zod-openapi'
import { wordingApproval } from '../../shared/contract/checks.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  templateWordingsResponse,
  wordingDecisionsResponse,
} from '../../shared/contract/wordings.ts'
import {
  approveWording,
  listDecisionsPage,
  listTemplateWordings,
  withdrawWording,
} from '../services/wordings.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { answerOnce } from './replay.ts'

export const wordings = createSubApp()

const wordingParameter = idParameter.extend({ wording_id: z.string() })

wordings.openapi(
  defineRoute('GET /api/v1/templates/{id}/wordings', {
    summary: 'What a template’s rules say around the values of cells, and who approved it',
    description:
      'Of the newest version, each wording once: the sentences of the rules `cell` and `compute`. ' +
      'No source says these words; a person who is responsible for the template can approve them.',
    request: { params: idParameter, query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of the wordings.', templateWordingsResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const answer = await listTemplateWordings(c.get('deps'), c.get('principal'), id, {
      page,
      pageSize,
    })
    return c.json(answer, 200)
  },
)

wordings.openapi(
  defineRoute('GET /api/v1/templates/{id}/wordings/decisions', {
    summary: 'Who approved or withdrew which wording of a template, and when',
    description:
      'All that was ever said, also of earlier versions and of a template that was deleted.',
    request: { params: idParameter, query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of what was said.', wordingDecisionsResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const answer = await listDecisionsPage(c.get('deps'), c.get('principal'), id, {
      page,
      pageSize,
    })
    return c.json(answer, 200)
  },
)

wordings.openapi(
  defineRoute('PUT /api/v1/templates/{id}/wordings/{wording_id}/approval', {
    summary: 'Approve a wording of a template: nobody is asked about it again',
    description:
      'Sentences that stand as the rule writes them stay `partly_supported`, with the reason ' +
      '`approved_wording`, at once and in every document of the template. It holds until the rule’s ' +
      'sentence, an address in it or a sum is changed.',
    request: { params: wordingParameter },
    responses: { 200: jsonResponse('The approval that holds.', wordingApproval) },
  }),
  async (c) => {
    const { id, wording_id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => approveWording(deps, c.get('principal'), id, wording_id),
      (approval) => c.json(approval, 200),
    )
  },
)

wordings.openapi(
  defineRoute('DELETE /api/v1/templates/{id}/wordings/{wording_id}/approval', {
    summary: 'Withdraw the approval of a wording',
    description: 'Its sentences are open again; that it was approved stays among the decisions.',
    request: { params: wordingParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id, wording_id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => withdrawWording(deps, c.get('principal'), id, wording_id),
      () => c.body(null, 204),
    )
  },
)
