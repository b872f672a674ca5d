import { createArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { isPlacingWord, isReportingWord } from './lexicon.ts'
import { nameKey } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * "The agreed lead time was 26.4" of a value below "Mean", beside a column "Agreed": a claim must not have
 * all that tells another column from a value's own, and nothing of the own one.
 */
export function judgeOtherColumns(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  // "five" that a cell gives names no column "5 mg"
  const values = new Set(paired.map(({ claim }) => claim.range.start))
  const named = tokens.filter(({ range }) => !values.has(range.start))
  const told = new Set(named.map(nameKey))
  const cited = new Set(
    evidence.flatMap(({ cell }) => (cell ? [cell.reference.columnPath.join('\n')] : [])),
  )
  const [first] = tokens
  // "2024-12-15" of a column "Due" is paired with no number
  const dates = evidence.flatMap(({ quote, range }, index) =>
    first && /^\d+(?:[-./]\d+){2}$/.test(quote) ? [{ claim: first, value: { index, range } }] : [],
  )
  return [...paired, ...dates].flatMap(({ claim, value: { index, range } }): CellFinding[] => {
    const cell = evidence[index]?.cell
    const own = cell && readHead(cell.reference.columnPath)
    if (!cell || !own) return []
    const isOther = cell.table.columns.some((path) => {
      if (cited.has(path.join('\n'))) return false
      const other = readHead(path)
      const [more, less] = withoutDates(
        [...other].filter((key) => !own.has(key)),
        [...own].filter((key) => !other.has(key)),
      )
      const isTold = more.length > 0 && more.every((key) => told.has(key))
      return isTold && less.length > 0 && !less.some((key) => told.has(key))
    })
    if (!isOther) return []
    return [doubt(claim.range, { index, range })]
  })
}

/** "In use at 31 Dec 2024" is told from "distributed in 2024" by words, where both have some. */
function withoutDates(more: readonly string[], less: readonly string[]) {
  const [one, other] = [more, less].map((keys) => keys.filter((key) => !time.test(key)))
  return one?.length && other?.length ? ([one, other] as const) : ([more, less] as const)
}

const time = /^(?:# )?\d[\d-]*$|^[qh]\d$/

/** Keys of the last name of a column, statistics and times among them; arms have judges of their own. */
function readHead(path: readonly string[]): ReadonlySet<string> {
  const known = heads.get(path)
  if (known) return known
  const plain = (path.at(-1) ?? '').replace(/\([^()]*\)|\[[^\]]*\]/g, ' ')
  const all = readStatement(plain, createArmFinder([])).filter(
    ({ kind, key }) => kind !== 'arm' && key !== 'n',
  )
  const telling = all.filter(({ key }) => !isReportingWord(key) && !isPlacingWord(key))
  // beside "Found" a column "Added" is told by that word alone
  const head = new Set((telling.length > 0 ? telling : all).map(nameKey))
  heads.set(path, head)
  return head
}

const heads = new WeakMap<readonly string[], ReadonlySet<string>>()
