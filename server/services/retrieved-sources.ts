import {
  maximumSelection,
  type SourcesResponse,
  type SourceWords,
  type TracedSource,
} from '../../shared/contract/sources.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { attribute } from '../domain/attribute.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { findNearWords } from '../domain/near-words.ts'
import type { Dependencies } from './dependencies.ts'
import { addNearest } from './search-fused.ts'
import { searchForAttribution } from './search-passages.ts'
import { loadReadings } from './searched-sources.ts'
import { stateBeside, type CheckedWords } from './checked-words.ts'
import type { ChangedWords } from './source-standing.ts'
import { describeEvidence, describeWords, withoutTwins } from './traced-source.ts'

/** Passages that attribution looks into. */
const candidatePassages = 30

/** What was found for words that have no recorded source. */
type RetrievedSources = Pick<SourcesResponse, 'sources' | 'nearest'>

export type Retrieving = Dependencies & {
  readonly workspaceId: string
  readonly findChange: (evidence: TextEvidence) => Promise<ChangedWords | undefined>
}

/**
 * What the newest check held the words against, then passages that say the same. Where there is neither,
 * the passages that come nearest, which are no sources (law 5).
 * @param checked what the newest check says of the words.
 */
export async function findRetrieved(
  deps: Retrieving,
  text: string,
  sources: readonly SearchedSource[],
  checked: CheckedWords,
): Promise<RetrievedSources> {
  if (text.trim() === '') return { sources: [], nearest: [] }
  // a section may be of any length; a query has bounds
  const query = text.slice(0, maximumSelection)
  const found = await searchForAttribution(deps, query, sources, candidatePassages)
  const hits = await addNearest(deps, query, sources, found.hits)
  // of thousands of sources only those that were hit are opened
  const ids = [...hits, ...checked.evidence].map(({ sourceTextId }) => sourceTextId)
  const byText = await loadReadings(deps, deps.workspaceId, ids, sources)
  const readings = [...byText.values()]
  const said = attribute(query, readings, hits, found.weights, found.holds)
  const described = [
    ...(await describeChecked(deps, byText, checked)),
    ...(await describeSaid(deps, byText, said, checked)),
  ]
  if (described.length > 0) return { sources: withoutTwins(described), nearest: [] }
  const near = findNearWords(query, readings, hits, found.weights)
  return { sources: [], nearest: await describeNear(deps, byText, near) }
}

type Readings = ReadonlyMap<string, EvidenceSource>

async function describeChecked(
  deps: Retrieving,
  byText: Readings,
  checked: CheckedWords,
): Promise<TracedSource[]> {
  const described: TracedSource[] = []
  for (const { state, ...evidence } of checked.evidence) {
    const source = byText.get(evidence.sourceTextId)
    if (!source) continue
    const isStale = (await deps.findChange(evidence)) !== undefined
    described.push(describeEvidence(source, evidence, { basis: 'retrieved', state, isStale }))
  }
  return described
}

async function describeSaid(
  deps: Retrieving,
  byText: Readings,
  said: ReturnType<typeof attribute>,
  checked: CheckedWords,
): Promise<TracedSource[]> {
  const described: TracedSource[] = []
  for (const { sourceTextId, range, marks, score, cell } of said) {
    const source = byText.get(sourceTextId)
    if (!source) continue
    const quote = sliceRange(source.sourceText.text, range)
    const evidence: TextEvidence = { kind: 'text', sourceTextId, range, quote, cell }
    const state = stateBeside(checked, evidence)
    const isStale = (await deps.findChange(evidence)) !== undefined
    described.push(
      describeEvidence(source, evidence, { basis: 'retrieved', state, score, marks, isStale }),
    )
  }
  return described
}

async function describeNear(
  deps: Retrieving,
  byText: Readings,
  near: ReturnType<typeof findNearWords>,
): Promise<SourceWords[]> {
  const described: SourceWords[] = []
  for (const { sourceTextId, range, marks } of near) {
    const source = byText.get(sourceTextId)
    if (!source) continue
    const quote = sliceRange(source.sourceText.text, range)
    const evidence: TextEvidence = { kind: 'text', sourceTextId, range, quote, cell: null }
    const isStale = (await deps.findChange(evidence)) !== undefined
    described.push(describeWords(source, evidence, { marks, isStale }))
  }
  return joinPlaces(described)
}

/** Two sentences of a paragraph are shown once, with the marks of both. */
function joinPlaces(described: readonly SourceWords[]): SourceWords[] {
  const groups = Map.groupBy(described, (one) =>
    [one.document_source_id, one.start_char, one.end_char].join(' '),
  )
  return [...groups.values()].flatMap(([first, ...others]) => {
    const more = others.flatMap(({ marks }) => marks)
    const marks = [...(first?.marks ?? []), ...more].toSorted((a, b) => a.start - b.start)
    return first ? [{ ...first, marks }] : []
  })
}
