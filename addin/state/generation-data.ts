import type { TemplateSchema } from '../../shared/contract/templates.ts'

type TypedData = {
  /** What is sent; undefined where nothing was typed. */
  readonly data: unknown
  /** Why the JSON can't be sent. */
  readonly mistake: string | undefined
}

/** The fields that have an input of their own; what repeats or hides text is given as JSON. */
export function listSimpleFields(schema: TemplateSchema | undefined) {
  return (schema?.fields ?? []).filter(({ form, name }) => form === 'value' && isPath(name))
}

/** Whether the template asks for data that has no input of its own. */
export function needsJson(schema: TemplateSchema | undefined): boolean {
  return (schema?.fields.length ?? 0) > listSimpleFields(schema).length
}

/** The typed fields put into the typed JSON; a field that is empty is not sent. */
export function readTypedData(
  { fields, json }: { readonly fields: Readonly<Record<string, string>>; readonly json: string },
  schema: TemplateSchema | undefined,
): TypedData {
  const parsed = parseObject(json)
  if (typeof parsed === 'string') return { data: undefined, mistake: parsed }
  const typed = listSimpleFields(schema).flatMap(({ name }) => {
    const value = fields[name]?.trim() ?? ''
    return value === '' ? [] : [[name.split('.'), value] as const]
  })
  if (parsed === undefined && typed.length === 0) return { data: undefined, mistake: undefined }
  const data = typed.reduce((whole, [path, value]) => putIn(whole, path, value), parsed ?? {})
  return { data, mistake: undefined }
}

type JsonObject = { readonly [name: string]: unknown }

/** In words why it is no JSON object, if it is none. */
function parseObject(json: string): JsonObject | string | undefined {
  if (json.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value)
      ? value
      : 'The data can’t be read: they have to begin with { and end with }.'
  } catch (error) {
    return `The data can’t be read as JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}

function putIn(whole: JsonObject, [name, ...rest]: readonly string[], value: string): JsonObject {
  if (name === undefined) return whole
  if (rest.length === 0) return { ...whole, [name]: value }
  const inner = whole[name]
  return { ...whole, [name]: putIn(isObject(inner) ? inner : {}, rest, value) }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names and dots; a place in a list has no input of its own. */
function isPath(name: string): boolean {
  return /^[^.[\]]+(\.[^.[\]]+)*$/.test(name) && !/(^|\.)\d+(\.|$)/.test(name)
}
