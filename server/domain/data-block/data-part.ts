import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { DraftBlock } from '../../../shared/model/draft.ts'

export type PartReading =
  | { readonly outcome: 'read'; readonly content: readonly DraftBlock[] }
  /** `reason` names the place in the data. */
  | { readonly outcome: 'bad_value'; readonly reason: string }

/** Where in the data a part of a block stands, and where its content goes. */
export type PartPlace = {
  /** RFC 6901. */
  readonly pointer: string
  readonly dataHash: string
  /** Of the section around it, from 0. */
  readonly sectionLevel: number
  /** `below` is a pointer from the part's own; `reason` is what a sentence says of it. */
  fail(below: string, reason: string): PartReading
  /** What a schema found wrong; the first of it is told. */
  refuse(error: SchemaError): PartReading
}

type SchemaError = {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
}

export function createPlace(
  part: Pick<PartPlace, 'pointer' | 'dataHash' | 'sectionLevel'>,
): PartPlace {
  const fail = (below: string, reason: string): PartReading => ({
    outcome: 'bad_value',
    reason: `data${part.pointer}${below} ${reason}`,
  })
  return {
    ...part,
    fail,
    refuse({ issues }) {
      const [issue] = issues
      const below = writePointer((issue?.path ?? []).map(String))
      return fail(below, `has another form: ${issue?.message ?? 'unknown'}`)
    },
  }
}

/** A sentence or cell that `raw`, the value at the pointer, holds. */
export function citeData(
  dataHash: string,
  pointer: string,
  raw: string,
  text: string,
): DraftCitation {
  const evidence = { kind: 'data' as const, dataHash, pointer, value: raw }
  const transformations = text === raw ? [] : [{ kind: 'extract' as const, from: raw, to: text }]
  return { evidence, transformations, formula: '' }
}

export function writePointer(keys: readonly string[]): string {
  return keys.map((key) => `/${escapeKey(key)}`).join('')
}

/** The keys of a pointer; "~1" is read before "~0", or "~01" would become "/" (RFC 6901 §4). */
export function readPointer(pointer: string): readonly string[] {
  const keys = pointer.split('/').slice(1)
  return keys.map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'))
}

/**
 * One line of what a Word file can hold: no control characters, no blanks at the ends. Hyphens that
 * only show at a line's end are no words, and readers drop them.
 */
export function plainWords(text: string): string {
  return text
    .replace(/\u00AD/g, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .trim()
}

function escapeKey(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1')
}
