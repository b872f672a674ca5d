import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { findHouseDenials, judgeLeftOutOfHouse, readWording } from './house-words.ts'
import { judgeDirections } from './judge-direction.ts'
import { judgeNaming } from './judge-naming.ts'
import { findCeilings, judgeNegations, toLastValue } from './judge-negations.ts'
import { judgeSignificance } from './judge-significance.ts'
import type { Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** What a sentence says around its values: denials, directions, significance, and what it speaks of. */
export function judgeCellWords(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  known: readonly Token[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const negations = tokens.filter(({ kind }) => kind === 'negation').map(({ range }) => range)
  const significance = judgeSignificance(claim.text, paired, negations)
  const wrong = significance.wrong.map((range): CellFinding => ({
    kind: 'significance',
    claim: range,
    evidence: toLastValue(paired),
    contradicts: true,
  }))
  const isOfSignificance = significance.explainsNegation || wrong.length > 0
  const ceilings = findCeilings(claim.text, tokens, paired)
  const house = { claim, paired, evidence, findArms }
  const denials = findHouseDenials(house, tokens)
  const others = tokens.filter((token) => !ceilings.includes(token))
  const denied = others.filter((token) => !denials.includes(token))
  return [
    ...wrong,
    ...judgeNegations(claim.text, denied, paired, isOfSignificance, evidence),
    ...judgeDirections(house, others, known),
    ...judgeModality(claim.text, tokens, [...known, ...readWording(claim, findArms)]),
    ...judgeLeftOutOfHouse(house),
    ...judgeNaming(claim, tokens, paired, evidence, known, findArms),
  ]
}

function judgeModality(
  text: string,
  tokens: readonly Token[],
  known: readonly Token[],
): readonly CellFinding[] {
  const told = new Set(known.filter(({ kind }) => kind === 'modality').map(({ key }) => key))
  return tokens
    .filter(({ kind, key }) => kind === 'modality' && !told.has(key))
    .filter(({ range }) => !ofEvidence.test(text.slice(range.start)))
    .map(({ range }) => ({ kind: 'modality', claim: range, evidence: null, contradicts: false }))
}

/** "Could not be shown" tells what was found, and not what may be. */
const ofEvidence =
  /^could (?:not )?be (?:shown|demonstrated|detected|established|found|observed|proven|seen)\b/i
