import { mainValue, readChanges, readComputed, type Found } from './told-changes.ts'
import { readFractions, readTimes } from './told-portions.ts'
import { wordsAt } from './told-sentence.ts'
import type { Tie, TiedSentence } from './tie-numbers.ts'
import type { TiedCell, TiedTable } from './tied-table.ts'
import type { ToldSentence } from './told-sentence.ts'

/** What a sentence says of its values beside them: which way, how many more, which is the most. */
export type Relations = {
  /** Indexes of the tokens that the values bear out. */
  readonly held: ReadonlySet<number>
  /** Indexes of those that they refute. */
  readonly wrong: ReadonlySet<number>
  /** Cells that were compared. */
  readonly cells: readonly TiedCell[]
}

export function readRelations(told: ToldSentence, tied: TiedSentence): Relations {
  const found = [
    ...readChanges(told, tied),
    ...readComputed(told, tied),
    ...readSums(tied),
    ...readThan(told, tied),
    ...readSignificance(told, tied),
    ...readMost(told, tied),
    ...readFractions(told, tied),
    ...readBare(told, tied),
    ...readWholes(tied),
    ...readReasons(told, tied),
    ...readTimes(told, tied),
  ]
  const held = new Set(found.filter(({ holds }) => holds).flatMap(({ own }) => own))
  const wrong = found.filter(({ holds }) => !holds).flatMap(({ own }) => own)
  return {
    held,
    wrong: new Set(wrong.filter((at) => !held.has(at))),
    cells: found.flatMap(({ cells = [] }) => cells),
  }
}

const greater = /^(?:more|higher|greater|larger|longer|older|oftener)$/
const smaller = /^(?:fewer|less|lower|smaller|shorter|younger)$/

/** "More frequent after the second (24 of 60) than after the first (15 of 62)". */
function readThan(told: ToldSentence, { ties }: TiedSentence): readonly Found[] {
  const own = wordsAt(told, /^(?:more|higher|greater|larger|fewer|less|lower|smaller)$/)
  const [than, ...others] = wordsAt(told, /^than$/)
  const word = own[0]
  if (
    word === undefined ||
    own.length > 1 ||
    than === undefined ||
    others.length > 0 ||
    than < word
  )
    return []
  const token = told.tokens[word]
  const last = (some: readonly Tie[]) =>
    some.filter(({ cell, told: { toldAs } }) => cell && toldAs === 'value')
  const first = last(ties.filter((one) => one.told.at < than)).at(-1)
  const second = last(
    ties.filter(
      (one) => one.told.at > than && one.told.number.isPercent === first?.told.number.isPercent,
    ),
  )[0]
  if (!first?.cell || !second?.cell || first.cell === second.cell || token?.kind !== 'word')
    return []
  const difference = first.told.number.value - second.told.number.value
  // of two values below zero nobody knows which is meant to be the greater
  if (difference === 0 || first.told.number.value < 0 || second.told.number.value < 0) return []
  const holds = greater.test(token.lower)
    ? difference > 0
    : smaller.test(token.lower) && difference < 0
  const kind = told.tokens[word + 1]
  const often =
    kind?.kind === 'word' && /^(?:frequent|common|often)$/.test(kind.lower) ? [word + 1] : []
  return [{ own: [word, than, ...often], holds }]
}

/** "Did not differ significantly", where the p-value is told and given. */
function readSignificance(told: ToldSentence, { ties }: TiedSentence): readonly Found[] {
  const own = ties.filter((one) => one.told.toldAs === 'p' && one.cell)
  const words = wordsAt(told, /^significant(?:ly)?$/)
  const differ = wordsAt(told, /^(?:differ|differed|differs|differences?|different)$/)
  const [p, ...others] = own
  if (!p?.cell || others.length > 0 || words.length !== 1) return []
  const value = mainValue(p.cell)
  const isBelow = /^</.test(p.cell.words.trim()) ? value <= 0.05 : value < 0.05
  const denied = wordsAt(told, /^(?:not|no)$/).filter((at) => at < (words[0] ?? 0))
  const holds = denied.length > 0 ? !isBelow : isBelow
  return [{ own: [...words, ...differ, ...denied], holds }]
}

/** "Pain was the most common local reaction in every arm": no row beside it has more. */
function readMost(told: ToldSentence, { ties, table }: TiedSentence): readonly Found[] {
  const most = wordsAt(told, /^most$/)
  const kind = wordsAt(told, /^(?:common|frequent|often|frequently|commonly)$/)
  const largest = wordsAt(told, /^(?:largest|biggest|highest|greatest)$/)
  const words = [...most, ...(most.length > 0 ? kind : []), ...largest]
  const own = ties.flatMap(({ cell }) => cell ?? [])
  const [first] = own
  if (!first || most.length + largest.length !== 1 || (most.length > 0 && kind.length === 0))
    return []
  if (own.some(({ row }) => row !== first.row)) return []
  const isEvery =
    /\b(?:in|with|on|at)\s+(?:each|every|all|both)\b/i.test(told.text) || isInBrackets(told, ties)
  const columns = isEvery
    ? [...(table.cells.get(first.row)?.keys() ?? [])]
    : [...new Set(own.map(({ column }) => column))]
  if (isOfColumns(told, ties)) return []
  const holds = isMostIn(first.row, columns, table)
  const isOfAll = told.tokens.flatMap((token, at) =>
    token.kind === 'word' && /^(?:every|each)$/.test(token.lower) ? [at] : [],
  )
  return holds ? [{ own: [...words, ...isOfAll], holds, cells: [first] }] : []
}

