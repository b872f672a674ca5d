import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiDescription, Operation, Schema } from './conformance.ts'

export type MalformedRequest = {
  /** "POST /api/v1/search" */
  readonly route: string
  /** What is wrong, for the message of a test. */
  readonly name: string
  readonly path: string
  readonly init: RequestInit
  /** Whether the schema forbids it; otherwise it is only odd, and may be taken or not. */
  readonly isForbidden: boolean
}

/** Requests that walk the description: each breaks one thing of one route. */
export function listMalformedRequests(description: ApiDescription): MalformedRequest[] {
  return Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      listOfOperation({ method: method.toUpperCase(), path, operation }),
    ),
  )
}

type Route = { readonly method: string; readonly path: string; readonly operation: Operation }

const absentId = '00000000-0000-4000-8000-000000000000'

function listOfOperation(route: Route): MalformedRequest[] {
  const json = route.operation.requestBody?.content['application/json']?.schema
  const form = route.operation.requestBody?.content['multipart/form-data']?.schema
  return [
    ...listOfPath(route),
    ...listOfQuery(route),
    ...(json ? listOfJson(route, json) : []),
    ...(form ? listOfForm(route, form) : []),
  ]
}

function create(
  { method, path }: Route,
  name: string,
  isForbidden: boolean,
  init: RequestInit = {},
  address = path.replace(/\{\w+\}/g, absentId),
): MalformedRequest {
  return { route: `${method} ${path}`, name, path: address, init, isForbidden }
}

/** An id that is none is as absent as any other, so nothing of these is forbidden. */
const oddIds = {
  'no uuid': 'x',
  'a long id': 'a'.repeat(3000),
  'a NUL in the id': '%00',
  'half a character in the id': '%ED%A0%80',
  'a broken escape in the id': '%zz',
  'a folder in the id': '..%2F..%2Fetc%2Fpasswd',
  'an emoji as id': '%F0%9F%92%A9',
  'a number beyond all integers as id': '9'.repeat(400),
  'SQL as id': "'%20or%201=1--",
}

function listOfPath(route: Route): MalformedRequest[] {
  if (!route.path.includes('{')) return []
  return Object.entries(oddIds).map(([name, id]) =>
    create(
      route,
      name,
      false,
      { method: route.method, ...jsonBody(route) },
      route.path.replace(/\{\w+\}/g, id),
    ),
  )
}

function jsonBody({ operation }: Route): RequestInit {
  const schema = operation.requestBody?.content['application/json']?.schema
  return schema ? asJson(makeValid(schema)) : {}
}

const asJson = (value: unknown): RequestInit => ({
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json' },
})

const oddTexts = [
  '',
  'x',
  '-1',
  '1e999',
  '99999999999999999999',
  '1.5',
  '\u0000\u202e💩',
  'a'.repeat(5000),
]

function listOfQuery(route: Route): MalformedRequest[] {
  const { method, operation, path } = route
  const base = path.replace(/\{\w+\}/g, absentId)
  const fields = (operation.parameters ?? []).filter((one) => one.in === 'query')
  return fields.flatMap(({ name, schema }) =>
    oddTexts.map((text) => {
      const address = `${base}?${new URLSearchParams({ [name]: text }).toString()}`
      const forbidden = text !== '' && !isTextOf(schema, text)
      const init = { method, ...jsonBody(route) }
      return create(route, `?${name}=${text.slice(0, 20)}`, forbidden, init, address)
    }),
  )
}

/** Whether the text of a query is a value of the schema. */
function isTextOf(schema: Schema, text: string): boolean {
  const isNumber = [schema['type']].flat().some((type) => type === 'integer' || type === 'number')
  return validates(schema, isNumber ? Number(text) : text)
}

const json = { 'Content-Type': 'application/json' }

/** Bodies that no schema takes. */
const brokenBodies: Readonly<Record<string, RequestInit>> = {
  'no body': { headers: json },
  'cut JSON': { body: '{"a": [', headers: json },
  'JSON with a comma too many': { body: '{"a": 1,}', headers: json },
  'bytes that are no UTF-8': { body: new Uint8Array([0xff, 0xfe, 0x7b]), headers: json },
  'a form as JSON': { body: 'a=1&b=2', headers: json },
  'brackets in brackets': { body: '['.repeat(100_000), headers: json },
  'an array': { body: '[]', headers: json },
  null: { body: 'null', headers: json },
  'a string': { body: '"text"', headers: json },
  'a number beyond all numbers': { body: '1e999', headers: json },
}

