import { problems, type ProblemCode, type ProblemItem } from '../../shared/contract/problem.ts'

/** An answer that is not what was asked for; server/routes/on-error.ts alone turns it into HTTP. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: readonly ProblemItem[]
  /** Header fields that the answer needs, such as WWW-Authenticate. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      errors?: readonly ProblemItem[]
      headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.errors = more.errors ?? []
    this.headers = more.headers ?? {}
  }

  get status(): number {
    return problems[this.code].status
  }
}

/** A foreign id and a missing id answer alike (law 7). */
export function notFound(what: string): Problem {
  return new Problem('not_found', `There is no such ${what}, or it is not yours to see.`)
}