/** "Highest in Quarter 1" is compared with the other quarters, and not with the other rows. */
function isOfColumns({ text, tokens }: ToldSentence, ties: readonly Tie[]): boolean {
  return ties.some(({ column }) => {
    const at = tokens[column?.at ?? -1]?.range.start
    if (at === undefined) return false
    return /\b(?:largest|biggest|highest|greatest)\s+(?:in|on|at|with|during|for)\s+(?:the\s+)?(?:\p{L}+\s+)?$/iu.test(
      text.slice(0, at),
    )
  })
}

/** True where a row has more in every one of some columns than each row beside it. */
export function isMostIn(row: number, columns: readonly number[], table: TiedTable): boolean {
  const beside = listBeside(row, table)
  return (
    beside.length > 0 &&
    columns.every((column) => {
      const value = table.cells.get(row)?.get(column)
      return beside.every((at) => {
        const other = table.cells.get(at)?.get(column)
        if (!other) return true
        return value !== undefined && Math.abs(mainValue(value)) > Math.abs(mainValue(other))
      })
    })
  )
}

/** "The most common event (4 on placebo)": of which the brackets only give an example. */
function isInBrackets({ text, tokens }: ToldSentence, ties: readonly Tie[]): boolean {
  return ties.some(({ column }) => {
    const at = tokens[column?.at ?? -1]?.range.start ?? 0
    return text.lastIndexOf('(', at) > text.lastIndexOf(')', at)
  })
}

/** Rows of one depth with the same last name below other groups, or of the same group. */
function listBeside(row: number, { rows, cells }: TiedTable): readonly number[] {
  const own = rows[row]?.path ?? []
  const isNested = own.length > 1
  return [...cells.keys()].filter((at) => {
    const path = rows[at]?.path ?? []
    if (at === row || path.length !== own.length || (rows[at]?.isWhole && !isNested)) return false
    return isNested
      ? path.at(-1) === own.at(-1) ||
          (path[0] === own[0] && !rows[row]?.labels.some(({ text }) => text === own[0]))
      : true
  })
}

/** "Only one", "just 12", "alone": as many as the cell says, and no other. */
function readBare(told: ToldSentence, { ties }: TiedSentence): readonly Found[] {
  return ties
    .filter(({ cell, column }) => cell && column)
    .flatMap(({ told: { at } }) => {
      const before = told.tokens[at - 1]
      const isBare = before?.kind === 'word' && /^(?:only|just)$/.test(before.lower)
      return isBare ? [{ own: [at - 1], holds: true }] : []
    })
}

/** "Because of an adverse event", of a reason why somebody stopped that stands below their count. */
function readReasons(told: ToldSentence, { ties, table }: TiedSentence): readonly Found[] {
  const words = wordsAt(told, /^(?:because|due|owing)$/)
  return words.flatMap((at): readonly Found[] => {
    const named = ties.find(
      ({ cell, row }) =>
        cell &&
        row &&
        row.at > at &&
        row.at <= at + 4 &&
        isReason(table.rows[cell.row]?.path ?? []),
    )
    return named ? [{ own: [at], holds: true }] : []
  })
}

function isReason(path: readonly string[]): boolean {
  return (
    path.length > 1 && /discontinu|withdr[ae]w|terminat|stopp/i.test(path.slice(0, -1).join(' '))
  )
}

/** Of a table without a total, what all its groups have together. */
function readSums({ ties, columns, table }: TiedSentence): readonly Found[] {
  if (table.columns.some(({ isWhole, year }) => isWhole || year !== undefined)) return []
  return ties.flatMap((tie): readonly Found[] => {
    const { number, toldAs, at } = tie.told
    const lines = tie.row?.lines ?? []
    if (tie.cell || tie.column || columns.length === 0 || toldAs !== 'value' || number.step !== 1)
      return []
    const sums = lines.map((row) => [...(table.cells.get(row)?.values() ?? [])])
    const own = sums.find((cells) => cells.length > 1 && isSumOf(number.value, cells))
    return own ? [{ own: [at], holds: true, cells: own }] : []
  })
}

function isSumOf(value: number, cells: readonly TiedCell[]): boolean {
  // counts of people in groups beside each other: shares and means are not added
  const areCounts = cells.every(
    (cell) => Number.isInteger(mainValue(cell)) && cell.values[0]?.isPercent === false,
  )
  const isOfPeople = cells.some(({ values }) => values.some(({ isPercent }) => isPercent))
  return areCounts && isOfPeople && cells.reduce((sum, cell) => sum + mainValue(cell), 0) === value
}

/** "24 of 60 (40.0%)": of how many, where the table gives only what part of them it is. */
function readWholes({ ties }: TiedSentence): readonly Found[] {
  return ties.flatMap((tie, at): readonly Found[] => {
    const count = ties[at - 1]
    const share = ties
      .slice(at + 1)
      .find((one) => one.cell === count?.cell && one.told.number.isPercent)
    if (tie.cell || tie.told.toldAs !== 'whole' || !count?.cell || !share) return []
    const { value, step } = share.told.number
    const isShareOf = (whole: number): boolean =>
      Math.abs((100 * count.told.number.value) / whole - value) <= (step / 2) * (1 + 1e-6)
    const whole = tie.told.number.value
    const { size = whole } = count.cell
    // the size that the head of the column tells, where the share is one of it
    return isShareOf(whole) && (size === whole || !isShareOf(size))
      ? [{ own: [tie.told.at], holds: true }]
      : []
  })
}
