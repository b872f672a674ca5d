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
    const own = readBrackets(head, findArms)
    if (!own) return false
    const others = new Set(all.map((one) => one[level] ?? ''))
    return [...others].some((one) => {
      const other = one === head ? undefined : readBrackets(one, findArms)
      if (!other || other.name !== own.name) return false
      const more = [...own.keys].filter((key) => !other.keys.has(key))
      const less = [...other.keys].filter((key) => !own.keys.has(key))
      const isOther = less.length > 0 && less.every((key) => told.has(key))
      return more.length > 0 ? !more.some((key) => told.has(key)) : isOther
    })
  })
}

type Bracketed = { readonly name: string; readonly keys: ReadonlySet<string> }

/** Undefined for what other judges read: statistics and arms. */
function readBrackets(head: string, findArms: ArmFinder): Bracketed | undefined {
  const name = head.replace(brackets, ' ').replace(/\s+/g, ' ').trim().toLowerCase()
  if (name === '' || readHalves(head).length > 0 || readArmHead(head, findArms).length > 0)
    return undefined
  const inside = Array.from(head.matchAll(brackets), ([, words = '']) => words).filter(
    (words) => !/^\s*N\s*=/i.test(words) && !/^\W*$/.test(words) && !findUnit(words.trim()),
  )
  return { name, keys: new Set(readStatement(inside.join(' '), findArms).map(nameKey)) }
}

const brackets = /\(([^()]*)\)/g
