import { readNumberWords } from '../../../shared/text/number-words.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { Statistic } from '../check/named-rows.ts'
import type { DifferenceKind } from '../verify/verdict.ts'
import type { ComparedCell } from './compared-cell.ts'
import type { Series } from './series.ts'

/** What a sentence says of the values of one series, whichever that is. */
export type Form = {
  /** The words by which it says so; all its other words name something. */
  readonly consumed: readonly TextRange[]
  /** The words that are true or false. */
  readonly stake: TextRange
  readonly kind: DifferenceKind
  /** Whose value a number is that stands beside nobody's name; undefined where it is nobody's. */
  readonly focus: string | undefined
  /** Numbers that are told of one party each, wherever they stand. */
  readonly given?: readonly { readonly range: TextRange; readonly party: string }[]
  /** Keys of words that name whom it counts, and nothing more where their number is right. */
  readonly bases?: ReadonlySet<string>
  /** It is of all that a group has: who names what stands above a row speaks of a part of them. */
  readonly isOfWhole?: boolean
  /** What is counted has to be named by its own column or row, and not by the table's title alone. */
  readonly isExact?: boolean
  /** It may be of the columns that share out a total. */
  readonly isOfParts?: boolean
  /** It is of two columns beside each other, and of nothing else. */
  readonly isOfPairs?: boolean
  /** Of which series it may be; of all where absent. */
  readonly fits?: (series: Series) => boolean
  /** A statistic that it tells by its words. */
  readonly tells?: Statistic
  /** As its numbers have them: the table has to name them all. */
  readonly units?: readonly string[]
  /** Whose values alone it tells; everybody's where absent. */
  readonly parties?: readonly string[]
  /** The way of a change that no value is told of: where the table gives changes, these have to agree. */
  readonly turn?: Orient | undefined
  /** Undefined where the values leave it open. */
  readonly judge: (series: Series, orient: Orient) => Outcome | undefined
}

/** -1 where a decrease is told, of which the lower value is the greater. */
export type Orient = 1 | -1

export type Outcome = {
  readonly holds: boolean
  /** All that were compared, those that decide first. */
  readonly cells: readonly ComparedCell[]
  /** The computation in words. */
  readonly words: string
  /** The cell that says otherwise. */
  readonly rival: ComparedCell | undefined
}

/** The value of all groups together, as a party. */
export const everybody = ' total'

export function findCell({ entries, total }: Series, party: string): ComparedCell | undefined {
  return party === everybody ? total : entries.find((one) => one.party === party)?.cell
}

/** What the table calls whose value a cell is. */
export function findLabel({ entries }: Series, cell: ComparedCell): string {
  return entries.find((one) => one.cell === cell)?.label ?? 'total'
}

export function findCells(
  series: Series,
  parties: readonly string[],
): readonly ComparedCell[] | undefined {
  const cells = parties.flatMap((party) => findCell(series, party) ?? [])
  return cells.length === parties.length ? cells : undefined
}

/** As the reader sees it: "44 (52%)", "-0.3". */
export function write({ words, decimal, percent }: ComparedCell): string {
  const plain = words.replace(/\s+/g, ' ').replace(/\(\s+/g, '(')
  if (percent === undefined) return /^[-\d.,]+/.exec(plain)?.[0] ?? decimal
  return plain.replace(/\s*\[.*$/, '').replace(/\s*\*$/, '')
}

export function writeAll(cells: readonly ComparedCell[]): string {
  return join(cells.map(write))
}

export function join(words: readonly string[]): string {
  const [last = ''] = words.slice(-1)
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** Counts of people or things, all of one kind. */
export function isOfCounts({ entries, total, statistics, isChange }: Series): boolean {
  const cells = [...entries.map(({ cell }) => cell), ...(total ? [total] : [])]
  const areWhole = cells.every(({ decimal, value }) => value >= 0 && !decimal.includes('.'))
  return areWhole && statistics.length === 0 && !isChange
}

/** "182", "1,204", "eight". */
export function readCount(words: string): number | undefined {
  if (/^\d/.test(words)) return Number(words.replaceAll(',', ''))
  return /^one$/i.test(words) ? 1 : readNumberWords(words)
}

const ofMeasures =
  /^(?:longer|shorter|older|younger|heavier|lighter|longest|shortest|oldest|youngest|heaviest|lightest)$/i
const ofGood = /complian|respon|recover|complet|attend|coverage|satisf|adheren/i

/** Nothing is older by a count, and the best of what nobody wants is the least. */
export function fitsWord(word: string, series: Series, text: string): boolean {
  if (ofMeasures.test(word)) return !isOfCounts(series)
  return !/^best$/i.test(word) || ofGood.test(text)
}
