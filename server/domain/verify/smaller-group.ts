import type { ArmFinder } from './arms.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * True where cells are of a part of all that a claim does not name: of a table "in Male Subjects", of the
 * column "Completers at Week 24". Their values say nothing of all subjects.
 */
export function isOfSmallerGroup(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const told = new Set([...tokens, ...readStatement(claim.context, findArms)].map(nameKey))
  return evidence.some(({ cell, context }) => {
    if (!cell) return false
    const { rowPath, columnPath } = cell.reference
    const above = [context.split('\n')[0] ?? '', ...columnPath]
    return [
      ...listClasses(above, findArms, ofTables),
      ...listClasses(rowPath.slice(0, -1), findArms, ofRows),
    ].some((token) => !told.has(nameKey(token)))
  })
}

/**
 * True where several rows have a cell's name below other groups, and a claim names nothing of its group:
 * "minimal improvement" of which week it does not say.
 */
export function leavesGroupOpen(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const told = new Set([...tokens, ...readStatement(claim.context, findArms)].map(nameKey))
  return evidence.some(({ cell }) => {
    if (!cell) return false
    const { rowPath } = cell.reference
    const isTold = (name: string): boolean =>
      readTelling([name], findArms).some((token) => told.has(nameKey(token)))
    return cell.table.rows.some((path) => {
      if (path.at(-1) !== rowPath.at(-1) || path.join('|') === rowPath.join('|')) return false
      // what stands above both tells them not apart
      const apart = rowPath.slice(0, -1).filter((name, level) => name !== path[level])
      const telling = apart.filter((name) => readTelling([name], findArms).length > 0)
      return telling.length > 0 && !telling.some(isTold)
    })
  })
}

/** A line that explains another row or column tells nothing of a value; one that names its row does. */
export function withoutNotes(one: ClaimEvidence, findArms: ArmFinder): ClaimEvidence {
  const own = readTelling(one.cell?.reference.rowPath ?? [], findArms).map(nameKey)
  const tells = (line: string): boolean => {
    const keys = new Set(readStatement(line, findArms).map(nameKey))
    return own.length > 1 && own.every((key) => keys.has(key))
  }
  const lines = one.context.split('\n')
  const kept = lines.filter((line, at) => at === 0 || !isNote.test(line) || tells(line))
  return { ...one, context: kept.join('\n') }
}

/** "[1] …", "Eff: …", "SD = …"; a note on all that a table has explains no single one. */
const isNote = /^(?!\s*note\b)\s*(?:\[|[^\s:=]+(?: [^\s:=]+){0,2}\s*[:=])|;\s*$/i

const ofTables: ReadonlySet<string> = new Set(['sex', 'severity', 'completion'])

/** "Completion status" is the name of a group of rows, whoever is counted in them. */
const ofRows: ReadonlySet<string> = new Set(['sex', 'severity'])

function listClasses(
  heads: readonly string[],
  findArms: ArmFinder,
  scales: ReadonlySet<string>,
): readonly Token[] {
  return heads.flatMap((head) =>
    readStatement(head, findArms).filter(
      (token) => token.kind === 'direction' && isClass(token.role.scale, head, scales),
    ),
  )
}

/** Of who completed, only "completers" are a part of all: completion itself is what tables are about. */
function isClass(scale: string, head: string, scales: ReadonlySet<string>): boolean {
  return scales.has(scale) && (scale !== 'completion' || /\bcompleters?\b/i.test(head))
}
