import type { Schema } from './described-api.ts'
import { exampleWords } from './example-words.ts'

const exampleId = '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10'

/** Which fields an example has: those that a request has to have, or all that an answer may. */
type Extent = 'required' | 'whole'

/**
 * A value that the schema takes. `name` is the field that holds it: it chooses the words of a text.
 * The same schema gives the same value.
 */
export function exampleOf(schema: Schema, extent: Extent, name = ''): unknown {
  if (exampleWords[name] === null && isNullable(schema)) return null
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.find((one) => one !== null)
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return exampleOf(first, extent, name)
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((one) => exampleOf(one, extent, name))) as unknown
  }
  if (schema.type === 'null') return null
  switch ([schema.type].flat().find((type) => type !== 'null')) {
    case 'object':
      return exampleObject(schema, extent, name)
    case 'array':
      return exampleList(schema, extent, name)
    case 'string':
      return exampleText(schema, name)
    case 'integer':
    case 'number':
      return exampleNumber(schema, name)
    case 'boolean':
      return schema.default ?? true
    case undefined:
      return exampleWords[name] ?? { name: 'Acme' }
    default:
      return null
  }
}

function exampleObject(schema: Schema, extent: Extent, name: string): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const fields = Object.entries(properties).filter(
    ([field]) => extent === 'whole' || required.includes(field),
  )
  const isMap = fields.length === 0 && typeof additionalProperties === 'object'
  if (isMap && extent === 'whole') {
    const words = exampleWords[name]
    const isWhole = typeof words === 'object' && words !== null
    return isWhole ? { ...words } : { name: exampleOf(additionalProperties, extent, name) }
  }
  return Object.fromEntries(
    fields.map(([field, part]) => {
      const full = `${name}.${field}`
      return [field, exampleOf(part, extent, full in exampleWords ? full : field)] as const
    }),
  )
}

function isNullable({ type, anyOf = [], oneOf = [] }: Schema): boolean {
  return [type].flat().includes('null') || [...anyOf, ...oneOf].some(isNullable)
}

function exampleList(schema: Schema, extent: Extent, name: string): readonly unknown[] {
  const { items, minItems = 0 } = schema
  if (!items || (extent === 'required' && minItems === 0)) return []
  return Array.from({ length: Math.max(1, minItems) }, () => exampleOf(items, extent, name))
}

function exampleText(schema: Schema, name: string): string {
  const byFormat: Readonly<Record<string, string>> = {
    uuid: exampleId,
    date: '2026-11-27',
    'date-time': '2026-11-27T09:30:00Z',
    uri: 'https://data.example.com/people.json',
  }
  if (schema.format && schema.format in byFormat) return byFormat[schema.format] ?? ''
  if (typeof schema.default === 'string' && schema.default !== '') return schema.default
  const words = exampleWords[name]
  if (typeof words === 'string') return words
  return /(^|_)ids?$/.test(name) ? exampleId : name.replaceAll('_', ' ') || 'text'
}

function exampleNumber(schema: Schema, name: string): number {
  const words = exampleWords[name]
  if (typeof words === 'number') return words
  if (typeof schema.default === 'number') return schema.default
  return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1))
}
