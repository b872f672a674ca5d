import { createRoute, z, type RouteConfig } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { checkPermission } from '../services/principal.ts'
import { apiKeyRequired } from '../services/unauthenticated.ts'
import { describeCommonParameters } from './common-parameters.ts'
import { listProblems } from './common-problems.ts'
import { anyProblem, describeProblems } from './describe-problems.ts'
import type { AppEnvironment } from './environment.ts'
import { takeForm } from './receive-form.ts'
import { replayRequests } from './replay.ts'
import { isReading, routePermissions, type RouteName, type RoutePermission } from './permissions.ts'
import { findRouteGroup } from './route-groups.ts'

type Definition = Omit<RouteConfig, 'method' | 'path' | 'security' | 'middleware'>

type MethodOf<Name> = Name extends `${infer Method} ${string}` ? Lowercase<Method> : never
type PathOf<Name> = Name extends `${string} ${infer Path}` ? Path : never

/**
 * A route with the permission that the table gives it: the check stands before its handler and
 * in the OpenAPI document.
 */
export function defineRoute<const Name extends RouteName, const Rest extends Definition>(
  name: Name,
  rest: Rest,
): DefinedRoute<Name, Rest> {
  const permission: RoutePermission = routePermissions[name]
  const [method, path] = name.split(' ')
  const problems = listProblems(name, permission, rest.request)
  const route = createRoute({
    ...rest,
    method: method?.toLowerCase() as 'get',
    path: path ?? '',
    security: permission === 'public' ? [] : [{ apiKey: [] }, { bearer: [] }],
    tags: [findRouteGroup(name).name],
    operationId: nameOperation(name),
    description: [rest.description, sayPermission(permission)].filter(Boolean).join(' '),
    'x-permission': permission,
    'x-problems': problems,
    parameters: describeCommonParameters(name, permission, rest.responses),
    responses: { ...describeProblems(problems), ...rest.responses, default: anyProblem },
    middleware: [
      ...listMiddleware(name, permission, rest.request?.body),
      ...(rest.request?.body?.required ? [] : [takeEmptyForNone]),
    ],
  })
  // the spread of a generic loses its members; the middleware's type says nothing that handlers need
  return route as unknown as DefinedRoute<Name, Rest>
}

type DefinedRoute<Name, Rest> = Rest & {
  readonly method: MethodOf<Name>
  readonly path: PathOf<Name>
  getRoutingPath(): RoutingPath<PathOf<Name>>
}

type RoutingPath<Path extends string> =
  Path extends `${infer Head}/{${infer Parameter}}${infer Tail}`
    ? `${Head}/:${Parameter}${RoutingPath<Tail>}`
    : Path

/** The answer of a handler whose body is JSON of the schema. */
export function jsonResponse<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** Headers of an answer, as OpenAPI describes them. */
export function describeHeaders(told: Readonly<Record<string, string>>) {
  const described = Object.entries(told).map(
    ([name, description]) => [name, { description, schema: { type: 'string' as const } }] as const,
  )
  return { headers: Object.fromEntries(described) }
}

export const noContent = { 204: { description: 'Done.' } }

/** Ids in paths; one that is no UUID is as absent as any other. */
export const idParameter = z.object({ id: z.string() })

/** The sentence in which a description says who may call. */
export function sayPermission(permission: RoutePermission): string {
  const needs: Record<string, string> = {
    public: 'Open to everyone.',
    signed_in: 'Needs any valid key or token.',
  }
  return needs[permission] ?? `Needs the permission \`${permission}\`.`
}

/** As in `get-v1-schedules-id`: what generators name their functions by, and the page its anchors. */
function nameOperation(name: RouteName): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')
}

/** What changes nothing is carried out as often as it is asked for. */
function listMiddleware(
  name: RouteName,
  permission: RoutePermission,
  body: RequestBody,
): MiddlewareHandler<AppEnvironment>[] {
  const guard = requirePermission(name, permission)
  const mediaTypes = Object.keys(body?.content ?? {})
  const form = mediaTypes.includes('multipart/form-data') ? [takeForm] : []
  const tellTypes: MiddlewareHandler<AppEnvironment> = (c, next) => {
    c.set('mediaTypes', mediaTypes)
    return next()
  }
  return [guard, tellTypes, ...form, ...(isReading(name) ? [] : [replayRequests])]
}

type RequestBody = NonNullable<Definition['request']>['body']

/** Many clients declare JSON on every call, also where they send nothing. */
const takeEmptyForNone: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '')
  if (isJson && (await c.req.text()) === '') {
    Object.assign(c.req.bodyCache, { text: Promise.resolve('{}') })
  }
  await next()
}

function requirePermission(
  name: RouteName,
  permission: RoutePermission,
): MiddlewareHandler<AppEnvironment> {
  return (c, next) => {
    c.set('routeName', name)
    if (permission === 'public') return next()
    const { principal, problem } = c.get('identity') ?? { problem: apiKeyRequired() }
    if (!principal) throw problem
    if (permission !== 'signed_in') checkPermission(principal, permission)
    c.set('principal', principal)
    // what a sandbox asks for is found by words alone: no model is called
    if (principal.isSandbox) c.set('deps', { ...c.get('deps'), dense: undefined })
    return next()
  }
}
