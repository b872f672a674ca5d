import { problemDetails, type ProblemDetails } from '../shared/contract/problem.ts'

/** What every call of the client throws, but for an abort by the caller. */
export class ApiError extends Error {
  readonly problem: ProblemDetails

  constructor(problem: ProblemDetails, options?: ErrorOptions) {
    super(`${problem.title}: ${problem.detail}`, options)
    this.name = 'ApiError'
    this.problem = problem
  }
}

/** The problem that an error stands for; what the client did not throw is a fault of the caller's. */
export function problemOf(error: unknown): ProblemDetails {
  if (error instanceof ApiError) return error.problem
  return createProblem('client_fault', 0, 'Something went wrong here', String(error), '')
}

/** Nothing answered: no connection, no server, or one that the browser may not ask. */
export function createUnreachable(path: string, error: unknown, attempts = 1): ApiError {
  const often = attempts > 1 ? ` in ${attempts} attempts` : ''
  const detail = `No answer from the server${often} (${String(error)}).`
  const title = 'The server can’t be reached'
  return new ApiError(createProblem('unreachable', 0, title, detail, path), { cause: error })
}

/** An answer that is not what the contract says; `status` is its HTTP status. */
export function createUnexpected(path: string, status: number, reason: string): ApiError {
  const title = 'The server gave an unexpected answer'
  return new ApiError(createProblem('unexpected_answer', status, title, reason, path))
}

/** Reads the problem of a refused call; a proxy's error page becomes a problem, too. */
export async function readProblem(path: string, response: Response): Promise<ApiError> {
  const parsed = problemDetails.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return new ApiError(parsed.data)
  const reason = `HTTP ${response.status} ${response.statusText}`.trim()
  return createUnexpected(path, response.status, `${reason} without problem details.`)
}

/** A problem that was met on this side of the wire: it has no trace id. */
export function createProblem(
  code: string,
  status: number,
  title: string,
  detail: string,
  instance: string,
): ProblemDetails {
  return { type: 'about:blank', title, status, detail, instance, code, trace_id: '', timestamp: '' }
}
