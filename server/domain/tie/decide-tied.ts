import type { CellReference } from '../../../shared/model/citation.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listAddedWords } from '../verify/added-words.ts'
import type { DifferenceKind } from '../verify/verdict.ts'
import { decideCounted } from './decide-counted.ts'
import { listTiedCells, type FoundTied, type TiedReading } from './find-tied.ts'
import { givesNumber } from './match-value.ts'
import { isChangeBy } from './told-changes.ts'
import type { Tie } from './tie-numbers.ts'
import type { TiedCell } from './tied-table.ts'
import { isFrom } from './year-mentions.ts'

export type FoundCell = Pick<TiedCell, 'range' | 'words'> & {
  /** Null for what names its row. */
  readonly reference: CellReference | null
}

/** What the cells of one table say of a sentence, taken together. */
export type TiedFinding = {
  readonly state: 'supported' | 'partly_supported' | 'contradicted'
  readonly source: EvidenceSource
  /** Those that give its numbers, in its order; what says otherwise stands last. */
  readonly cells: readonly FoundCell[]
  /** Words that nothing accounts for, or that a cell refutes. */
  readonly differences: readonly {
    readonly kind: DifferenceKind
    readonly claim: TextRange
    readonly cell: FoundCell | undefined
  }[]
  /** How many records were counted, in words; absent where cells give the numbers. */
  readonly counts?: string
  /** A number follows from cells that give others. */
  readonly isComputed?: boolean
  /** What the one record is called that all of it is told of; absent where it is told of cells. */
  readonly record?: string
}

/** Undefined where no table gives the numbers of what the sentence names. */
export function decideTied({ readings, counted }: FoundTied): TiedFinding | undefined {
  const complete = readings.filter(
    ({ tied, untied, relations }) =>
      untied.length === 0 && (tied.ties.some(({ cell }) => cell) || relations.cells.length > 0),
  )
  const sure = complete.filter(isSure)
  const rivals = readings.filter(
    (one) => isNamedWhole(one) && one.untied.some(({ named }) => named.length > 0),
  )
  const [own] = sure
  if (own) return rivals.length === 0 ? toSupported(own) : toPartly(own, rivals)
  const wrong = complete.length === 0 ? findWrong(rivals) : findRefuted(complete)
  if (wrong) return wrong
  const ofRows = decideCounted(counted)
  if (ofRows) return ofRows
  const best = readings.filter(isWorthShowing).toSorted((a, b) => weigh(a) - weigh(b))[0]
  return best && toPartly(best, [])
}

function isSure(one: TiedReading): boolean {
  return isNamedWhole(one) && one.relations.wrong.size === 0 && listAdded(one).length === 0
}

/** "By then", "of these", "again": no cell tells what they point to. */
function listAdded({ told, tied }: TiedReading): readonly TextRange[] {
  return listAddedWords(told.text, tied.table.words)
}

function isNamedWhole({ isNamed, left, relations }: TiedReading): boolean {
  return isNamed && left.every((at) => relations.wrong.has(at))
}

/** A right citation, or none: the cells are named in full, and most numbers are theirs. */
function isWorthShowing({ tied, untied, isNamed, left, told }: TiedReading): boolean {
  const held = tied.ties.filter(({ cell }) => cell)
  if (held.length === 0 || held.length <= untied.length) return false
  const isTelling =
    held.some(({ told: { number } }) => number.step < 1 || Math.abs(number.value) >= 100) ||
    held.length > 1
  const words = told.tokens.filter(({ kind }) => kind === 'word').length
  return isTelling && isNamed && left.length * 2 <= words
}

function weigh({ untied, left, isNamed }: TiedReading): number {
  return untied.length * 10 + left.length + (isNamed ? 0 : 5)
}

function toSupported(one: TiedReading): TiedFinding {
  const { source } = one.tied.table
  const isComputed = one.tied.ties.every(({ cell }) => cell === undefined)
  return { state: 'supported', source, cells: listTiedCells(one), differences: [], isComputed }
}

