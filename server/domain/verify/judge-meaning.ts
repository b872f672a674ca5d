import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { judgeBeside } from './judge-beside.ts'
import { judgeBracketedNames } from './judge-bracketed-names.ts'
import { judgeCauses } from './judge-causes.ts'
import type { CellFinding } from './judge-cells.ts'
import { judgeCountColumns } from './judge-count-columns.ts'
import { judgeCounted } from './judge-counted.ts'
import { judgeChanges, judgeDifferences } from './judge-differences.ts'
import { judgeHalves } from './judge-halves.ts'
import { judgeLeftQualifiers } from './judge-left-qualifiers.ts'
import { judgeMeasures } from './judge-measures.ts'
import { judgeNormalRange } from './judge-normal-range.ts'
import { judgePhrases } from './judge-phrases.ts'
import { judgeRanks } from './judge-ranks.ts'
import { judgeCurrenciesOfCells } from './judge-currencies.ts'
import { judgeScale } from './judge-scale.ts'
import { judgeScope } from './judge-scope.ts'
import { judgeShares } from './judge-shares.ts'
import { judgeToldPValues } from './judge-told-p-values.ts'
import { judgeWholes } from './judge-wholes.ts'
import { judgeAllOf } from './told-of-all.ts'
import type { Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'
import { judgeToldOfEach } from './told-of-each.ts'

/**
 * What a sentence says that a number is: which statistic, of what, of whom, a share of which whole, the
 * cause of what. A number that its cell has may still be none of these.
 */
export function judgeMeaning(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  return [
    ...judgeHalves(claim, paired, evidence),
    ...judgeDifferences(claim, paired, evidence),
    ...judgeChanges(claim, paired, evidence),
    ...judgeCounted(claim.text, paired, evidence),
    ...judgeNormalRange(claim.text, paired, evidence),
    ...judgeCountColumns(claim, tokens, paired, evidence, findArms),
    ...judgeMeasures(claim, tokens, paired, evidence, findArms),
    ...judgeRanks(claim.text, paired, evidence),
    ...judgeScale(claim, paired),
    ...judgeCurrenciesOfCells(claim, paired, evidence),
    ...judgeShares(claim, tokens, paired, evidence, findArms),
    ...judgeLeftQualifiers(tokens, paired, evidence, findArms),
    ...judgeToldPValues(claim.text, paired, evidence),
    ...judgeScope(claim, paired, evidence, findArms),
    ...judgeCauses(claim, tokens, paired, evidence, findArms),
    ...(claim.isFound ? judgeFoundMeaning(claim, tokens, paired, evidence, findArms) : []),
  ]
}

/** What only has to be asked of a value that nobody said a sentence to rest on. */
function judgeFoundMeaning(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  return [
    ...judgeBracketedNames(claim, tokens, paired, evidence, findArms),
    ...judgeWholes(claim.text, paired, evidence, findArms),
    ...judgeAllOf(claim.text, paired, evidence),
    ...judgeBeside(claim.text, paired),
    ...judgePhrases(claim.text, paired, evidence),
    ...judgeToldOfEach(claim.text, tokens, paired, evidence),
  ]
}
