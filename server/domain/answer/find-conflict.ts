import { wordsOfTens, wordsToNineteen } from '../../../shared/text/number-words.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { listShortForms } from '../find-abbreviations.ts'
import { foldWords } from './prose-statement.ts'
import type { FoundRow } from './find-cells.ts'
import type { FoundSentence } from './find-sentences.ts'
import { readCells } from './cell-statement.ts'

/** A sentence of another source that says the same of the same with another number. */
export function findRivalSentence(
  best: FoundSentence,
  others: readonly FoundSentence[],
): FoundSentence | undefined {
  const words = splitNumbers(best.text)
  return others.find(
    (other) =>
      other.source.documentId !== best.source.documentId &&
      other.coverage >= best.coverage * 0.9 &&
      isRival(words, splitNumbers(other.text)),
  )
}

/** The same row and columns in another source, with other values. */
export function findRivalRow(best: FoundRow, others: readonly FoundRow[]): FoundRow | undefined {
  const values = readCells(best)
  return others.find(
    (other) =>
      other.table.place.source.documentId !== best.table.place.source.documentId &&
      namesOf(other) === namesOf(best) &&
      readCells(other).some((value, index) => differs(value, values[index] ?? '')),
  )
}

/** One that only says more, such as an address behind a name, is none against the other. */
function differs(a: string, b: string): boolean {
  return !a.startsWith(b) && !b.startsWith(a)
}

/** Words that both must share, of the fewer of the two. */
const leastShared = 0.75

type Split = {
  readonly words: ReadonlySet<string>
  readonly numbers: readonly string[]
  readonly shortForms: readonly string[]
}

function splitNumbers(text: string): Split {
  const terms = listTerms(text.replace(/\[\d+\]/g, ''))
  return {
    words: new Set(terms.filter((term) => !isNumber(term))),
    numbers: [...new Set(terms.filter(isNumber))].sort(),
    shortForms: listShortForms(text),
  }
}

/** "Seven years" and "ten years" have each its own number. */
function isNumber(term: string): boolean {
  return /\d/.test(term) || numberWords.has(term)
}

const numberWords: ReadonlySet<string> = new Set(
  [...wordsToNineteen.slice(2), ...wordsOfTens].flatMap(listTerms),
)

function isRival(a: Split, b: Split): boolean {
  if (a.numbers.length === 0 || b.numbers.length === 0) return false
  const shared = [...a.words].filter((word) => b.words.has(word)).length
  const least = Math.min(a.words.size, b.words.size)
  if (shared < leastShared * least || shared < 4) return false
  if (hasOther(a.shortForms, b.shortForms) && hasOther(b.shortForms, a.shortForms)) return false
  return (
    a.numbers.some((one) => !b.numbers.includes(one)) &&
    b.numbers.some((one) => !a.numbers.includes(one))
  )
}

/** The ADAS-Cog and the CIBIC+ have each its own number. */
function hasOther(own: readonly string[], others: readonly string[]): boolean {
  return own.some((one) => !others.includes(one))
}

function namesOf({ table, row, columns }: FoundRow): string {
  const heads = columns.map((index) => table.columns[index]?.path.join(' > ') ?? '')
  return foldWords([table.place.table.number, ...row.path, ...heads].join(' | '))
}