function toPartly(one: TiedReading, rivals: readonly TiedReading[]): TiedFinding {
  const { told, untied, left, relations } = one
  const words = [
    ...[...new Set([...left, ...relations.wrong])].map((at) => told.tokens[at]?.range),
    ...listAdded(one),
  ]
  const numbers = [...untied, ...rivals.flatMap((other) => other.untied)].map(
    (tie) => tie.told.number.range,
  )
  const numbersAndWords = [
    ...numbers.map((claim) => ({ kind: 'number' as const, claim })),
    ...words.flatMap((claim) => (claim ? [{ kind: 'words' as const, claim }] : [])),
  ].toSorted((a, b) => a.claim.start - b.claim.start)
  const distinct = numbersAndWords.filter(
    ({ claim }, at) =>
      numbersAndWords.findIndex((other) => other.claim.start === claim.start) === at,
  )
  return {
    state: 'partly_supported',
    source: one.tied.table.source,
    cells: listTiedCells(one),
    differences: distinct.map((difference) => ({ ...difference, cell: undefined })),
  }
}

/** All words are told of cells of one table alone, and one number is not what its cell gives. */
function findWrong(rivals: readonly TiedReading[]): TiedFinding | undefined {
  const [own, ...others] = rivals
  if (!own || others.length > 0) return undefined
  const { untied, relations, tied } = own
  if (untied.length === 0 || relations.wrong.size > 0 || tied.ways > 1) return undefined
  if (untied.some((tie) => isOfOtherTime(own, tie))) return undefined
  // a change may be one since another time, or without what was bought
  if (untied.some((tie) => isChangeBy(own.told, tie.told.number))) return undefined
  const meant = untied.map((tie) => (isSurelyOf(own, tie) ? findMeant(tie) : undefined))
  const cells = [...new Set(meant.flatMap((cell) => cell ?? []))]
  if (meant.includes(undefined) || cells.length > mostWrong) return undefined
  return {
    state: 'contradicted',
    source: tied.table.source,
    cells: [...listTiedCells(own).filter((one) => !cells.includes(one)), ...cells],
    differences: untied.map((tie, at) => ({
      kind: 'number',
      claim: tie.told.number.range,
      cell: meant[at],
    })),
  }
}

/** "From A to B" that gives no year for A may be told of an older one than the year before. */
function isOfOtherTime({ told, tied: { table } }: TiedReading, tie: Tie): boolean {
  if (!isFrom(told, tie.told.number)) return false
  return tie.named.some(({ row }) =>
    [...(table.cells.get(row)?.values() ?? [])].some((cell) =>
      givesNumber(tie.told.number, tie.told.toldAs, cell, table),
    ),
  )
}

/** Who has more numbers wrong speaks of something else. */
const mostWrong = 2

/** Nothing but its own share or count stands between a number and the names of its cell. */
function isSurelyOf({ told, tied }: TiedReading, { told: own, row, column }: Tie): boolean {
  if (!column && tied.columns.length > 0) return false
  return [row, column].every((mention) => {
    if (!mention) return true
    const [first, last] = [Math.min(mention.at, own.at), Math.max(mention.at, own.at)]
    const between = told.text.slice(told.tokens[first]?.range.end, told.tokens[last]?.range.start)
    const others = tied.ties.filter((one) => one.told.at > first && one.told.at < last)
    return (
      !/;/.test(between) &&
      others.every(
        (one) =>
          one.told.number.isPercent !== own.number.isPercent && Math.abs(one.told.at - own.at) <= 2,
      )
    )
  })
}

function findMeant({ named, told }: Tie): TiedCell | undefined {
  const [cell, ...others] = named
  return others.length === 0 && told.toldAs === 'value' && told.number.comparator === ''
    ? cell
    : undefined
}

/** Its numbers are right, and what it says of them is refuted by them. */
function findRefuted(complete: readonly TiedReading[]): TiedFinding | undefined {
  const [own, ...others] = complete.filter(isNamedWhole)
  if (!own || others.length > 0 || own.relations.wrong.size === 0) return undefined
  const cells = listTiedCells(own)
  const words = [...own.relations.wrong].toSorted((a, b) => a - b)
  return {
    state: 'contradicted',
    source: own.tied.table.source,
    cells,
    differences: words.flatMap((at) => {
      const claim = own.told.tokens[at]?.range
      return claim ? [{ kind: 'direction' as const, claim, cell: cells.at(-1) }] : []
    }),
  }
}
