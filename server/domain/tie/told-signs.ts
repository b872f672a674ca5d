import { namesOf, type CellValue, type TiedTable } from './tied-table.ts'
import type { HeldNumber } from './told-fit.ts'
import { textBefore } from './sentence-tokens.ts'
import type { ToldSentence } from './told-sentence.ts'

const loss =
  /\b(?:loss(?:es)?|deficits?|negative|minus|outflows?|shortfalls?|net liabilit(?:y|ies))\b/gi
const gain = /\b(?:profits?|surplus(?:es)?|positive|inflows?)\b/gi
const less =
  /\b(?:fell|falls?|fallen|falling|decreas\w+|declin\w+|reduc\w+|lower\w*|dropp?(?:ed|s)?|down|below|less|under\w*|shrank|lost|loss)\b/gi
const more =
  /\b(?:rose|rises?|risen|rising|increas\w+|grew|grow\w*|climbed|higher|up|above|more|over|gain\w*)\b/gi

const earns = /\b(?:profit|surplus|income|earnings|result|cash|margin|return|EBITD?A|balance)\b/i
export const differs = /\b(?:changes?|differences?|variances?|movements?)\b/i

/** A value below zero is told as one, by its sign or by a word for it: "a loss of 3.1", "fell by 1.7". */
export function isOfSign(
  told: ToldSentence,
  { told: { number, toldAs }, cell }: HeldNumber,
  given: CellValue,
  table: TiedTable,
): boolean {
  if (number.value < 0) return given.value <= 0
  if (toldAs === 'interval') return given.value >= 0
  const names = namesOf(cell, table)
  if (given.value >= 0) {
    const isEither = /\bloss/i.test(names) && /\b(?:profit|surplus|gain)/i.test(names)
    const isEnd = /\bfrom\b.*\bto\s+(?:a\s+profit\s+of\s+)?[£$€]?$/i
    if (!isEither || isEnd.test(textBefore(told.text, number))) return true
    return nearest(told.text, number.range.start, loss, gain) !== 'first'
  }
  const all = `${names}\n${table.block.title}`
  if (differs.test(all)) return nearest(told.text, number.range.start, less, more) === 'first'
  if (earns.test(names)) return nearest(told.text, number.range.start, loss, gain) === 'first'
  return nearest(told.text, number.range.start, loss, gain) !== 'second'
}

/** Whose word stands last before a place, else first behind it. */
function nearest(
  text: string,
  at: number,
  first: RegExp,
  second: RegExp,
): 'first' | 'second' | undefined {
  const found = [
    ...Array.from(text.matchAll(first), ({ index }) => ({ index, kind: 'first' as const })),
    ...Array.from(text.matchAll(second), ({ index }) => ({ index, kind: 'second' as const })),
  ].toSorted((a, b) => a.index - b.index)
  return (found.findLast(({ index }) => index < at) ?? found[0])?.kind
}
