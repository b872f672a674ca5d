import { fieldPattern } from '../../../shared/model/template.ts'
import { parseDataCondition, type DataCondition } from './data-condition.ts'
import type { DataField } from './data-field.ts'

/** What begins a block: `{{#list}}`, `{{^flag}}`, `{{#if …}}`. */
export type BlockOpening =
  | { readonly kind: 'repeat' | 'inverse'; readonly field: DataField }
  | { readonly kind: 'if'; readonly condition: DataCondition }

/** `{{#list}}`, `{{else}}` or `{{/list}}`; `source` is as it is written. */
export type BlockMarker = { readonly source: string } & (
  | { readonly kind: 'open'; readonly opening: BlockOpening; readonly name: string }
  | { readonly kind: 'else' }
  /** '' where it names nothing. */
  | { readonly kind: 'close'; readonly name: string }
)

type BlockMarkerParse =
  | { readonly outcome: 'parsed'; readonly marker: BlockMarker }
  | { readonly outcome: 'failed'; readonly message: string }

/** Reads what stands between `{{` and `}}`; undefined where this is no marker of a block. */
export function parseBlockMarker(inside: string): BlockMarkerParse | undefined {
  const source = `{{${inside}}}`
  const text = inside.trim()
  if (text === 'else') return { outcome: 'parsed', marker: { kind: 'else', source } }
  const condition = /^#\s*if\s+(.*)$/s.exec(text)?.[1]
  if (condition !== undefined) return parseIf(condition, source)
  const [, sign, mark, name] = marker.exec(text) ?? []
  if (name === undefined) {
    if (!/^[#/^]/.test(text)) return undefined
    return { outcome: 'failed', message: `expected a field such as {{#items}}, found ${source}` }
  }
  if (sign === '/') return { outcome: 'parsed', marker: { kind: 'close', name, source } }
  const kind = sign === '^' ? 'inverse' : 'repeat'
  const opening: BlockOpening = { kind, field: { name, isOptional: mark === '?' } }
  return { outcome: 'parsed', marker: { kind: 'open', opening, name, source } }
}

/** Takes the markers of blocks out of a text; placeholders stay. */
export function withoutBlockMarkers(text: string): string {
  return text.replace(/\{\{\s*(?:[#/^][^{}\n]*|else\s*)\}\}/g, '')
}

const marker = new RegExp(String.raw`^([#/^])\s*(\??)\s*(${fieldPattern}|\.)$`, 'u')

function parseIf(condition: string, source: string): BlockMarkerParse {
  const parsed = parseDataCondition(condition)
  if (parsed.outcome === 'failed') return parsed
  const opening: BlockOpening = { kind: 'if', condition: parsed.condition }
  return { outcome: 'parsed', marker: { kind: 'open', opening, name: 'if', source } }
}
