import { type SourcesRequest, type SourcesResponse } from '../../shared/contract/sources.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { AnchorState, ClaimState } from '../../shared/model/vocabulary.ts'
import { anchor } from '../../shared/text/anchor.ts'
import { findInContext } from '../../shared/text/find-in-context.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { listCitations, type StoredTarget } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { nameSections, type DocumentSection } from '../domain/document-sections.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import type { SectionNote } from '../domain/section-notes.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller, getVersionOfDocument } from './document-of-caller.ts'
import { locateMarks } from './locate-marks.ts'
import type { Principal } from './principal.ts'
import { notFound } from './problem.ts'
import { toGapAnswer } from './quality.ts'
import { countSearched } from './search-passages.ts'
import { listSearchedSources, loadReadings } from './searched-sources.ts'
import { findCheckedWords } from './checked-words.ts'
import { findRetrieved, type Retrieving } from './retrieved-sources.ts'
import { citeChange, createStandings, findChange } from './source-standing.ts'
import { listTargetStates, type TargetState } from './target-states.ts'
import { findTouched } from './touched-words.ts'
import { findTwinWords, type TwinWords } from './twin-places.ts'
import { describeEvidence, withoutTwins } from './traced-source.ts'

/**
 * The sources of a section or of selected words: recorded citations first; where there is none,
 * what a check held them against and passages that say the same. Nothing found is an empty list, never
 * a guess; and nothing is searched for a gap, a section left out or the template's own words.
 */
export async function traceSelection(
  deps: Dependencies,
  principal: Principal,
  request: SourcesRequest,
): Promise<SourcesResponse> {
  const document = await getDocumentOfCaller(deps, principal, request.document_id)
  const version = await getVersionOfDocument(deps, document)
  const reading = await findSourceTextOfVersion(deps.db, version.id)
  if (!reading) throw notFound('text of this document')
  const sections = nameSections(reading.sourceText)
  const named = findNamedSection(sections, request.section_id)
  const found = anchorSelection(reading.sourceText.text, request, named)
  const sources = await listSearchedSources(deps, document, version)
  const { touched, places } = await findWords(deps, version, reading.sourceText, found)
  const searching = createSearching(deps, document.workspaceId)
  const recorded = await describeRecorded(searching, document, version, {
    touched: touched.targets,
    sources,
  })
  const isSettled =
    recorded.sources.length + recorded.values.length > 0 || touched.claimState !== null
  const text = touched.notes.length > 0 ? touched.words : (request.selected_text ?? touched.words)
  const checked = () => findCheckedWords(deps, document, version, found.range)
  const { sources: traced, nearest } = isSettled
    ? { ...recorded, nearest: [] }
    : await findRetrieved(searching, text, sources, await checked())
  return {
    section: toSectionAnswer(named ?? findSectionAt(sections, found.range)),
    anchor: found.state,
    candidates: presentPlaces(places, sections),
    claim_state: touched.claimState,
    sources: await locateMarks(deps, sources, traced.slice(0, request.limit)),
    total: traced.length,
    nearest: await locateMarks(deps, sources, nearest),
    ...presentNotes(touched.notes),
    values: recorded.values,
    searched: await countSearched(deps, sources),
  }
}

function presentPlaces(
  places: TwinWords['places'],
  sections: readonly DocumentSection[],
): SourcesResponse['candidates'] {
  return places.map(({ range, quote: { prefix, suffix } }) => ({
    section: toSectionAnswer(findSectionAt(sections, range)),
    prefix,
    suffix,
    start_char: range.start,
    end_char: range.end,
  }))
}

type FoundWords = {
  readonly state: AnchorState
  readonly range: TextRange | null
  readonly words: string
  /** The section that is asked for; undefined for the whole text. */
  readonly within: TextRange | undefined
}

async function findWords(
  deps: Dependencies,
  version: StoredVersion,
  sourceText: SourceText,
  { state, range, words, within }: FoundWords,
): Promise<TwinWords> {
  if (state !== 'ambiguous') {
    return { touched: await findTouched(deps, version, sourceText, range), places: [] }
  }
  const whole = { start: 0, end: sourceText.text.length }
  return findTwinWords(deps, version, sourceText, words, within ?? whole)
}

