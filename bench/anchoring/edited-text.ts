import type { TextRange } from '../../shared/text/range.ts'

/**
 * Text that an edit puts somewhere. `kept`: the very units of the old text from `from` on, perhaps with
 * another look (curly quotes), one for one; `retyped`: new words for the old ones at `from`; `added`: new.
 */
export type Put = {
  readonly text: string
  readonly how: 'kept' | 'retyped' | 'added'
  readonly from: number
}

/** Old text from `start` to `end` goes, and what is put comes in its place. */
export type Change = TextRange & { readonly put: readonly Put[] }

/** A text after its edits, with where each of its units comes from. */
export type EditedText = {
  readonly text: string
  /** Offset in the old text, for units that are kept or retyped. */
  readonly origins: Int32Array
  readonly how: Uint8Array
}

export const howUnits = { added: 0, kept: 1, retyped: 2 } as const

/** @throws Error for changes that overlap */
export function applyChanges(text: string, changes: readonly Change[]): EditedText {
  const puts: Put[] = []
  let at = 0
  for (const change of changes.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (change.start < at) throw new Error(`changes overlap at ${change.start}`)
    puts.push({ text: text.slice(at, change.start), how: 'kept', from: at }, ...change.put)
    at = change.end
  }
  puts.push({ text: text.slice(at), how: 'kept', from: at })
  return joinPuts(puts)
}

function joinPuts(puts: readonly Put[]): EditedText {
  const text = puts.map((put) => put.text).join('')
  const origins = new Int32Array(text.length).fill(-1)
  const how = new Uint8Array(text.length)
  let at = 0
  for (const put of puts) {
    for (let unit = 0; unit < put.text.length; unit++, at++) {
      how[at] = howUnits[put.how]
      if (put.how !== 'added') origins[at] = put.how === 'kept' ? put.from + unit : put.from
    }
  }
  return { text, origins, how }
}
