import type { ArmFinder } from './arms.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import { findPeriod } from './periods.ts'
import { listOtherColumns, readFirst, readOwnValue } from './table-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** A column that counts the things of a row, or a part of them. */
export type CountColumn = {
  /** Keys of its name. */
  readonly words: ReadonlySet<string>
  /** In the row of the cited cell. */
  readonly count: number
  /** True for the cited cell's. */
  readonly isOwn: boolean
}

/**
 * Columns whose heads are plain words and that have whole numbers in the row of a cell: no arms, times,
 * statistics or amounts in a unit.
 */
export function listCountColumns(
  cited: ClaimEvidence,
  findArms: ArmFinder,
): readonly CountColumn[] {
  if (!cited.cell) return []
  const { columnPath } = cited.cell.reference
  const own = { path: columnPath, words: cited.quote, value: readOwnValue(cited) }
  const others = listOtherColumns(cited).map((one) => ({ ...one, value: readFirst(one.words) }))
  return [own, ...others].flatMap((one) => {
    const words = readWords(one.path, findArms)
    const isCount = words.size > 0 && /^[\s[(]*\d[\d,]*(?![.\d]|\s*%)/.test(one.words)
    return isCount && one.value !== undefined
      ? [{ words, count: one.value, isOwn: one === own }]
      : []
  })
}

function readWords(path: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  const known = read.get(path)
  if (known) return known
  const telling = readTelling(path.slice(-1), findArms)
  const isOfUnit = /\([^()]*\)/.test(path.at(-1) ?? '')
  const isPlain = telling.every(({ kind }) => kind === 'word' || kind === 'direction')
  const isOfTime = findPeriod({ columnPath: path, rowPath: [] }) !== ''
  const words = new Set(isPlain && !isOfUnit && !isOfTime ? telling.map(nameKey) : [])
  read.set(path, words)
  return words
}

const read = new WeakMap<readonly string[], ReadonlySet<string>>()