function presentNotes(notes: readonly SectionNote[]): Pick<SourcesResponse, 'gaps' | 'omissions'> {
  return {
    gaps: notes.flatMap(({ sectionId, ruleId, result }) =>
      result.outcome === 'gap' ? [toGapAnswer(sectionId, ruleId, result.gap)] : [],
    ),
    omissions: notes.flatMap(({ sectionId, ruleId, result }) =>
      result.outcome === 'omitted'
        ? [{ section_id: sectionId, rule_id: ruleId, reason: result.reason }]
        : [],
    ),
  }
}

function findNamedSection(
  sections: readonly DocumentSection[],
  id: string | undefined,
): DocumentSection | undefined {
  if (!id) return undefined
  const section = sections.find((one) => one.id === id)
  if (!section) throw notFound('section')
  return section
}

/** Where its sides stand, too, else in the section first, where one is named: both tell twins apart. */
function anchorSelection(
  text: string,
  request: SourcesRequest,
  section: DocumentSection | undefined,
): FoundWords {
  const { selected_text: exact, prefix, suffix } = request
  const asked = { words: exact ?? '', within: section?.range }
  if (!exact) return { ...asked, state: 'none', range: section?.range ?? null }
  const selector = { exact, prefix, suffix }
  const told = findInContext(text, selector)
  if (told) return { ...asked, state: 'intact', range: told }
  if (section) {
    const { state, range } = anchor(sliceRange(text, section.range), selector)
    if (range) return { ...asked, state, range: shiftRange(range, section.range.start) }
  }
  return { ...asked, ...anchor(text, selector) }
}

function createSearching(deps: Dependencies, workspaceId: string): Retrieving {
  const findStanding = createStandings(deps, workspaceId)
  return {
    ...deps,
    workspaceId,
    findChange: async (evidence) => findChange(evidence, await findStanding(evidence.sourceTextId)),
  }
}

type Shown = {
  readonly evidence: TextEvidence
  readonly isStale: boolean
  readonly state: ClaimState
}

/** The newest words where the check found that they bear the target out, else the recorded ones. */
async function chooseWords(
  deps: Pick<Retrieving, 'findChange'>,
  evidence: TextEvidence,
  known: TargetState | undefined,
): Promise<Shown> {
  const state = known?.state ?? 'not_checked'
  const change = await deps.findChange(evidence)
  const isFollowed = change && known?.newerTextIds.has(change.read.reading.id)
  const newest = isFollowed ? citeChange(evidence, change) : undefined
  return newest
    ? { evidence: newest, isStale: false, state }
    : { evidence, isStale: change !== undefined, state }
}

async function describeRecorded(
  deps: Retrieving,
  document: StoredDocument,
  version: StoredVersion,
  among: { touched: readonly StoredTarget[]; sources: readonly SearchedSource[] },
): Promise<Pick<SourcesResponse, 'sources' | 'values'>> {
  const { touched, sources } = among
  const { db, workspaceId } = deps
  if (!version.runId || touched.length === 0) return { sources: [], values: [] }
  const states = await listTargetStates({ db }, document, version, touched)
  const byTarget = Map.groupBy(await listCitations(db, version.runId), ({ targetKey }) => targetKey)
  const shown: Shown[] = []
  const values = new Map<string, string>()
  for (const [at, { targetKey }] of touched.entries()) {
    for (const { evidence } of byTarget.get(targetKey) ?? []) {
      if (evidence.kind === 'data') values.set(evidence.pointer, evidence.value)
      else shown.push(await chooseWords(deps, evidence, states[at]))
    }
  }
  const textIds = shown.map(({ evidence }) => evidence.sourceTextId)
  const byText = await loadReadings({ db }, workspaceId, textIds, sources)
  const described = shown.flatMap(({ evidence, ...how }) => {
    const source = byText.get(evidence.sourceTextId)
    return source ? [describeEvidence(source, evidence, { basis: 'recorded', ...how })] : []
  })
  return {
    sources: withoutTwins(described),
    values: [...values].map(([pointer, value]) => ({ pointer, value })),
  }
}

function findSectionAt(
  sections: readonly DocumentSection[],
  range: TextRange | null,
): DocumentSection | undefined {
  return range ? sections.findLast((section) => section.range.start <= range.start) : undefined
}

function toSectionAnswer(section: DocumentSection | undefined): SourcesResponse['section'] {
  if (!section) return null
  return { section_id: section.id, section_title: section.title, section_order: section.order }
}
