import type { Gap, GapCode, RuleResult } from '../../../shared/model/draft.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { listSources } from '../evidence-tables.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'

export function createGap(
  code: GapCode,
  reason: string,
  searched: string,
  candidates: readonly string[] = [],
): Gap {
  return { code, reason, searched, candidates: [...new Set(candidates)] }
}

export function gapChoice(gap: Gap): RuleChoice {
  return { chosen: [], searched: gap.searched, gap }
}

/** What to compose when nothing was chosen: the gap of the choice, which may have been edited away. */
export function gapResult({ gap, searched }: RuleChoice): RuleResult {
  return {
    outcome: 'gap',
    gap: gap ?? createGap('no_evidence', 'no evidence was chosen for this rule', searched),
  }
}

/** "table 14-9.01 in 4 sources of role table". */
export function describeSearch(
  what: string,
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): string {
  const counts = roles.map((role) => {
    const count = listSources(evidence, [role]).length
    return `${count} ${count === 1 ? 'source' : 'sources'} of role ${role}`
  })
  return `${what} in ${counts.join(', ')}`
}
