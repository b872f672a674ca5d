import type { ClaimDifference, ClaimVerdict } from '../../shared/model/check.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { listBounds } from '../domain/told/bounds.ts'
import { createAmendedSentences, type AmendedSentences } from '../domain/told/amended.ts'
import { findTold, type Told, type ToldClause } from '../domain/told/find-told.ts'
import { findGivenSentence } from '../domain/told/given-sentences.ts'
import type { ToldWord } from '../domain/told/read-words.ts'
import type { Dependencies } from './dependencies.ts'
import { severalValues } from './rival-values.ts'
import { searchForClaim } from './search-passages.ts'

export type SettleTold = (text: string, verdict: ClaimVerdict) => Promise<ClaimVerdict>

/**
 * What is found in other words makes good what none of the same words say; and where a passage has all values and
 * names of a sentence and most of its words, it is shown as saying a part.
 */
export function createToldSettler(
  deps: Pick<Dependencies, 'index'>,
  sources: readonly EvidenceSource[],
  searched: readonly SearchedSource[] = sources,
): SettleTold {
  const amended = createAmendedSentences(sources)
  return async (text, verdict) => {
    if (verdict.state === 'supported') {
      return settleBounded(text, settleAmended(text, verdict, sources, amended), sources)
    }
    if (!isOpen(verdict)) return verdict
    const hits = await searchForClaim(deps, text, searched, passages)
    const told = findTold(text, hits, sources, amended)
    const settled = told ? settle(text, verdict, told) : verdict
    return settled.state === 'supported' ? settleAmended(text, settled, sources, amended) : settled
  }
}

const passages = 12

/** What an older document says is no longer so where another one gives other words for it. */
function settleAmended(
  text: string,
  verdict: ClaimVerdict,
  sources: readonly EvidenceSource[],
  amended: AmendedSentences,
): ClaimVerdict {
  if (amended.isEmpty || verdict.basis !== 'retrieved' || toldOfOld.test(text)) return verdict
  const amendments = verdict.evidence.flatMap((one) => {
    const source =
      one.kind === 'text' && sources.find(({ sourceTextId }) => sourceTextId === one.sourceTextId)
    const given = source && one.kind === 'text' ? findGivenSentence(source, one.range) : undefined
    const amendedBy = given && amended.findChange(given)
    return amendedBy && text.includes(amendedBy.former)
      ? [toEvidence(amendedBy.source, amendedBy.range)]
      : []
  })
  const [first] = amendments
  if (!first) return verdict
  const explanation = `The source says this, and another one changes it: “${first.quote}”.`
  const evidence = [...verdict.evidence, ...amendments]
  return { ...verdict, state: 'partly_supported', reason: severalValues, explanation, evidence }
}

/** Words of a source are no support where what bounds them there is left out. */
function settleBounded(
  text: string,
  verdict: ClaimVerdict,
  sources: readonly EvidenceSource[],
): ClaimVerdict {
  const [one, ...others] = verdict.evidence
  const isProse = verdict.state === 'supported' && verdict.basis === 'retrieved'
  if (!isProse || one?.kind !== 'text' || one.cell || others.length > 0) return verdict
  const source = sources.find(({ sourceTextId }) => sourceTextId === one.sourceTextId)
  const given = source && findGivenSentence(source, one.range)
  const [bound] = given ? listBounds(text, given) : []
  if (!given || !bound) return verdict
  const explanation = `The source says a part of this. “${sliceRange(given.text, bound.range)}” stands in the source and not here.`
  return { ...verdict, state: 'partly_supported', reason: 'not_all_found', explanation }
}

const toldOfOld =
  /\b(?:original(?:ly)?|previous(?:ly)?|former(?:ly)?|initial(?:ly)?|at first|before|until|from|was|were|had)\b/i

function isOpen({ state, reason }: ClaimVerdict): boolean {
  const isPart = reason === 'not_all_found' || reason === 'planned'
  return state === 'no_source_found' || (state === 'partly_supported' && isPart)
}

