import { textBefore, type NumberToken } from './sentence-tokens.ts'
import type { Tie, TiedSentence } from './tie-numbers.ts'
import { isFrom } from './year-mentions.ts'
import { differs } from './told-signs.ts'
import { isForward } from './time-order.ts'
import { wordsAt, type ToldSentence } from './told-sentence.ts'
import { namesOf, type TiedCell, type TiedTable } from './tied-table.ts'

/** What a sentence says of its values by some of its words. */
export type Found = {
  /** Indexes of the tokens that say it. */
  readonly own: readonly number[]
  readonly holds: boolean
  /** What was compared. */
  readonly cells?: readonly TiedCell[]
}

const up =
  /^(?:rose|rise|rises|risen|increased?|increases|grew|grows?|climbed|up|widened|improved?|gained?)$/
const down =
  /^(?:fell|falls?|fallen|decreased?|decreases|declined?|dropped|down|narrowed|shrank|reduced)$/

/** The value that came, and the one before it. */
type Change = { readonly from: number; readonly to: number; readonly cells: readonly TiedCell[] }

export function mainValue({ values }: TiedCell): number {
  return values[0]?.value ?? 0
}

/** "From A to B"; else the newer and the older of two columns of years; else the year before in its row. */
export function findChange(told: ToldSentence, { ties, table }: TiedSentence): Change | undefined {
  const own = ties.filter(({ cell, told: { toldAs } }) => cell && toldAs === 'value')
  const turned = own.filter((one) => isFrom(told, one.told.number))
  const [start] = turned
  if (start?.cell) {
    const others = own.filter((one) => one.cell !== start.cell)
    // "148.6 in 2025, up from 139.2"
    const end =
      others.find((one) => one.told.at > start.told.at) ??
      others.findLast((one) => one.told.at < start.told.at)
    return end?.cell && isForward(start.cell, end.cell, table)
      ? toChange(start.cell, end.cell)
      : undefined
  }
  const [first] = own
  if (!first?.cell) return findNamedChange(told, ties, table)
  const other = own.find(
    (one) => one.cell && one.cell.row === first.cell?.row && one.cell !== first.cell,
  )?.cell
  const before = findBefore(first.cell, table)
  if (before && (!other || other === before)) return toChange(before, first.cell)
  return undefined
}

/** "Net debt rose by 21.4": no value is told, and the row and the year are. */
function findNamedChange(
  told: ToldSentence,
  ties: readonly Tie[],
  table: TiedTable,
): Change | undefined {
  const [own, ...others] = ties
  const [cell, ...more] = own?.named ?? []
  if (!own || !cell || others.length > 0 || more.length > 0) return undefined
  const before = isChangeBy(told, own.told.number) ? findBefore(cell, table) : undefined
  return before && toChange(before, cell)
}

/** "Fell by 61" tells no value of 61, but what lies between two. */
export function isChangeBy({ text }: Pick<ToldSentence, 'text'>, number: NumberToken): boolean {
  return changedBy.test(textBefore(text, number))
}

const changedBy =
  /\b(?:rose|risen|increased?|grew|climbed|fell|fallen|decreased?|declined?|dropped|reduced|shrank)\b(?:\s+\p{L}+){0,3}?\s+by\s+(?:about\s+)?[£$€]?$/iu

/** Two losses are told by their sizes; a loss that becomes a profit has risen. */
function toChange(from: TiedCell, to: TiedCell): Change {
  const [before, after] = [mainValue(from), mainValue(to)]
  const isOfSizes = before < 0 && after < 0
  return isOfSizes
    ? { from: -before, to: -after, cells: [from, to] }
    : { from: before, to: after, cells: [from, to] }
}

