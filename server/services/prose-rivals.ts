import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Evidence } from '../../shared/model/citation.ts'
import { areValues, judgeRivalSentence } from '../domain/check/judge-rival.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { isPlanRole } from '../domain/verify/planned.ts'
import type { Claim, Difference } from '../domain/verify/verdict.ts'
import { verify } from '../domain/verify/verify.ts'
import type { HeldEvidence } from './recorded-evidence.ts'
import { severalValues } from './rival-values.ts'

/**
 * What the prose of one source supports stays supported unless that of another gives another number or date of the
 * very same thing: then both are shown. A plan and what came of it are no two values, and a source that says both
 * speaks of two things.
 */
export function settleProseRivals(
  claim: Claim,
  verdict: ClaimVerdict,
  found: readonly HeldEvidence[],
  sources: readonly EvidenceSource[],
): ClaimVerdict {
  if (verdict.state !== 'supported' || verdict.basis !== 'retrieved') return verdict
  const own = findOwn(verdict, found)
  if (!own) return verdict
  const others = Map.groupBy(found.filter(isOtherProse(own)), ({ held }) => held.sourceTextId)
  const rivals = [...others.values()].flatMap((some) => {
    const rival = judgeSource(claim, own, some, found)
    return rival ? [rival] : []
  })
  if (rivals.length === 0) return verdict
  const shown = rivals.slice(0, mostShown)
  const told = [own, ...shown.map(({ rival }) => rival)].map(
    ({ held }) => `“${held.quote}” (${nameSource(held.sourceTextId, sources)})`,
  )
  return {
    ...verdict,
    state: 'partly_supported',
    reason: severalValues,
    explanation: `The sources give several values for this: ${told.join(' and ')}.`,
    differences: shown.flatMap(({ differences }, at) =>
      differences.map((one) => ({
        ...one,
        evidence: one.evidence && { ...one.evidence, index: verdict.evidence.length + at },
      })),
    ),
    evidence: [...verdict.evidence, ...shown.map(({ rival }) => rival.stored)],
  }
}

const mostShown = 3

/** The first of the sentences that support the claim; undefined where cells do. */
function findOwn(
  { evidence }: ClaimVerdict,
  found: readonly HeldEvidence[],
): HeldEvidence | undefined {
  const own = evidence.flatMap((one) => found.find(({ stored }) => isSame(stored, one)) ?? [])
  const isOfProse = own.length === evidence.length && own.every(({ held }) => held.cell === null)
  return isOfProse ? own[0] : undefined
}

function isSame(one: Evidence, other: Evidence): boolean {
  return (
    one.kind === 'text' &&
    other.kind === 'text' &&
    one.sourceTextId === other.sourceTextId &&
    one.range.start === other.range.start &&
    one.range.end === other.range.end
  )
}

function isOtherProse({ held: own }: HeldEvidence): (other: HeldEvidence) => boolean {
  return ({ held }) =>
    held.cell === null &&
    held.sourceTextId !== own.sourceTextId &&
    isPlanRole(held.role) === isPlanRole(own.role)
}

type Rival = { readonly rival: HeldEvidence; readonly differences: readonly Difference[] }

function judgeSource(
  claim: Claim,
  own: HeldEvidence,
  some: readonly HeldEvidence[],
  found: readonly HeldEvidence[],
): Rival | undefined {
  const judged = some.map((rival) => ({
    rival,
    judgement: judgeRivalSentence(claim, own.held, rival.held, ofSameThing),
  }))
  if (judged.some(({ judgement }) => judgement.outcome === 'agrees')) return undefined
  return judged
    .flatMap(({ rival, judgement }) =>
      judgement.outcome === 'disagrees' ? [{ rival, differences: judgement.differences }] : [],
    )
    .find(({ rival, differences }) => areValues(differences) && !isSaidBy(own, rival, found))
}

/** All of the words but the values are alike where each is against the other. */
const ofSameThing = 1

function isSaidBy(own: HeldEvidence, rival: HeldEvidence, found: readonly HeldEvidence[]): boolean {
  const claim = { text: rival.held.quote, context: '', isCell: false }
  return found
    .filter(({ held }) => held.sourceTextId === own.held.sourceTextId)
    .some(({ held }) => verify(claim, [held]).state === 'supported')
}

function nameSource(id: string, sources: readonly EvidenceSource[]): string {
  return sources.find(({ sourceTextId }) => sourceTextId === id)?.name ?? ''
}
