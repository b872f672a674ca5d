import type { ArmFinder } from './arms.ts'
import { listNames, listUnits, type UnitOf } from './units-in-words.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Units that lines around a table give to a cell: those that name the thing of its row or column, else
 * those that speak of the whole table in one unit. To share a word is not to name: "Duration of disease
 * is in months" says nothing of the duration of treatment.
 */
export function listUnitsAround(
  evidence: ClaimEvidence | undefined,
  findArms: ArmFinder,
): readonly UnitOf[] {
  if (!evidence) return []
  const things = listThings(evidence.cell, findArms)
  const lines = evidence.context
    .split(/\n|[.;](?=\s)/)
    .filter((line) => listUnits(line, findArms).length > 0)
  const near = lines.filter((line) => namesOwn(line, things, findArms))
  const found =
    near.length > 0
      ? near.flatMap((line) => listUnitsBeside(line, things, findArms))
      : lines.filter((line) => !note.test(line)).flatMap((line) => listUnits(line, findArms))
  // two units of one kind leave open which is meant
  return found.every((one) => found.every((other) => !isRival(one, other))) ? found : []
}

type Names = ReadonlySet<string>

type Things = {
  /** What each head of the cell names. */
  readonly own: readonly Names[]
  /** What rows of the table are called by more words than one of its own heads. */
  readonly longer: readonly Names[]
}

function listThings(cell: ClaimEvidence['cell'], findArms: ArmFinder): Things {
  if (!cell) return { own: [], longer: [] }
  const { rowPath, columnPath } = cell.reference
  const read = (heads: readonly string[]) =>
    heads.map((head) => listNames(head, findArms)).filter(({ size }) => size > 0)
  const own = read([...rowPath, ...columnPath].filter((head) => !period.test(head)))
  const rows = read([...new Set(cell.table.rows.flat())])
  const longer = rows.filter((row) =>
    own.some((names) => row.size > names.size && isWithin(names, row)),
  )
  return { own, longer: longer.filter((row) => !own.some((names) => isWithin(row, names))) }
}

/** A time names no thing: what is told of it holds for whatever is measured then. */
export const period = /^\W*(?:baseline|cycle|day|end|month|screening|visit|week|year)\b/iu

/** A line that names a row by all its words is of this one, not of one that has some of these. */
function namesOwn(line: string, { own, longer }: Things, findArms: ArmFinder): boolean {
  const names = listNames(line, findArms)
  const others = longer.filter((row) => isWithin(row, names))
  return own.some(
    (thing) => isWithin(thing, names) && !others.some((other) => isWithin(thing, other)),
  )
}

/** Of "weight in kg and height in cm" each part is of what it names. */
function listUnitsBeside(line: string, things: Things, findArms: ArmFinder): readonly UnitOf[] {
  const parts = line
    .split(/,\s|\s(?:and|or)\s/iu)
    .filter((part) => namesOwn(part, things, findArms))
    .flatMap((part) => listUnits(part, findArms))
  return parts.length > 0 ? parts : listUnits(line, findArms)
}

function isWithin(some: Names, all: Names): boolean {
  return [...some].every((name) => all.has(name))
}

function isRival(a: UnitOf, b: UnitOf): boolean {
  return a.unit === b.unit && a.factor !== b.factor
}

/** A sentence is of what it names, unless that is all values. */
const note =
  /^(?!.*\b(?:all|values|amounts|figures|results|data)\b).*(?:^\s*(?:\[\w+\]|notes?\b)|\b(?:is|are|was|were)\b)/iu
