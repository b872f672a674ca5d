import type { ClaimVerdict } from '../../shared/model/check.ts'
import { describeContext } from '../domain/check/list-claims.ts'
import type { FindRivalCells } from '../domain/check/find-rival-cells.ts'
import type { FindComputed } from '../domain/compare/find-computed.ts'
import { isClaim } from '../domain/verify/is-claim.ts'
import { settleComputed } from '../services/computed-verdict.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { holdClaim, noStatement, settleAs } from '../services/hold-claim.ts'
import { newerVersion, type NewerEvidence } from '../services/newer-evidence.ts'
import type { HeldEvidence, RecordedEvidence } from '../services/recorded-evidence.ts'
import type { RetrieveEvidence } from '../services/retrieved-evidence.ts'
import type { FindTemplateWording } from '../services/template-wordings.ts'
import { settleProseRivals } from '../services/prose-rivals.ts'
import { settleRivals } from '../services/rival-values.ts'
import { settleTied } from '../services/tied-verdict.ts'
import type { FindTied } from '../domain/tie/find-tied.ts'
import type { SettleTold } from '../services/told-verdict.ts'
import type { PlacedClaim } from '../services/place-claims.ts'

/** What a claim is judged by. */
export type Bench = {
  readonly isTemplateText: (placed: PlacedClaim) => boolean
  readonly recorded: RecordedEvidence
  readonly findWording: FindTemplateWording
  readonly newer: NewerEvidence
  readonly retrieve: RetrieveEvidence
  readonly compute: FindComputed
  readonly sources: readonly EvidenceSource[]
  readonly findRivalCells: FindRivalCells
  readonly findTied: FindTied
  readonly settleTold: SettleTold
}

/**
 * A claim is held against its recorded sources first. What they don't bear out in full, a newer version
 * of theirs may say in the same place: the writer has followed it. It may stand in another source, too;
 * but where the recorded ones say something else, no other source makes that good.
 */
export async function judgeClaim(bench: Bench, placed: PlacedClaim): Promise<ClaimVerdict> {
  const settled = settle(bench, placed)
  if (settled) return settled
  const cited = placed.targets.filter(({ basis }) => basis === 'cited')
  const recorded = bench.recorded(cited.map(({ targetKey }) => targetKey))
  if (recorded.length === 0) return judgeRetrieved(bench, placed)
  const verdict = hold(bench, placed, recorded, 'recorded')
  if (verdict.state === 'supported') return verdict
  const newer = await judgeNewer(bench, placed, recorded)
  if (newer && rank(newer) > rank(verdict)) return newer
  const isOpen = verdict.reason === 'not_all_found' || verdict.reason === 'template_words'
  if (verdict.state !== 'no_source_found' && !isOpen) return verdict
  const other = await judgeRetrieved(bench, placed)
  return other.state === 'supported' ? other : verdict
}

/** Undefined where the newer words don't bear the claim out: they are not recorded, so they accuse nobody. */
async function judgeNewer(
  bench: Bench,
  placed: PlacedClaim,
  recorded: readonly HeldEvidence[],
): Promise<ClaimVerdict | undefined> {
  const { evidence, textIds } = await bench.newer(recorded)
  if (textIds.size === 0) return undefined
  const verdict = hold(bench, placed, evidence, 'recorded')
  const isNewer = verdict.evidence.some(
    (one) => one.kind === 'text' && textIds.has(one.sourceTextId),
  )
  if (rank(verdict) === 0 || !isNewer) return undefined
  const reason = verdict.state === 'supported' ? newerVersion : verdict.reason
  const explanation = `A newer version of the recorded source: ${verdict.explanation}`
  return { ...verdict, reason, explanation, followsNewer: true }
}

/** How far a source bears a claim out: in full, as a plan or in its values among words of the template, or not. */
function rank({ state, reason }: ClaimVerdict): number {
  if (state === 'supported') return 2
  return reason === 'template_words' || reason === 'planned' ? 1 : 0
}

async function judgeRetrieved(bench: Bench, placed: PlacedClaim): Promise<ClaimVerdict> {
  const { claim } = placed
  const found = await bench.retrieve(claim)
  const verdict = hold(bench, placed, found, 'retrieved')
  if (claim.cell) return verdict
  const settled =
    verdict.state === 'supported' ? verdict : settleComputed(verdict, bench.compute(claim.text))
  const told = { text: claim.text, context: describeContext(claim), isCell: false }
  const ofCells = settleRivals(told, settled, bench.sources, bench.findRivalCells)
  const ofProse = settleProseRivals(told, ofCells, found, bench.sources)
  const ofTied = settleTied(told, ofProse, bench.sources, bench.findTied)
  // prose makes nothing good that cells refute
  return bench.settleTold(claim.text, ofTied)
}

function settle(bench: Bench, placed: PlacedClaim): ClaimVerdict | undefined {
  const { claim, targets, isNote } = placed
  if (isNote) return settleAs('not_a_claim', 'note', 'A note that something is missing here.')
  const isHouse =
    targets.length > 0
      ? targets.every(({ basis, anchor }) => basis === 'house_text' && anchor !== 'edited')
      : bench.isTemplateText(placed)
  if (isHouse) return settleAs('house_text', 'template', 'The words are the template’s own.')
  const isHead = claim.cell !== null && targets.length === 0 && claim.cell.columnPath.length === 0
  const isStatement = claim.cell !== null || isClaim(claim.text, { isHeading: !claim.isStatement })
  return isHead || !isStatement ? noStatement : undefined
}

function hold(
  bench: Bench,
  { claim, targets }: PlacedClaim,
  evidence: readonly HeldEvidence[],
  basis: 'recorded' | 'retrieved',
): ClaimVerdict {
  const { text, kind } = claim
  const cited = targets.filter((one) => one.basis === 'cited')
  const wording = basis === 'recorded' ? bench.findWording(cited) : undefined
  return holdClaim(
    { text, context: describeContext(claim), isCell: kind === 'cell', wording },
    evidence,
    basis,
  )
}
