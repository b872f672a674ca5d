import { z, type RouteConfig } from '@hono/zod-openapi'
import { problemDetails, problems, type ProblemCode } from '../../shared/contract/problem.ts'

type Answers = RouteConfig['responses']

/** The contract's own was made before schemas could be named; each operation refers to this one. */
const schema = z
  .object(problemDetails.shape)
  .describe('RFC 9457 problem details')
  .openapi('Problem')

const content = { 'application/problem+json': { schema } }

const retryAfter = {
  headers: {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'string' as const } },
  },
}

/** What every operation may answer beside its own problems. */
export const anyProblem = { description: 'What went wrong (RFC 9457).', content }

/** An answer for each status that the problems have, which names those of it. */
export function describeProblems(codes: readonly ProblemCode[]): Answers {
  const answers: Answers = {}
  for (const status of new Set(codes.map((code) => problems[code].status))) {
    const ofStatus = codes.filter((code) => problems[code].status === status)
    const description = ofStatus.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' ')
    const headers = status === 429 || status === 503 ? retryAfter : {}
    answers[status] = { description: description.replace('?.', '?'), content, ...headers }
  }
  return answers
}
