import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { problems, type ProblemCode, type ProblemDetails } from '../../shared/contract/problem.ts'
import { Problem } from '../services/problem.ts'
import { findStoreProblem } from '../services/reachable-blobs.ts'
import type { AppEnvironment } from './environment.ts'

/** The one place where an error becomes HTTP. What is not a Problem is a 500 that tells nothing. */
export const onError: ErrorHandler<AppEnvironment> = (error, c) =>
  problemResponse(c, toLoggedProblem(error, c))

export function problemResponse(c: Context<AppEnvironment>, problem: Problem): Response {
  return c.body(JSON.stringify(toDetails(c, problem)), problems[problem.code].status, {
    'Content-Type': 'application/problem+json',
    ...problem.headers,
  })
}

/** For an answer whose status has been sent already. */
export function describeProblem(error: unknown, c: Context<AppEnvironment>): ProblemDetails {
  return toDetails(c, toLoggedProblem(error, c))
}

function toLoggedProblem(error: unknown, c: Context<AppEnvironment>): Problem {
  const problem = toProblem(error, c)
  const isOurs = problem.code === 'internal' || problem.code === 'store_unavailable'
  if (isOurs) c.get('logError')(error, c.get('requestId'))
  return problem
}

function toDetails(c: Context<AppEnvironment>, problem: Problem): ProblemDetails {
  const { status, title } = problems[problem.code]
  return {
    type: `/errors/${problem.code}`,
    title,
    status,
    detail: problem.message,
    instance: c.req.path,
    code: problem.code,
    trace_id: c.get('requestId'),
    timestamp: c.get('deps').clock.now(),
    ...(problem.errors.length > 0 && { errors: [...problem.errors] }),
  }
}

function toProblem(error: unknown, c: Context<AppEnvironment>): Problem {
  if (error instanceof Problem) return error
  const ofStore = findStoreProblem(error)
  if (ofStore) return ofStore
  if (error instanceof HTTPException) {
    if (error.status === 415) return unexpectedType(c)
    const code = codeOf(error)
    const detail = code === 'malformed_form' ? noForm : error.message || problems[code].title
    return new Problem(code, detail, { errors: [{ loc: ['body'], msg: detail, type: code }] })
  }
  return new Problem(
    'internal',
    'Something went wrong on the server. The trace_id finds it in its log.',
  )
}

const noForm =
  'The body can not be taken apart by the boundary that its Content-Type names; 1 to 70 characters of RFC 2046 are expected, and the body between them.'

function unexpectedType(c: Context<AppEnvironment>): Problem {
  const expected = c.get('mediaTypes')?.join(' or ') ?? 'another Content-Type'
  const came = c.req.header('content-type')?.trim().slice(0, 100)
  const detail = `${expected} is expected; ${came || 'a body without a Content-Type'} came.`
  const errors = [{ loc: ['header', 'Content-Type'], msg: detail, type: 'bad_request' }]
  return new Problem('bad_request', detail, { errors })
}

/** What the framework throws: only for a body that can't be taken apart. */
function codeOf({ status, message }: HTTPException): ProblemCode {
  if (status !== 400) return 'bad_request'
  return /FormData/.test(message) ? 'malformed_form' : 'malformed_json'
}
