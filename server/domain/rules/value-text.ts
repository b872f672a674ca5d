import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { DraftSentence, TableReference } from '../../../shared/model/draft.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'

/** A text with places for values: "A total of {14-1.01 | Randomized | Total | count} subjects". */
export type TextPiece =
  | { readonly kind: 'words'; readonly text: string }
  /** `source` is what stands between the braces. */
  | { readonly kind: 'value'; readonly source: string }

/** A piece of a sentence, which may also name a table: "{table 14-3.01}". */
export type WordingPiece = TextPiece | { readonly kind: 'table'; readonly number: string }

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

/** The same of a sentence: `{table 14-3.01}` names a table that the document places. */
export function splitWording(text: string): readonly WordingPiece[] {
  return splitPieces(text).map((piece) => {
    const number = piece.kind === 'value' ? findTableName(piece.source) : undefined
    return number === undefined ? piece : { kind: 'table', number }
  })
}

/** What stands in the braces of a sentence, but for names of tables. */
export function listAddresses(text: string): readonly string[] {
  return listPieceSources(text).filter((source) => findTableName(source) === undefined)
}

/** The number of "table 14-3.01"; undefined for an address, which has bars. */
export function findTableName(source: string): string | undefined {
  return /^\s*table\s+([^|\s]+)\s*$/i.exec(source)?.[1]
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
function startsSentence(before: string): boolean {
  return /(?:^|[.!?]["”')\]]*\s)$/.test(before)
}

/** Fills a value into every place; `show` learns whether it begins a sentence. */
export function fillPieces(
  pieces: readonly WordingPiece[],
  show: (source: string, isSentenceStart: boolean) => ShownValue,
): readonly DraftSentence[] {
  let text = ''
  const references: TableReference[] = []
  const values: { range: TextRange; citations: readonly DraftCitation[] }[] = []
  for (const piece of pieces) {
    if (piece.kind === 'words') {
      text += piece.text
      continue
    }
    const start = text.length
    if (piece.kind === 'table') {
      text += `Table ${piece.number}`
      references.push({ range: { start, end: text.length }, number: piece.number })
      continue
    }
    const value = show(piece.source, startsSentence(text))
    text += value.text
    values.push({ range: { start, end: text.length }, citations: value.citations })
  }
  return splitSentences(text).map((range) => {
    const inside = values.filter((value) => rangesOverlap(value.range, range))
    const sentence = createSentence(
      sliceRange(text, range),
      inside.flatMap(({ citations }) => citations),
    )
    return withReferences(sentence, references, range)
  })
}

function withReferences(
  sentence: DraftSentence,
  references: readonly TableReference[],
  { start, end }: TextRange,
): DraftSentence {
  const inside = references
    .filter(({ range }) => range.start >= start && range.end <= end)
    .map(({ range, number }) => ({
      range: { start: range.start - start, end: range.end - start },
      number,
    }))
  return inside.length > 0 ? { ...sentence, references: inside } : sentence
}

/** A sentence that rests on nothing is the template's own. */
export function createSentence(text: string, citations: readonly DraftCitation[]): DraftSentence {
  return { text, basis: citations.length > 0 ? 'cited' : 'house_text', citations }
}

function unescape(text: string): string {
  return text.replace(/\\([{}])/g, '$1')
}
