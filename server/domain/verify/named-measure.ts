import { isPValueHead } from '../cell-parts.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { isPlacingWord, isReportingWord } from './lexicon.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True unless all values of a claim are p-values of something that it does not name: a table has one for each
 * of its rows, and "the difference was not significant" is true of any that is not small.
 */
export function namesMeasures(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const cited = paired.map(({ value }) => evidence[value.index])
  return !cited.every(isPValue) || cited.every((one) => namesMeasure(tokens, one, findArms))
}

/** A row that is called "p-value" alone is of what its table is about, and "n" below a measure is of that. */
export function namesMeasure(
  tokens: readonly Token[],
  cited: ClaimEvidence | undefined,
  findArms: ArmFinder,
): boolean {
  const told = new Set(tokens.map(nameKey))
  const names = (cited?.cell?.reference.rowPath ?? []).map((name) => listThings([name], findArms))
  const isNumber = /^n$/i.test(cited?.cell?.reference.rowPath.at(-1)?.trim() ?? '')
  const row = (isNumber ? names.findLast((keys) => keys.length > 0) : names.at(-1)) ?? []
  if (row.length > 0) return row.every((key) => told.has(key))
  const ofTable = listThings(cited?.context.split('\n').slice(0, 1) ?? [], findArms)
  return ofTable.length === 0 || ofTable.some((key) => told.has(key))
}

function isPValue(evidence: ClaimEvidence | undefined): boolean {
  const { rowPath = [], columnPath = [] } = evidence?.cell?.reference ?? {}
  return [...rowPath.slice(-1), ...columnPath].some(isPValueHead)
}

/** Words for what is measured: neither times, nor groups, nor how values are reported. */
function listThings(names: readonly string[], findArms: ArmFinder): readonly string[] {
  const tokens = readTelling(names, findArms).filter(
    ({ kind, key }) =>
      (kind === 'word' || kind === 'name') &&
      !isReportingWord(key) &&
      !isPlacingWord(key) &&
      !times.has(key),
  )
  return tokens.map(nameKey)
}

const times: ReadonlySet<string> = new Set('week visit day month year baselin endpoint'.split(' '))
