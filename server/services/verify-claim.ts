import type { VerifyClaimRequest, VerifyClaimResponse } from '../../shared/contract/checks.ts'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { createRivalCellFinder } from '../domain/check/find-rival-cells.ts'
import { createComputedFinder, mayBeComputed } from '../domain/compare/find-computed.ts'
import { createTiedFinder } from '../domain/tie/find-tied.ts'
import { isClaim } from '../domain/verify/is-claim.ts'
import { createTextPresenter, presentDifferences } from './claim-evidence-answer.ts'
import { settleComputed } from './computed-verdict.ts'
import { isPlanRole } from '../domain/verify/planned.ts'
import type { Dependencies } from './dependencies.ts'
import { holdClaim, noStatement } from './hold-claim.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { settleProseRivals } from './prose-rivals.ts'
import type { HeldEvidence } from './recorded-evidence.ts'
import { settleRivals } from './rival-values.ts'
import { candidatePassages, createRetrieval } from './retrieved-evidence.ts'
import { createToldSettler } from './told-verdict.ts'
import { countSearched, searchForClaim, searchPassages } from './search-passages.ts'
import { listWorkspaceSources, openHits } from './searched-sources.ts'
import { settleTied } from './tied-verdict.ts'

/** Holds a statement against given texts, else against the sources of a document set. */
export async function verifyClaim(
  deps: Dependencies,
  principal: Principal,
  request: VerifyClaimRequest,
): Promise<VerifyClaimResponse> {
  const { claim, evidence: given = [] } = request
  const isGiven = request.evidence !== undefined
  const searched = isGiven ? [] : await listSources(deps, principal, request)
  const hits = await searchForClaim(deps, claim, searched, candidatePassages)
  const sources = await openHits(deps, searched, hits)
  const held = isGiven ? given.flatMap(holdText) : await retrieve(deps, claim, sources, searched)
  const compared = await openCompared(deps, claim, searched)
  const all = [...sources, ...compared]
  const amending = await openAmending(deps, searched)
  const settleTold = createToldSettler(deps, withoutTwins([...all, ...amending]), searched)
  const judged = isClaim(claim, { isHeading: false })
    ? judge(claim, held, compared, isGiven ? [] : all)
    : noStatement
  const verdict = isGiven ? judged : await settleTold(claim, judged)
  const texts = new Map(given.map((text, index) => [givenId(index), text]))
  return {
    ...present(claim, verdict, [...all, ...amending], texts),
    searched: isGiven
      ? { sources: given.length, passages: held.length }
      : await countSearched(deps, searched),
  }
}

function judge(
  text: string,
  held: readonly HeldEvidence[],
  compared: readonly EvidenceSource[],
  all: readonly EvidenceSource[],
): ClaimVerdict {
  const claim = { text, context: '', isCell: false }
  const found = holdClaim(claim, held, 'retrieved')
  const settled = settleComputed(found, createComputedFinder(compared)(text))
  const ofCells = settleRivals(claim, settled, all, createRivalCellFinder(withoutTwins(all)))
  if (all.length === 0) return ofCells
  const ofAll = settleProseRivals(claim, ofCells, held, all)
  return settleTied(claim, ofAll, withoutTwins(all), createTiedFinder(withoutTwins(compared)))
}

/** The same source may have been opened for two reasons. */
function withoutTwins(sources: readonly EvidenceSource[]): readonly EvidenceSource[] {
  return [...new Map(sources.map((source) => [source.sourceTextId, source])).values()]
}

const supportLevels: Readonly<Partial<Record<ClaimState, 'strong' | 'weak'>>> = {
  supported: 'strong',
  partly_supported: 'weak',
}

const scores = { strong: 1, weak: 0.5, none: 0 } as const

async function listSources(
  deps: Dependencies,
  principal: Principal,
  { document_set_key: key }: VerifyClaimRequest,
): Promise<SearchedSource[]> {
  const { id } = chooseWorkspace(principal, { key, keyPlace: ['body', 'document_set_key'] })
  return listWorkspaceSources(deps, id)
}

/** Sources of results that speak of what a claim compares: plans, which speak of it at length, compute nothing. */
async function openCompared(
  deps: Dependencies,
  claim: string,
  searched: readonly SearchedSource[],
): Promise<EvidenceSource[]> {
  if (!mayBeComputed(claim)) return []
  const results = searched.filter(({ role }) => !isPlanRole(role))
  const hits = await searchPassages(deps, claim, results, candidatePassages)
  return openHits(deps, results, hits)
}

/** What changes a clause names it by its number alone: no word of the claim finds it. */
async function openAmending(
  deps: Dependencies,
  searched: readonly SearchedSource[],
): Promise<EvidenceSource[]> {
  const words = 'amendment variation clause is replaced substituted changed'
  return openHits(deps, searched, await searchPassages(deps, words, searched, candidatePassages))
}

async function retrieve(
  deps: Dependencies,
  claim: string,
  sources: readonly EvidenceSource[],
  searched: readonly SearchedSource[],
): Promise<readonly HeldEvidence[]> {
  const retrieveEvidence = createRetrieval(deps, sources, searched)
  const sentence = { kind: 'sentence', range: { start: 0, end: claim.length } } as const
  const words = { text: claim, headingPath: [], isStatement: true }
  return retrieveEvidence({ ...sentence, ...words, cell: null })
}

/** Each sentence by itself: words of two of them don't add up to one that says both. */
function holdText(text: string, index: number): HeldEvidence[] {
  const sourceTextId = givenId(index)
  const unknown = { role: 'other', context: '', transformations: [], formula: '' } as const
  return splitSentences(text).map((range) => {
    const words = { sourceTextId, range, quote: sliceRange(text, range), cell: null }
    return { stored: { kind: 'text', ...words }, held: { ...words, ...unknown } }
  })
}

function givenId(index: number): string {
  return `evidence ${index}`
}

function present(
  claim: string,
  verdict: ClaimVerdict,
  sources: readonly EvidenceSource[],
  texts: ReadonlyMap<string, string>,
): Omit<VerifyClaimResponse, 'searched'> {
  const { evidence, wordsAt } = createTextPresenter(sources, texts)(verdict)
  const level = supportLevels[verdict.state] ?? 'none'
  return {
    support_level: level,
    claim_state: verdict.state,
    score: scores[level],
    reason: { code: verdict.reason, text: verdict.explanation },
    differences: presentDifferences(claim, verdict, wordsAt),
    evidence,
  }
}
