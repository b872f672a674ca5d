import type { DraftSentence } from '../../shared/model/draft.ts'
import { foldTableNumber } from '../domain/cell-address.ts'

/** What the document calls its tables ("Table 5"), by the source's number, folded. */
export type TableNames = ReadonlyMap<string, string>

/** Words of a sentence from `start` on; `number` where they name a table. */
export type SentencePiece = {
  readonly text: string
  readonly start: number
  readonly number?: string
}

export function splitReferences({ text, references = [] }: DraftSentence): SentencePiece[] {
  const pieces: SentencePiece[] = []
  let at = 0
  for (const { range, number } of references) {
    pieces.push({ text: text.slice(at, range.start), start: at })
    pieces.push({ text: text.slice(range.start, range.end), start: range.start, number })
    at = range.end
  }
  return [...pieces, { text: text.slice(at), start: at }].filter((piece) => piece.text !== '')
}

/** The sentence as the document says it; without names, by the numbers of the source. */
export function sayTableNames(sentence: DraftSentence, names: TableNames | undefined): string {
  if (!names || !sentence.references) return sentence.text
  return splitReferences(sentence)
    .map(({ text, number }) =>
      number === undefined ? text : (names.get(foldTableNumber(number)) ?? missingTable(number)),
    )
    .join('')
}

export function missingTable(number: string): string {
  return `[Gap: this document has no table ${number}.]`
}