/** The value of the year before in the same row. */
function findBefore(cell: TiedCell, { columns, cells }: TiedTable): TiedCell | undefined {
  const year = columns[cell.column]?.year
  if (year === undefined) return undefined
  const others = [...(cells.get(cell.row)?.values() ?? [])].filter(({ column }) => {
    const line = columns[column]
    const own = columns[cell.column]
    return (
      line?.year === year - 1 && line.path.slice(0, -1).join() === own?.path.slice(0, -1).join()
    )
  })
  return others.length === 1 ? others[0] : undefined
}

/** A table of changes gives the way itself: "fell by 1.7" of −1.7. */
function readGiven({ ties, table }: TiedSentence, isUp: boolean): 'so' | 'not so' | undefined {
  const cells = ties.flatMap(({ cell, told: { toldAs } }) =>
    cell && toldAs === 'value' ? cell : [],
  )
  const isOfChanges = cells.every(
    (cell) =>
      differs.test(`${table.block.title}\n${namesOf(cell, table)}`) &&
      cell.values.every(({ isPercent }) => !isPercent),
  )
  if (cells.length === 0 || !isOfChanges) return undefined
  return cells.every((cell) => mainValue(cell) > 0 === isUp) ? 'so' : 'not so'
}

export function readChanges(told: ToldSentence, tied: TiedSentence): readonly Found[] {
  const ups = wordsAt(told, up).filter((at) => {
    const next = told.tokens[at + 1]
    return !(next?.kind === 'word' && next.lower === 'to' && told.tokens[at]?.key === 'up')
  })
  const downs = wordsAt(told, down)
  if (ups.length + downs.length !== 1) return []
  const given = readGiven(tied, ups.length > 0)
  if (given) return [{ own: [...ups, ...downs], holds: given === 'so' }]
  const change = findChange(told, tied)
  if (!change || change.from === change.to) return []
  const isUp = change.to > change.from
  return [{ own: [...ups, ...downs], holds: ups.length > 0 === isUp, cells: change.cells }]
}

/** "By 6.6%", "£1.4 million more than", "by one percentage point": computed from the change. */
export function readComputed(told: ToldSentence, tied: TiedSentence): readonly Found[] {
  const change = findChange(told, tied)
  const open = tied.ties.filter(({ cell }) => cell === undefined)
  return open.flatMap((tie): readonly Found[] => {
    const { number, at } = tie.told
    const behind = told.text.slice(number.range.end)
    const more = /^\s+(?:\p{L}+\s+)?(more|higher|larger|less|fewer|lower|smaller)\b/iu.exec(behind)
    const isBy = /\bby\s+(?:about\s+)?[£$€]?$/i.test(textBefore(told.text, number))
    if (!change || (!isBy && !more)) return []
    const ways = more ? [/^(?:more|higher|larger)$/i.test(more[1] ?? '') ? 1 : -1] : [1, -1]
    const holds = ways.some((way) => isDifference(number, change, tied.table, way))
    const words = more
      ? wordsBehind(told, at, /^(?:more|higher|larger|less|fewer|lower|smaller|than)$/)
      : []
    return holds ? [{ own: [at, ...words], holds, cells: change.cells }] : []
  })
}

function wordsBehind({ tokens }: ToldSentence, at: number, pattern: RegExp): readonly number[] {
  return [1, 2, 3, 4]
    .map((by) => at + by)
    .filter((index) => {
      const token = tokens[index]
      return token?.kind === 'word' && pattern.test(token.lower)
    })
}

function isDifference(
  number: NumberToken,
  { from, to, cells }: Change,
  { scale = 1 }: TiedTable,
  way: number,
): boolean {
  const isPoints = /point/i.test(number.unit) || cells.some(({ values }) => values[0]?.isPercent)
  const isShare = number.isPercent && !isPoints
  const own = isShare ? (100 * (to - from)) / from : to - from
  const factors = number.isScaled ? [scale] : [1, scale]
  const round = number.isScaled || number.step < 1 || isShare ? number.step / 2 : 1e-9
  return factors.some(
    (factor) =>
      Math.abs(way * own * (isShare ? 1 : factor) - number.value) <= round * (1 + 1e-6) + 1e-9,
  )
}
