import type { RouteName } from '../permissions.ts'
import type { Call, Parameter } from './described-api.ts'
import { exampleOf } from './example-value.ts'
import { recordedBodies, recordedForms } from './recorded-requests.ts'

/**
 * Each way to make a call, as a shell has it: JSON and forms where both are taken. `$URL` is the server and
 * `$KEY` a key; what stands in capitals in a path is the caller's.
 */
export function writeCurls(call: Call): readonly string[] {
  const content = call.operation.requestBody?.content ?? {}
  const form = 'multipart/form-data' in content ? [writeCurl(call, writeForm(call))] : []
  const json =
    'application/json' in content
      ? [writeCurl(call, writeJson(exampleBody(call)), ['Content-Type: application/json'])]
      : []
  return form.length + json.length > 0 ? [...form, ...json] : [writeCurl(call, [])]
}

/** The JSON that an example sends. */
export function exampleBody({ method, path, operation }: Call): unknown {
  const name = `${method} ${path}` as RouteName
  const { schema } = operation.requestBody?.content['application/json'] ?? {}
  return recordedBodies[name] ?? exampleOf(schema ?? {}, 'required')
}

/** The path and query that an example calls; parameters that may be left out are. */
export function exampleAddress({ path, operation }: Call): string {
  const { parameters = [] } = operation
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const found = parameters.find((one) => one.in === 'path' && one.name === name)
    return found?.schema.enum ? exampleText(found) : name.toUpperCase()
  })
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${encodeURIComponent(exampleText(one))}`)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

function exampleText({ name, schema }: Parameter): string {
  const value = exampleOf(schema, 'required', name)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function writeCurl(call: Call, body: readonly string[], headers: readonly string[] = []): string {
  const { method, operation } = call
  const sends = body.length > 0 ? 'POST' : 'GET'
  const flags = [
    ...(isStream(call) ? ['-N'] : []),
    ...(isFile(call) ? ['-f', '-o FILE'] : []),
    ...(method === sends ? [] : [`-X ${method}`]),
  ]
  const key = operation['x-permission'] === 'public' ? [] : ['-H "X-API-Key: $KEY"']
  return [
    ['curl', ...flags, ...key].join(' '),
    ...headers.map((header) => `-H '${header}'`),
    ...body,
    `"$URL${exampleAddress(call)}"`,
  ].join(' \\\n  ')
}

function writeJson(body: unknown): readonly string[] {
  const text = JSON.stringify(body, null, 2).replaceAll("'", `'\\''`)
  return [`-d '${text.replaceAll('\n', '\n  ')}'`]
}

function writeForm({ method, path }: Call): readonly string[] {
  const fields = recordedForms[`${method} ${path}` as RouteName] ?? { file: '@FILE' }
  return Object.entries(fields).map(([name, value]) => `-F ${name}=${value}`)
}

function typesOf({ operation }: Call): readonly string[] {
  return Object.values(operation.responses).flatMap(({ content = {} }) => Object.keys(content))
}

function isStream(call: Call): boolean {
  return typesOf(call).includes('text/event-stream')
}

function isFile(call: Call): boolean {
  return typesOf(call).includes('application/octet-stream')
}
