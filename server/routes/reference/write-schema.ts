import { escapeHtml } from '../html-page.ts'
import type { Schema } from './described-api.ts'
import { writeInline } from './write-inline.ts'

/** Whose schema it is: a request says what it must have, an answer what may be absent. */
export type Side = 'request' | 'answer'

/** A schema as HTML: its type, and below it the fields of what it holds, each with its own. */
export function writeSchema(schema: Schema, side: Side): string {
  const inner = innerOf(schema)
  const isObject = inner === schema && schema.properties !== undefined
  const type = isObject ? '' : `<p>${describeType(schema)}</p>`
  return `${type}${writeInside(schema, side)}`
}

/** One field of an object or one parameter, as an item of a list. */
export function writeField(name: string, schema: Schema, mark: string, side: Side): string {
  const limits = describeLimits(schema)
  const words = schema.description ? `<p>${writeInline(schema.description)}</p>` : ''
  return `<li><code class="name">${escapeHtml(name)}</code> <span class="type">${describeType(schema)}${limits}</span>${mark}${words}${writeInside(schema, side)}</li>`
}

/** Type in words, with the values of an enumeration. */
function describeType(schema: Schema): string {
  if (schema.const !== undefined) return writeValue(schema.const)
  if (schema.enum) return schema.enum.map(writeValue).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(describeType))].join(' or ')
  if (schema.allOf) return 'object'
  const types = [schema.type].flat().filter((type) => type !== undefined)
  if (types.length === 0) return 'any JSON'
  return types.map((type) => describeOne(type, schema)).join(' or ')
}

function describeOne(type: string, { format, items, properties, additionalProperties }: Schema) {
  if (type === 'array') return `list of ${describeType(items ?? {})}`
  if (type === 'string') return format === 'binary' ? 'file' : (formats[format ?? ''] ?? 'string')
  if (type === 'object' && !properties && typeof additionalProperties === 'object') {
    return `object of names, each with ${describeType(additionalProperties)}`
  }
  return escapeHtml(type)
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  date: 'date, YYYY-MM-DD',
  'date-time': 'time, ISO 8601 UTC',
  uri: 'URL',
}

function writeValue(value: unknown): string {
  return `<code>${escapeHtml(typeof value === 'string' ? value : JSON.stringify(value))}</code>`
}

function describeLimits(schema: Schema): string {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, pattern } = schema
  const items = schema.items ? describeLimits(schema.items) : ''
  const told = [
    describeRange(minLength, maxLength, ' characters'),
    describeRange(minItems, maxItems, ' items'),
    describeRange(minimum, smallEnough(maximum), ''),
    pattern === undefined ? '' : `pattern <code>${escapeHtml(pattern)}</code>`,
    isTelling(schema.default) ? `default ${writeValue(schema.default)}` : '',
  ].filter(Boolean)
  return `${told.map((one) => `, ${one}`).join('')}${items}`
}

/** The largest integer is where numbers end, and no limit of the contract's. */
function smallEnough(most: number | undefined): number | undefined {
  return most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most
}

function isTelling(value: unknown): boolean {
  return value !== undefined && value !== ''
}

function describeRange(least: number | undefined, most: number | undefined, unit: string): string {
  const hasLeast = least !== undefined && least > Number.MIN_SAFE_INTEGER
  if (hasLeast && most !== undefined) {
    return least === most ? `${most}${unit}` : `${least}–${most}${unit}`
  }
  if (most !== undefined) return `at most ${most}${unit}`
  return hasLeast && (least > 0 || unit === '') ? `at least ${least}${unit}` : ''
}

/** What stands below a type: fields, or the alternatives that have some. */
function writeInside(schema: Schema, side: Side): string {
  const inner = innerOf(schema)
  if (inner.properties) return writeFields(inner, side)
  const choices = (inner.anyOf ?? inner.oneOf ?? []).filter(hasFields)
  if (choices.length === 0) return ''
  const items = choices.map(
    (one) =>
      `<li><span class="type">${describeType(one)}</span>${one.description ? ` ${writeInline(one.description)}` : ''}${writeInside(one, side)}</li>`,
  )
  return `<ul class="fields">${items.join('')}</ul>`
}

function writeFields({ properties = {}, required = [] }: Schema, side: Side): string {
  const items = Object.entries(properties).map(([name, part]) =>
    writeField(name, part, writeMark(required.includes(name), side), side),
  )
  return items.length > 0 ? `<ul class="fields">${items.join('')}</ul>` : ''
}

export function writeMark(isRequired: boolean, side: Side): string {
  if (side === 'request') return isRequired ? ' <em class="must">required</em>' : ''
  return isRequired ? '' : ' <em>may be absent</em>'
}

/** Through lists, maps and what may be null to what has fields. */
function innerOf(schema: Schema): Schema {
  if (schema.items) return innerOf(schema.items)
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null')
  const [only, other] = choices
  if (only && !other) return innerOf(only)
  if (schema.allOf) return mergeAll(schema.allOf)
  const { properties, additionalProperties: more } = schema
  return !properties && typeof more === 'object' && hasFields(more) ? innerOf(more) : schema
}

function mergeAll(parts: readonly Schema[]): Schema {
  const properties = Object.assign({}, ...parts.map((one) => one.properties ?? {})) as Record<
    string,
    Schema
  >
  return { properties, required: parts.flatMap(({ required = [] }) => required) }
}

function hasFields(schema: Schema): boolean {
  const inner = innerOf(schema)
  return inner.properties !== undefined || (inner.anyOf ?? inner.oneOf ?? []).some(hasFields)
}
