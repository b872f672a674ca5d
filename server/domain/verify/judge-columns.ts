import { sliceRange } from '../../../shared/text/range.ts'
import { createArmFinder, type ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { isReportingWord } from './lexicon.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * "4 transactions were tested" of a 4 that stands below "Exceptions", beside columns "Transactions" and
 * "Tested": what a count says it is of must not be another column, where nothing names its own. Arms,
 * times and amounts have judges of their own.
 */
export function judgeColumns(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = new Set(tokens.map(nameKey))
  return paired.flatMap(({ claim, value: { index, range } }): CellFinding[] => {
    const cell = evidence[index]?.cell
    const own = cell && readWords(cell.reference.columnPath, findArms)
    if (!own || own.size === 0 || claim.quantity.unit !== '') return []
    if ([...own].some((key) => told.has(key))) return []
    const counted = listBehind(text, tokens, claim)
    const keys = new Set(counted.map(nameKey))
    const other = cell.table.columns
      .map((path) => readWords(path, findArms))
      .find((words) => words.size > 0 && [...words].every((key) => keys.has(key)))
    if (!other) return []
    const { end } = counted.findLast((token) => other.has(nameKey(token)))?.range ?? claim.range
    const named = { start: claim.range.start, end }
    return [{ kind: 'words', claim: named, evidence: { index, range }, contradicts: false }]
  })
}

/** Keys of the last name of a column, where it is of words alone; else none. */
function readWords(path: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  const known = read.get(path)
  if (known) return known
  const telling = readTelling(path.slice(-1), findArms)
  const isPlain = telling.every(({ kind }) => kind === 'word' || kind === 'name')
  const words = new Set(isPlain ? telling.map(nameKey) : [])
  read.set(path, words)
  return words
}

const read = new WeakMap<readonly string[], ReadonlySet<string>>()

/** What stands behind a number, until another one or the end of its clause. */
function listBehind(text: string, tokens: readonly Token[], own: Token): readonly Token[] {
  const behind = tokens.slice(tokens.indexOf(own) + 1)
  const end = behind.findIndex(
    ({ kind, range }) =>
      kind === 'number' ||
      /[,;:]\s/.test(sliceRange(text, { start: own.range.end, end: range.start })),
  )
  return behind.slice(0, end < 0 ? behind.length : end)
}

/**
 * "The agreed lead time was 26.4" of a value below "Mean", beside a column "Agreed": a claim must not have
 * all that tells another column from a value's own, and nothing of the own one.
 */
export function judgeOtherColumns(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const told = new Set(tokens.map(nameKey))
  const cited = new Set(
    evidence.flatMap(({ cell }) => (cell ? [cell.reference.columnPath.join('\n')] : [])),
  )
  return paired.flatMap(({ claim, value: { index, range } }): CellFinding[] => {
    const cell = evidence[index]?.cell
    const own = cell && readHead(cell.reference.columnPath)
    if (!cell || !own) return []
    const isOther = cell.table.columns.some((path) => {
      if (cited.has(path.join('\n'))) return false
      const other = readHead(path)
      const more = [...other].filter((key) => !own.has(key))
      const less = [...own].filter((key) => !other.has(key))
      const isTold = more.length > 0 && more.every((key) => told.has(key))
      return isTold && less.length > 0 && !less.some((key) => told.has(key))
    })
    if (!isOther) return []
    return [{ kind: 'words', claim: claim.range, evidence: { index, range }, contradicts: false }]
  })
}

/** Keys of the last name of a column, statistics and times among them; arms have judges of their own. */
function readHead(path: readonly string[]): ReadonlySet<string> {
  const known = heads.get(path)
  if (known) return known
  const plain = (path.at(-1) ?? '').replace(/\([^()]*\)|\[[^\]]*\]/g, ' ')
  const keys = readStatement(plain, createArmFinder([]))
    .filter(({ kind, key }) => kind !== 'arm' && key !== 'n' && !isReportingWord(key))
    .map(nameKey)
  const head = new Set(keys)
  heads.set(path, head)
  return head
}

const heads = new WeakMap<readonly string[], ReadonlySet<string>>()
