import type { TextRange } from '../../../shared/text/range.ts'
import { alignSequences } from './align-sequences.ts'
import { joinRanges, type Token } from './tokens.ts'

/** A sentence of a block, a block without sentences, or a table's cell, in one SourceText. */
export type Piece = {
  /** Index in the text's blocks. */
  readonly block: number
  readonly range: TextRange
  readonly tokens: readonly Token[]
  /** Equal for equal tokens. */
  readonly key: string
  /** Index in the blocks of the heading that it stands under; -1 under none, and in tables. */
  readonly heading: number
  /** Null outside of tables. */
  readonly cell: CellAddressed | null
}

/** The names that lead to a cell; without a column where the cell names rows or columns itself. */
type CellAddressed = {
  readonly tableNumber: string
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
}

/** What became of a piece; ranges of words are of tokens that the other side has not. */
export type Change =
  | { readonly state: 'same' | 'moved'; readonly old: Piece; readonly new: Piece }
  | {
      readonly state: 'changed'
      readonly old: Piece
      readonly new: Piece
      readonly oldWords: readonly TextRange[]
      readonly newWords: readonly TextRange[]
    }
  | { readonly state: 'gone'; readonly old: Piece; readonly new: null }
  | { readonly state: 'new'; readonly old: null; readonly new: Piece }

/** `old` and `now` have other tokens. */
export function createChanged(old: Piece, now: Piece): Change {
  const pairs = alignTokens(old.tokens, now.tokens)
  const kept = new Set(pairs.map(([index]) => index))
  const held = new Set(pairs.map(([, index]) => index))
  const oldWords = joinRanges(old.tokens, (index) => !kept.has(index))
  const newWords = joinRanges(now.tokens, (index) => !held.has(index))
  return { state: 'changed', old, new: now, oldWords, newWords }
}

export function createGone(piece: Piece): Change {
  return { state: 'gone', old: piece, new: null }
}

export function createNew(piece: Piece): Change {
  return { state: 'new', old: null, new: piece }
}

export function alignTokens(old: readonly Token[], now: readonly Token[]) {
  return alignSequences(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
  )
}
