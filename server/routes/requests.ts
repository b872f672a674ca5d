import { requestsQuery, requestsResponse } from '../../shared/contract/requests.ts'
import { listRequests } from '../services/request-log.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'

export const requests = createSubApp()

requests.openapi(
  defineRoute('GET /v1/requests', {
    summary: 'The log of calls',
    description:
      'Of 30 days: who called what, and what came. It holds no paths with values, no queries, no bodies and no addresses, and no call whose caller was not known.',
    request: { query: requestsQuery },
    responses: { 200: jsonResponse('A page of calls, newest first.', requestsResponse) },
  }),
  async (c) => {
    const query = c.req.valid('query')
    return c.json(await listRequests(c.get('deps'), c.get('principal'), query), 200)
  },
)
