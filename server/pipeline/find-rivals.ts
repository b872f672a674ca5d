import type { ClaimRival, ClaimVerdict } from '../../shared/model/check.ts'
import type { CellReference, TextEvidence } from '../../shared/model/citation.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { rangesOverlap, shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { judgeRivalCell, judgeRivalSentence } from '../domain/check/judge-rival.ts'
import { describeContext } from '../domain/check/list-claims.ts'
import { createNearestFinder, type NearEvidence } from '../domain/check/nearest-evidence.ts'
import { createTwinCellFinder, type TwinCells } from '../domain/check/same-table.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { toClaimEvidence } from '../domain/verify/claim-evidence.ts'
import type { Claim, ClaimEvidence } from '../domain/verify/verdict.ts'
import { verify } from '../domain/verify/verify.ts'
import type { NamedClaim } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { lookUpTerms, searchPassages } from '../services/search-passages.ts'
import { createProseRivals } from './find-prose-rivals.ts'

/** What other sources say against a claim; undefined where none was compared. */
export type FindRivals = (
  claim: NamedClaim,
  verdict: ClaimVerdict,
) => Promise<readonly ClaimRival[] | undefined>

/** A check compares no more new sentences than this with other sources. */
const mostSentences = 2_000

/** Passages of other sources that a sentence is compared with. */
const candidatePassages = 10

/**
 * Looks for sources that disagree with what is recorded of a claim and borne out by it: for cells of
 * tables, at the same address of a table of the same name, and in sentences that the cell shows wrong; for
 * sentences of prose, among the nearest sentences of the other sources.
 */
export function createRivalFinder(
  deps: Pick<Dependencies, 'index'>,
  sources: readonly EvidenceSource[],
): FindRivals {
  const hold = createHolder(sources)
  // made for the first cell: most checks after an edit judge none
  let findTwins: ReturnType<typeof createTwinCellFinder> | undefined
  const prose = sources.filter(({ role }) => !withoutProse.has(role))
  const findNear = createNearFinder(deps, prose)
  const findSentences = createSentenceRivals(prose, hold, findNear)
  const findInProse = createProseRivals(deps, sources, prose, findNear)
  const compared = new Map<string, Promise<readonly ClaimRival[]>>()
  return async (claim, verdict) => {
    if (!isBorneOut(verdict)) return undefined
    const own = verdict.evidence.map((one) => (one.kind === 'text' ? one : undefined))
    if (own.some((one) => one && !hold(one))) return undefined
    const cells: ClaimRival[] = []
    for (const [at, one] of own.entries()) {
      if (!one?.cell) continue
      findTwins ??= createTwinCellFinder(sources)
      cells.push(...judgeTwins(one, at, findTwins(one), hold))
      const source = hold(one)?.source
      if (source) cells.push(...(await findInProse(claim, { source, evidence: one }, at)))
    }
    if (claim.kind === 'cell' || own.some((one) => one?.cell)) return cells
    const [first] = own
    if (!first) return undefined
    // the same sentence may stand in several sections
    const key = JSON.stringify([claim.text, first.sourceTextId, first.range.start])
    if (!compared.has(key) && compared.size >= mostSentences) return undefined
    const found = compared.get(key) ?? findSentences(claim, first)
    compared.set(key, found)
    return found
  }
}

function isBorneOut({ basis, state }: ClaimVerdict): boolean {
  return basis === 'recorded' && (state === 'supported' || state === 'partly_supported')
}

type Held = { readonly source: EvidenceSource; readonly held: ClaimEvidence }
type Hold = (evidence: TextEvidence) => Held | undefined

function createHolder(sources: readonly EvidenceSource[]): Hold {
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  return (evidence) => {
    const source = byText.get(evidence.sourceTextId)
    const citation = { evidence, transformations: [], formula: '' }
    return source && { source, held: toClaimEvidence(citation, source) }
  }
}

function judgeTwins(
  cited: TextEvidence,
  at: number,
  twins: TwinCells | undefined,
  hold: Hold,
): ClaimRival[] {
  if (!twins) return []
  const whole = toEvidence(twins.own.source, twins.own)
  const mine = hold(whole)
  const part = shiftRange(cited.range, -whole.range.start)
  return twins.others.flatMap((twin): ClaimRival[] => {
    const evidence = toEvidence(twin.source, twin)
    const rival = hold(evidence)
    const judged = mine && rival && judgeRivalCell(mine.held, rival.held)
    if (judged?.outcome !== 'disagrees') return []
    const { differences } = judged
    // another part of the cell than the cited one says nothing of the claim
    if (!differences.some(({ claim }) => rangesOverlap(claim, part))) return []
    return [{ own: at, evidence, words: whole.quote, differences }]
  })
}

