import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { createApp, describeApi } from '../../server/app.ts'
import type { Dependencies } from '../../server/services/dependencies.ts'

/** A schema of JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type Schema = { readonly [keyword: string]: unknown }

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

export type Operation = {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
  /** Codes of all problems that it answers; absent where this server is not who answers. */
  readonly 'x-problems'?: readonly string[]
}

export type ApiDescription = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
  /** By the event that is told of. */
  readonly webhooks: Readonly<Record<string, { readonly post: Operation }>>
}

/** What /openapi.json says; no server is needed to know it. */
export function readDescription(): ApiDescription {
  description ??= makeDescription()
  return description
}

let description: ApiDescription | undefined

function makeDescription(): ApiDescription {
  // nothing is called on it: the routes alone are asked what they promise
  const deps = { maximumUploadBytes: 1, programVersion: '0.0.0-test' } as Dependencies
  const app = createApp(deps, { paneFolder: '', origins: [], logError: () => undefined })
  return describeApi(app, deps) as unknown as ApiDescription
}

/**
 * Holds an answer of the server against what its description promises for the route: the status, the
 * media type and, for JSON, the schema, which is closed for this so that nothing undeclared is sent. What
 * is broken is remembered; `takeBreaches` gives it to the test that is running.
 */
export async function holdToDescription(
  method: string,
  path: string,
  response: Response,
): Promise<void> {
  if (isPage(path) || method === 'OPTIONS') return
  const wrong = await findBreach(method === 'HEAD' ? 'GET' : method, path, response)
  if (wrong) breaches.push(`${method} ${path} answered ${response.status}: ${wrong}`)
}

/**
 * The same for what is sent to webhooks; `body` is JSON as it is signed. It is looked at when the breaches are
 * taken, so that no receiver is slowed down.
 */
export function holdEventToDescription(body: string): void {
  sentBodies.add(body)
}

export function takeBreaches(): string[] {
  const wrong = [...sentBodies].flatMap((body) => findBreachOfEvent(body) ?? [])
  sentBodies.clear()
  return [...breaches.splice(0), ...wrong]
}

const breaches: string[] = []
const sentBodies = new Set<string>()

function findBreachOfEvent(body: string): string | undefined {
  const sent = JSON.parse(body) as { readonly event: string }
  const told = readDescription().webhooks[sent.event]?.post.requestBody
  const schema = told?.content['application/json']?.schema
  const wrong = schema ? findFault(schema, sent) : 'no such event is described'
  return wrong && `the event ${sent.event}: ${wrong}`
}

/** For people, and described by themselves. */
function isPage(path: string): boolean {
  return /^\/(addin(\/.*)?|docs|openapi\.json)?$/.test(path)
}

async function findBreach(
  method: string,
  path: string,
  response: Response,
): Promise<string | undefined> {
  const route = findRoute(method, path)
  if (!route && response.status < 400) return 'no such route is described'
  const responses = route?.operation.responses ?? anyProblem
  // what goes wrong on the server is the default of every operation
  const answer = responses[response.status === 500 || !route ? 'default' : response.status]
  if (!answer) return 'the status is not described'
  const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  const content = answer.content ?? {}
  if (Object.keys(content).length === 0) {
    return type === '' ? undefined : `a body of type ${type} is not described`
  }
  // bytes of a stored file have the type of that file
  if ('application/octet-stream' in content) return undefined
  const schema = content[type]?.schema
  if (!schema) return `the type "${type}" is not described, but ${Object.keys(content).join(', ')}`
  if (!type.endsWith('json') || method === 'HEAD') return undefined
  const told = type === 'application/problem+json' ? route?.operation['x-problems'] : undefined
  return checkJson(resolve(schema), response, told)
}

/** A problem has to be one of those that its operation tells of. */
async function checkJson(
  schema: Schema,
  response: Response,
  told: readonly string[] = [],
): Promise<string | undefined> {
  const body = await response
    .clone()
    .text()
    .catch(() => undefined)
  // given up by its reader
  if (body === undefined || body === '') return undefined
  const value: unknown = JSON.parse(body)
  const { code } = value as { readonly code?: string }
  const isUntold = told.length > 0 && code !== 'internal' && !told.includes(code ?? '')
  return isUntold ? `the problem "${code}" is not described` : findFault(schema, value)
}

/** A schema that is named in place of being written out. */
function resolve(schema: Schema): Schema {
  const { $ref: name } = schema
  if (typeof name !== 'string') return schema
  const found = readDescription().components.schemas[name.replace('#/components/schemas/', '')]
  if (!found) throw new Error(`the description has nothing at ${name}`)
  return found
}

/** How a value breaks a schema of the description, which is closed for this; undefined where it keeps to it. */
export function findFault(schema: Schema, value: unknown): string | undefined {
  const validate = compile(schema)
  if (validate(value)) return undefined
  const said = validate.errors?.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
  return said?.join('; ')
}

/** Of an address where no operation is. */
const anyProblem: Operation['responses'] = {
  default: {
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
}

const compiled = new WeakMap<Schema, ValidateFunction>()
let ajv: Ajv2020 | undefined

function compile(schema: Schema): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  ajv ??= createAjv()
  const made = ajv.compile(close(schema) as Schema)
  compiled.set(schema, made)
  return made
}

function createAjv(): Ajv2020 {
  const made = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(made)
  return made
}

/** The same schema without room for fields that it does not name. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close)
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, close(part)]))
  const isOpen = 'properties' in schema && !('additionalProperties' in schema)
  return isOpen ? { ...parts, additionalProperties: false } : parts
}

type Route = { readonly method: string; readonly pattern: RegExp; readonly operation: Operation }

/** Fixed paths stand before those with parameters, as in the server. */
function findRoute(method: string, path: string): Route | undefined {
  routes ??= listRoutes()
  const bare = path.length > 1 ? path.replace(/\/$/, '') : path
  return routes.find((one) => one.method === method && one.pattern.test(bare))
}

let routes: readonly Route[] | undefined

function listRoutes(): readonly Route[] {
  const all = Object.entries(readDescription().paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      operation,
      parameters: path.split('{').length,
    })),
  )
  return all.toSorted((a, b) => a.parameters - b.parameters)
}
