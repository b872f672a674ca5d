import { listAddedWords } from './added-words.ts'
import type { Matching } from './align-tokens.ts'
import { judgeDeniedParts } from './denied-parts.ts'
import { judgeDeniedScope } from './denied-scope.ts'
import type { Finding } from './judge-gap.ts'
import { judgeLeftBounds } from './left-bounds.ts'
import { judgeLeftHeads } from './left-heads.ts'
import { judgeRelativeNumbers } from './relative-numbers.ts'
import { judgeSetApart } from './set-apart.ts'
import { judgeTimeWords } from './time-words.ts'
import { judgeTurnedWords } from './turned-words.ts'

/** What small words of prose turn that are no tokens, or are tokens of both sides and yet not of the same thing. */
export function judgeSmallWords(
  claim: string,
  evidence: string,
  matching: Matching,
  above: ReadonlySet<string>,
): readonly Finding[] {
  const added = listAddedWords(claim, evidence).map((range): Finding => ({
    kind: 'words',
    claim: range,
    rival: null,
    contradicts: false,
  }))
  return [
    ...added,
    ...judgeDeniedParts(claim, evidence, matching),
    ...judgeDeniedScope(evidence, matching, above),
    ...judgeLeftBounds(claim, evidence, matching),
    ...judgeLeftHeads(claim, evidence, matching),
    ...judgeSetApart(claim, evidence, matching),
    ...judgeTimeWords(claim, evidence, matching),
    ...judgeTurnedWords(claim, evidence, matching),
    ...judgeRelativeNumbers(claim, evidence, matching),
  ]
}