function settle(text: string, verdict: ClaimVerdict, told: Told): ClaimVerdict {
  const { outcome, clauses, missing } = told
  const evidence = listEvidence(clauses)
  const basis = 'retrieved'
  if (outcome === 'held') {
    const explanation = 'The source says this in other words.'
    return { state: 'supported', reason: 'stated', explanation, basis, differences: [], evidence }
  }
  if (verdict.reason === 'planned') return verdict
  if (outcome === 'several') return settleSeveral(told, evidence)
  if (outcome === 'differs') return settleDiffering(text, told, evidence)
  if (verdict.state !== 'no_source_found') return verdict
  const differences = missing.map(({ range, kind, sort }) => toDifference(range, kind, sort, null))
  const explanation = explainPart(text, told)
  return {
    state: 'partly_supported',
    reason: 'not_all_found',
    explanation,
    basis,
    differences,
    evidence,
  }
}

function settleSeveral({ clauses }: Told, evidence: readonly TextEvidence[]): ClaimVerdict {
  const told = clauses.map(({ given: { text, source } }) => `“${text.trim()}” (${source.name})`)
  const [own, rival] = clauses.at(-1)?.held.against ?? []
  const place = shiftRange(
    rival?.range ?? { start: 0, end: 0 },
    clauses.at(-1)?.given.range.start ?? 0,
  )
  return {
    state: 'partly_supported',
    reason: severalValues,
    explanation: `The sources give several values for this: ${told.join(' and ')}.`,
    basis: 'retrieved',
    differences: own
      ? [toDifference(own.range, own.kind, own.sort, { index: evidence.length - 1, range: place })]
      : [],
    evidence,
  }
}

function settleDiffering(
  text: string,
  { clauses }: Told,
  evidence: readonly TextEvidence[],
): ClaimVerdict {
  const [first] = clauses
  const pair = first?.held.against
  if (!first || !pair) throw new Error('what differs names what stands against it')
  const [own, rival] = pair
  const { amendedBy, range, text: words } = first.given
  // words that an amendment gives stand in it, and not in the sentence that it changes
  const place = amendedBy ? amendedBy.range : shiftRange(rival.range, range.start)
  const index = amendedBy ? evidence.length - 1 : 0
  const against = `“${sliceRange(text, own.range)}” against “${sliceRange(words, rival.range)}”`
  return {
    state: 'contradicted',
    reason: 'differs',
    explanation: `The source says otherwise. ${against} (${nameKind(own.kind, own.sort)}).`,
    basis: 'retrieved',
    differences: [toDifference(own.range, own.kind, own.sort, { index, range: place })],
    evidence,
  }
}

function toDifference(
  claim: TextRange,
  kind: ToldWord['kind'],
  sort: string,
  evidence: ClaimDifference['evidence'],
): ClaimDifference {
  return { kind: nameKind(kind, sort), claim, evidence }
}

function nameKind(kind: ToldWord['kind'], sort: string): string {
  if (kind === 'value') return sort === 'date' ? 'date' : 'number'
  if (kind === 'not') return 'negation'
  return kind === 'modal' ? 'modality' : kind === 'name' ? 'name' : 'words'
}

function explainPart(text: string, { missing, clauses }: Told): string {
  const told = missing.slice(0, mostShown).map(({ range }) => `“${sliceRange(text, range)}”`)
  if (told.length > 0) return `The source says a part of this. Not found: ${told.join(', ')}.`
  const limit = clauses.flatMap(({ given, held }) =>
    held.limits.map(({ range }) => `“${sliceRange(given.text, range)}”`),
  )[0]
  return limit
    ? `The source says a part of this. ${limit} stands in the source and not here.`
    : 'The source says a part of this.'
}

const mostShown = 3

/** Behind an amended sentence what amends it. */
function listEvidence(clauses: readonly ToldClause[]): readonly TextEvidence[] {
  const all = clauses.flatMap(({ given: { source, range, amendedBy } }) => [
    toEvidence(source, range),
    ...(amendedBy ? [toEvidence(amendedBy.source, amendedBy.range)] : []),
  ])
  return [...new Map(all.map((one) => [`${one.sourceTextId} ${one.range.start}`, one])).values()]
}

function toEvidence({ sourceTextId, sourceText }: EvidenceSource, range: TextRange): TextEvidence {
  return {
    kind: 'text',
    sourceTextId,
    range,
    quote: sliceRange(sourceText.text, range),
    cell: null,
  }
}
