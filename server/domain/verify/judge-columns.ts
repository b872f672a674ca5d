import { sliceRange } from '../../../shared/text/range.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import type { Token } from './statement.ts'
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
