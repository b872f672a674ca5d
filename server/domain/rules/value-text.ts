import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { DraftSentence } from '../../../shared/model/draft.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'

/** A text with places for values: "A total of {14-1.01 | Randomized | Total | count} subjects". */
export type TextPiece =
  | { readonly kind: 'words'; readonly text: string }
  /** `source` is what stands between the braces. */
  | { readonly kind: 'value'; readonly source: string }

export type ShownValue = {
  readonly text: string
  readonly citations: readonly DraftCitation[]
}

/**
 * Pieces of the text, in order; `\{` and `\}` are the characters themselves. Braces may hold
 * braces once: `{= {14-1.01 | Safety | Total | count} * 2}`. A brace that stands alone is words,
 * and a mistake that `findBraceMistake` tells.
 */
export function splitPieces(text: string): readonly TextPiece[] {
  const flat = text.replace(/\s+/g, ' ').trim()
  const pieces: TextPiece[] = []
  let at = 0
  for (const match of flat.matchAll(braces)) {
    pieces.push({ kind: 'words', text: flat.slice(at, match.index) })
    pieces.push({ kind: 'value', source: match[1] ?? '' })
    at = match.index + match[0].length
  }
  pieces.push({ kind: 'words', text: flat.slice(at) })
  return pieces
    .filter((piece) => piece.kind === 'value' || piece.text !== '')
    .map((piece) => (piece.kind === 'value' ? piece : { ...piece, text: unescape(piece.text) }))
}

export function listPieceSources(text: string): readonly string[] {
  return splitPieces(text).flatMap((piece) => (piece.kind === 'value' ? [piece.source] : []))
}

export function findBraceMistake(text: string): string | undefined {
  const rest = text.replace(braces, '').replace(/\\[{}]/g, '')
  return /[{}]/.test(rest) ? 'a brace stands alone; write { … } around an address' : undefined
}

const braces = /(?<!\\)\{((?:[^{}]|\{[^{}]*\})*)\}/g

/** True when the piece's value would begin a sentence. */
export function startsSentence(before: string): boolean {
  return /(?:^|[.!?]["”')\]]*\s)$/.test(before)
}

/** Fills a value into every place; `show` learns whether it begins a sentence. */
export function fillPieces(
  pieces: readonly TextPiece[],
  show: (source: string, isSentenceStart: boolean) => ShownValue,
): readonly DraftSentence[] {
  let text = ''
  const values: { range: TextRange; citations: readonly DraftCitation[] }[] = []
  for (const piece of pieces) {
    if (piece.kind === 'words') {
      text += piece.text
      continue
    }
    const value = show(piece.source, startsSentence(text))
    const start = text.length
    text += value.text
    values.push({ range: { start, end: text.length }, citations: value.citations })
  }
  return splitSentences(text).map((range) => {
    const inside = values.filter((value) => rangesOverlap(value.range, range))
    return createSentence(
      sliceRange(text, range),
      inside.flatMap(({ citations }) => citations),
    )
  })
}

/** A sentence that rests on nothing is the template's own. */
export function createSentence(text: string, citations: readonly DraftCitation[]): DraftSentence {
  return { text, basis: citations.length > 0 ? 'cited' : 'house_text', citations }
}

function unescape(text: string): string {
  return text.replace(/\\([{}])/g, '$1')
}