function toEvidence(
  { sourceTextId, sourceText }: EvidenceSource,
  { range, reference }: { readonly range: TextRange; readonly reference: CellReference | null },
): TextEvidence {
  const quote = sliceRange(sourceText.text, range)
  return { kind: 'text', sourceTextId, range, quote, cell: reference }
}

type SentenceRivals = (claim: NamedClaim, own: TextEvidence) => Promise<readonly ClaimRival[]>

function createSentenceRivals(
  prose: readonly EvidenceSource[],
  hold: Hold,
  findNear: FindNear,
): SentenceRivals {
  return async (claim, evidence) => {
    const own = hold(evidence)
    if (!own) return []
    const others = prose.filter(({ documentId }) => documentId !== own.source.documentId)
    const near = await findNear(claim.text, others)
    const byDocument = Map.groupBy(near, (one) => others.find(isOf(one))?.documentId)
    const statement = { text: claim.text, context: describeContext(claim), isCell: false }
    const rivals: ClaimRival[] = []
    for (const found of byDocument.values()) {
      const rival = judgeSource(statement, own, found, (one) => hold(toNearEvidence(others, one)))
      if (rival && !(await isSaidBy(own, rival, findNear))) rivals.push(rival)
    }
    return rivals
  }
}

/** Tables, listings and figures say in sentences only how they were made. */
const withoutProse: ReadonlySet<SourceRole> = new Set(['table', 'listing', 'figure'])

type FindNear = (
  text: string,
  sources: readonly EvidenceSource[],
) => Promise<readonly NearEvidence[]>

function createNearFinder(
  deps: Pick<Dependencies, 'index'>,
  prose: readonly EvidenceSource[],
): FindNear {
  const findNearest = createNearestFinder(prose, { withCells: false })
  return async (text, among) => {
    if (among.length === 0) return []
    // like a number, a negation has no say in what is near: it may be what differs
    const words = text.replace(/\b(?:not|no|never|neither|nor|without)\b/gi, ' ')
    const hits = await searchPassages(deps, words, among, candidatePassages)
    const { weights } = await lookUpTerms(deps, words, prose)
    return findNearest(words, hits, weights)
  }
}

function isOf({ sourceTextId }: NearEvidence): (source: EvidenceSource) => boolean {
  return (source) => source.sourceTextId === sourceTextId
}

function toNearEvidence(sources: readonly EvidenceSource[], near: NearEvidence): TextEvidence {
  const source = sources.find(isOf(near))
  if (!source) throw new Error('what is near stands in one of the sources')
  return toEvidence(source, { range: near.range, reference: null })
}

/** A source that also says what the claim says does not disagree with it. */
function judgeSource(
  claim: Claim,
  own: Held,
  near: readonly NearEvidence[],
  hold: (near: NearEvidence) => Held | undefined,
): ClaimRival | undefined {
  const judged = near.flatMap((one) => {
    const rival = hold(one)
    if (!rival) return []
    return [{ rival, judgement: judgeRivalSentence(claim, own.held, rival.held, one.nearness) }]
  })
  if (judged.some(({ judgement }) => judgement.outcome === 'agrees')) return undefined
  const best = judged.find(({ judgement }) => judgement.outcome === 'disagrees')
  if (best?.judgement.outcome !== 'disagrees') return undefined
  const { differences } = best.judgement
  const evidence = toEvidence(best.rival.source, { range: best.rival.held.range, reference: null })
  return { own: 0, evidence, words: claim.text, differences }
}

/** Where the own source says both, the two speak of two things. */
async function isSaidBy(own: Held, rival: ClaimRival, findNear: FindNear): Promise<boolean> {
  const { quote } = rival.evidence
  const near = await findNear(quote, [own.source])
  const claim = { text: quote, context: '', isCell: false }
  return near.some((one) => {
    const { range } = one
    const evidence = toEvidence(own.source, { range, reference: null })
    const citation = { evidence, transformations: [], formula: '' }
    return verify(claim, [toClaimEvidence(citation, own.source)]).state === 'supported'
  })
}
