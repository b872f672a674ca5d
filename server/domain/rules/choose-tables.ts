import type { Gap } from '../../../shared/model/draft.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { chooseTable, describeTable, findTables, type TableSearch } from '../evidence-tables.ts'
import type { CellFailure } from '../find-cell.ts'
import { createGap, describeSearch, gapChoice } from './gap.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'

/**
 * The tables of these numbers; one that no source has is a gap for all of them, and so is one that
 * two sources of a role have with other words: nothing says which of them is right.
 */
export function chooseTables(
  numbers: readonly string[],
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): RuleChoice {
  const what = `${numbers.length === 1 ? 'table' : 'tables'} ${numbers.join(', ')}`
  const searched = describeSearch(what, evidence, roles)
  const searches = numbers.map((number) => ({ number, ...findTables(evidence, roles, number) }))
  const missing = searches.filter(({ tables }) => tables.length === 0)
  const disputed = searches.filter(({ rivals }) => rivals.length > 0)
  if (missing.length === 0 && disputed.length > 0) {
    return gapChoice(disputeGap(disputed, searched))
  }
  if (missing.length === 0) {
    const chosen = searches.flatMap(({ tables }) => tables).map(chooseTable)
    return { chosen, searched, gap: null }
  }
  const reasons = missing.map(({ number, shells }) =>
    shells.length > 0
      ? `table ${number} is only an empty shell in ${shells.map(({ name }) => name).join(', ')}`
      : `no source has a table ${number}`,
  )
  return gapChoice(createGap('no_evidence', reasons.join('; '), searched))
}

function disputeGap(
  disputed: readonly (TableSearch & { readonly number: string })[],
  searched: string,
): Gap {
  const reasons = disputed.map(({ number, tables, rivals }) => {
    const sources = [...new Set([...tables, ...rivals].map(({ source }) => source.name))]
    return `table ${number} stands with different words in ${sources.join(' and ')}`
  })
  const candidates = disputed.flatMap(({ tables, rivals }) => [...tables, ...rivals])
  const told = candidates.map(describeTable)
  return createGap('ambiguous', `${reasons.join('; ')}: name the run's sources`, searched, told)
}

/** One gap of all that failed; ambiguous if any was. */
export function failuresGap(
  failures: readonly CellFailure[],
  { gap, searched }: Pick<RuleChoice, 'gap' | 'searched'>,
): Gap {
  if (gap) return gap
  const worst = failures.find(({ failure }) => failure === 'ambiguous') ?? failures[0]
  const reasons = [...new Set(failures.map(({ message }) => message))]
  return createGap(
    worst?.failure ?? 'no_match',
    reasons.join('; '),
    searched,
    failures.flatMap(({ candidates }) => candidates),
  )
}
