import { OpenAPIHono, type Hook } from '@hono/zod-openapi'
import type { ProblemItem } from '../../shared/contract/problem.ts'
import type { Execution } from '../services/claim-request.ts'
import type { Dependencies } from '../services/dependencies.ts'
import type { Identity, RateStanding } from '../services/identify.ts'
import type { Principal } from '../services/principal.ts'
import { Problem } from '../services/problem.ts'
import { describeIssue } from './describe-issue.ts'
import type { OpenStreams } from './open-streams.ts'
import type { RouteName } from './permissions.ts'

/** What a handler finds beside its request. */
export type AppEnvironment = {
  /** Of @hono/node-server; absent where a test calls the app itself. */
  Bindings: { readonly incoming?: { readonly socket: { readonly remoteAddress?: string } } }
  Variables: {
    readonly deps: Dependencies
    readonly principal: Principal
    readonly identity: Identity | undefined
    /** Of a request that its caller named. */
    readonly execution: Execution | undefined
    readonly standing: RateStanding | undefined
    readonly requestId: string
    /** As the table of permissions names it; absent where no route was found, or before it. */
    readonly routeName: RouteName | undefined
    /** Of the bodies that the route takes; absent where it takes none. */
    readonly mediaTypes: readonly string[] | undefined
    readonly openStreams: OpenStreams
    readonly logError: (error: unknown, requestId: string) => void
  }
}

export type App = OpenAPIHono<AppEnvironment>

/** A sub-app whose schemas answer a mismatch with a 422 that names every field. */
export function createSubApp(): App {
  return new OpenAPIHono<AppEnvironment>({
    // the contract writes some paths with a slash at their end, and clients do
    strict: false,
    defaultHook: refuseInvalid,
  })
}

/** What a schema says of a part of the request, as a hook of a route gets it. */
export type Validated = Parameters<Hook<unknown, AppEnvironment, string, unknown>>[0]

/** @throws Problem `validation_failed` with every field */
export function refuseInvalid(result: Validated): undefined {
  if (result.success) return undefined
  // as it was sent; the types of hooks leave it out
  const { data } = result as { readonly data?: unknown }
  const errors = result.error.issues.map((issue): ProblemItem => ({
    loc: [locations[result.target] ?? result.target, ...issue.path.map(toKey)],
    msg: describeIssue(issue, data),
    type: issue.code,
  }))
  const detail = errors.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ')
  throw new Problem('validation_failed', detail, { errors })
}

const locations: Readonly<Record<string, string>> = { json: 'body', form: 'body', param: 'path' }

function toKey(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key)
}
