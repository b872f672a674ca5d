import { findUnit } from '../../../shared/text/units.ts'
import { readArmHead, type ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { nameKey } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import { readHalves } from './told-statistics.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * "ADAS-Cog (11)" beside "ADAS-Cog (14)": what stands in brackets is a remark elsewhere, but the name itself
 * where it alone tells a row or column from another. A sentence has to have it to mean that one.
 */
export function judgeBracketedNames(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = new Set([...tokens, ...readStatement(claim.context, findArms)].map(nameKey))
  return paired.flatMap(({ claim: { range: place }, value: { index, range } }): CellFinding[] => {
    const cell = evidence[index]?.cell
    if (!cell) return []
    const { rowPath, columnPath } = cell.reference
    const isOpen =
      leavesOpen(rowPath, cell.table.rows, told, findArms) ||
      leavesOpen(columnPath, cell.table.columns, told, findArms)
    if (!isOpen) return []
    return [{ kind: 'words', claim: place, evidence: { index, range }, contradicts: false }]
  })
}

/** True where a name that brackets alone tell from another's is not told with them, or with the other's. */
function leavesOpen(
  path: readonly string[],
  all: readonly (readonly string[])[],
  told: ReadonlySet<string>,
  findArms: ArmFinder,
): boolean {
  return path.some((head, level) => {
    const name = withoutBrackets(head)
    const others = new Set(all.map((one) => one[level] ?? ''))
    const alike = [...others].filter((one) => one !== head && withoutBrackets(one) === name)
    if (name === '' || alike.length === 0) return false
    const own = readBrackets(head, findArms)
    if (!own) return false
    return alike.some((one) => {
      const other = readBrackets(one, findArms)
      if (!other) return false
      const more = [...own].filter((key) => !other.has(key))
      const less = [...other].filter((key) => !own.has(key))
      const isOther = less.length > 0 && less.every((key) => told.has(key))
      return more.length > 0 ? !more.some((key) => told.has(key)) : isOther
    })
  })
}

/** Tokens in the brackets of a name; undefined for what other judges read: statistics and arms. */
function readBrackets(head: string, findArms: ArmFinder): ReadonlySet<string> | undefined {
  if (readHalves(head).length > 0 || readArmHead(head, findArms).length > 0) return undefined
  const inside = Array.from(head.matchAll(brackets), ([, words = '']) => words).filter(
    (words) => !/^\s*N\s*=/i.test(words) && !/^\W*$/.test(words) && !findUnit(words.trim()),
  )
  return new Set(readStatement(inside.join(' '), findArms).map(nameKey))
}

function withoutBrackets(head: string): string {
  return head.replace(brackets, ' ').replace(/\s+/g, ' ').trim().toLowerCase()
}

const brackets = /\(([^()]*)\)/g