/** A body of another type is none; a route that needs no field does without. */
const otherTypes: Readonly<Record<string, RequestInit>> = {
  'JSON as text': { body: '{}', headers: { 'Content-Type': 'text/plain' } },
  'JSON as a form': { body: '{}', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
  'JSON of no type': { body: new Blob(['{}']) },
  'JSON of an odd type': { body: '{}', headers: { 'Content-Type': ';;;' } },
}

function listOfJson(route: Route, schema: Schema): MalformedRequest[] {
  const { method } = route
  const isNeeded = route.operation.requestBody?.required === true
  // whichever field is left out that need not be there, the body is the same
  const mutations = new Map(
    listMutations(schema, makeValid(schema)).map((one) => [JSON.stringify(one.value), one]),
  )
  return [
    ...Object.entries(brokenBodies).map(([name, init]) =>
      create(route, name, name !== 'no body' || isNeeded, { method, ...init }),
    ),
    ...Object.entries(otherTypes).map(([name, init]) =>
      create(route, name, isNeeded && !validates(schema, {}), { method, ...init }),
    ),
    ...[...mutations.values()].map(({ name, value }) =>
      create(route, name, !validates(schema, value), { method, ...asJson(value) }),
    ),
  ]
}

type Mutation = { readonly name: string; readonly value: unknown }

const oddValues: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 12,
  'a huge number': 1e308,
  'a word': 'no such word',
  'an empty text': '',
  'a long text': 'a'.repeat(60_000),
  'a NUL': 'a\u0000b',
  'half a character': '\ud800',
  'a turn of direction and an emoji': '\u202e💩',
  'an empty list': [],
  'an empty object': {},
  'its own prototype': JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}') as unknown,
}

/** Each field left out, and each with every odd value, to the depth that the schema has. */
function listMutations(schema: Schema, valid: unknown, at = 'body'): Mutation[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>
  const whole = (valid ?? {}) as Record<string, unknown>
  return Object.entries(properties).flatMap(([name, field]) => {
    const place = `${at}.${name}`
    const { [name]: _, ...without } = whole
    const inside = whole[name] ?? makeValid(field)
    return [
      { name: `${place} left out`, value: without },
      ...Object.entries(oddValues).map(([odd, value]) => ({
        name: `${place} is ${odd}`,
        value: { ...whole, [name]: value },
      })),
      ...listMutations(field, inside, place).map((one) => wrap(whole, name, one)),
      ...listInItems(field, place).map((one) => wrap(whole, name, one)),
    ]
  })
}

function listInItems(field: Schema, place: string): Mutation[] {
  const items = field['items'] as Schema | undefined
  if (!items?.['properties']) return []
  return listMutations(items, makeValid(items), `${place}.0`).map(({ name, value }) => ({
    name,
    value: [value],
  }))
}

function wrap(whole: Record<string, unknown>, name: string, inner: Mutation): Mutation {
  return { name: inner.name, value: { ...whole, [name]: inner.value } }
}

/** The least that the schema takes. */
function makeValid(schema: Schema): unknown {
  const choices = (schema['enum'] ?? schema['anyOf'] ?? schema['oneOf']) as unknown[] | undefined
  if (schema['enum']) return choices?.[0]
  if (choices) return makeValid(choices[0] as Schema)
  const type: unknown = Array.isArray(schema['type']) ? schema['type'][0] : schema['type']
  if (type === 'object') {
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>
    const required = (schema['required'] ?? []) as readonly string[]
    return Object.fromEntries(required.map((name) => [name, makeValid(properties[name] ?? {})]))
  }
  if (type === 'array')
    return schema['minItems'] ? [makeValid((schema['items'] ?? {}) as Schema)] : []
  if (type === 'string') return schema['format'] === 'uuid' ? absentId : 'text'
  if (type === 'boolean') return true
  return type === 'integer' || type === 'number' ? (schema['minimum'] ?? 1) : {}
}

const ajv = new Ajv2020({ strict: false })
addFormats.default(ajv)

function validates(schema: Schema, value: unknown): boolean {
  return ajv.validate(schema, value)
}

const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' }
const part = (head: string, text: string) => `--x\r\n${head}\r\n\r\n${text}\r\n--x--\r\n`

/** None of them holds the file that every form of ours is for. */
const brokenForms: Readonly<Record<string, RequestInit>> = {
  'no boundary': { body: 'a', headers: { 'Content-Type': 'multipart/form-data' } },
  'another boundary': { body: '--y\r\n\r\n--y--', headers: multipart },
  'no parts': { body: '--x--\r\n', headers: multipart },
  'nothing at all': { headers: multipart },
  'a part without an end': {
    body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\nPK',
    headers: multipart,
  },
  'a part without a name': { body: part('Content-Type: text/plain', 'a'), headers: multipart },
  'a file without a byte': {
    body: part('Content-Disposition: form-data; name="file"; filename="a.docx"', ''),
    headers: multipart,
  },
  'text in place of the file': {
    body: part('Content-Disposition: form-data; name="file"', 'text'),
    headers: multipart,
  },
  'JSON in place of a form': { body: '{}', headers: json },
  'a form of the other kind': { body: new URLSearchParams({ file: 'a' }) },
}

function listOfForm(route: Route, schema: Schema): MalformedRequest[] {
  const { method } = route
  const fields = Object.keys(schema['properties'] ?? {})
  return [
    ...Object.entries(brokenForms).map(([name, init]) =>
      create(route, name, true, { method, ...init }),
    ),
    ...fields.flatMap((field) =>
      Object.entries(oddFields()).map(([odd, value]) => {
        const form = new FormData()
        form.append(field, value)
        return create(route, `${field} is ${odd}`, true, { method, body: form })
      }),
    ),
  ]
}

const oddFields = () => ({
  'a file of another kind': new File([new Uint8Array([0x4d, 0x5a, 0, 1, 0xff])], 'a.exe'),
  'a long text': 'a'.repeat(60_000),
  'a NUL': '\u0000',
  'cut JSON': '{"a":',
  'brackets in brackets': '['.repeat(20_000),
  'a huge number': '1e999',
})
