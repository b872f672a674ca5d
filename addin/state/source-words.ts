import type { SourcesResponse, TracedSource } from '../../shared/contract/sources.ts'
import type { AnchorState, ClaimState } from '../../shared/model/vocabulary.ts'
import { sliceRange } from '../../shared/text/range.ts'

/** "version 2 · page 12 · 9.1 Study design": where in its source the quote stands. */
export function describePlace(source: TracedSource): string {
  const parts = [`version ${source.document_source_version}`, describePage(source)]
  if (source.section_name) parts.push(source.section_name)
  return parts.join(' · ')
}

/** "page 12 (printed xii)", or "no fixed pages"; a page is never estimated. */
export function describePage({
  page,
  page_label,
}: Pick<TracedSource, 'page' | 'page_label'>): string {
  if (page === null) return 'no fixed pages'
  const isPlain = !page_label || page_label === String(page)
  return isPlain ? `page ${page}` : `page ${page} (printed ${page_label})`
}

/**
 * "Read from a scan, confidence 93 %": rounded down, since nothing that was recognised is certain;
 * then the words to compare. Undefined for words that the source holds as text.
 */
export function describeRecognition(source: TracedSource): string | undefined {
  const { ocr, referenced_text } = source
  if (!ocr) return undefined
  const confidence = `Read from a scan, confidence ${Math.floor(ocr.confidence * 100)} %`
  const words = ocr.doubtful.map((range) => `“${sliceRange(referenced_text, range)}”`)
  if (words.length === 0) return confidence
  const named = new Set(words.slice(0, mostDoubtfulWords))
  const more =
    words.length > mostDoubtfulWords ? ` and ${words.length - mostDoubtfulWords} more` : ''
  return `${confidence}; unsure of ${[...named].join(', ')}${more}: compare with the scan`
}

const mostDoubtfulWords = 8

type CellPlace = {
  readonly table: string
  readonly row: string
  readonly columns: readonly string[]
}

/** The table, row and columns of the quoted cells; undefined elsewhere. `row` may be ''. */
export function findCellPlace({ table }: TracedSource): CellPlace | undefined {
  if (!table) return undefined
  return {
    table: table.number ? `Table ${table.number}` : 'Table without a number',
    // A group's own colon would stand before the mark of the path.
    row: table.row_path.map((part) => part.replace(/:$/, '')).join(' › '),
    columns: table.columns.map((path) => path.join(' › ')).filter((path) => path !== ''),
  }
}

/** What was found, and what was searched for it: said aloud, and shown above the rest. */
export function describeAnswer(response: SourcesResponse): string {
  const { sources, searched, gaps, omissions, values, claim_state } = response
  const parts = [
    gaps.length > 0 ? `${count(gaps.length, 'gap')}: the document lacks text here.` : '',
    ...omissions.map(({ reason }) => `Left out on purpose: ${reason}`),
    claim_state === 'house_text' ? 'House text: these words are the template’s own.' : '',
    values.length > 0 ? `${count(values.length, 'value')} from the data of the run.` : '',
    sources.length > 0 ? describeFound(response) : '',
  ].filter(Boolean)
  if (parts.length > 0) return parts.join(' ')
  return claim_state === 'not_a_claim'
    ? 'There is no text here that a source could stand behind.'
    : describeNothing(searched)
}

/** What to try where a search found no source; '' where something was found or nothing searched for. */
export function adviseOnNothing(response: SourcesResponse): string {
  const { sources, nearest, searched, gaps, omissions, values, claim_state } = response
  const isSaid = sources.length + gaps.length + omissions.length + values.length > 0
  if (isSaid || claim_state === 'house_text' || claim_state === 'not_a_claim') return ''
  if (searched.sources === 0)
    return 'Add the source that these words come from to the workspace, and wait until it is read.'
  return nearest.length > 0
    ? 'The passages below come nearest; or add the source that says it.'
    : 'Try one whole sentence, or its numbers and names alone; or add the source that says it.'
}

/** What a search for the passages that come nearest to a sentence without a source has found. */
export function describeNearest({ sources, nearest, searched }: SourcesResponse): string {
  const found = sources.length + nearest.length
  if (searched.sources === 0) return 'There was no source to search.'
  const where = `Searched ${describeSearched(searched)}`
  return found === 0 ? `${where}: none comes near.` : `${count(found, 'passage')} found. ${where}.`
}

/** What is recorded is known without a search. */
function describeFound({ sources, total, searched }: SourcesResponse): string {
  const recorded = sources.filter(({ basis }) => basis === 'recorded').length
  const kinds = [
    recorded > 0 ? `${recorded} recorded` : '',
    recorded < sources.length ? `${sources.length - recorded} retrieved` : '',
  ].filter(Boolean)
  const isCut = sources.length < total
  const number = isCut ? `${sources.length} of ${total} sources` : count(total, 'source')
  const found = `${number}: ${kinds.join(', ')}.`
  const limited = isCut ? `${found} Select less to see those behind them.` : found
  if (recorded === sources.length) return limited
  const denied = sources.filter(({ claim_state }) => claim_state === 'contradicted').length
  const warning = denied > 0 ? ` ${describeDenied(denied, sources.length)}` : ''
  return `${limited} Searched ${describeSearched(searched)}.${warning}`
}

/** Found by a check that held the words against it: it is shown, and must not pass for support. */
function describeDenied(denied: number, all: number): string {
  if (all === 1) return 'It says otherwise.'
  return denied === all ? 'They say otherwise.' : `${denied} of them say otherwise.`
}

function describeNothing(searched: SourcesResponse['searched']): string {
  if (searched.sources === 0) return 'No source found. There was no source to search.'
  return `No source found. Searched ${describeSearched(searched)}; none says the same.`
}

export function describeSearched({ passages, sources }: SourcesResponse['searched']): string {
  return `${count(passages, 'passage')} in ${count(sources, 'source')}`
}

/** A source's words are not the proof of a claim: what was checked, and with what result. */
export function describeClaim(state: ClaimState): string {
  return claimWords[state]
}

const claimWords: Record<ClaimState, string> = {
  supported: 'Supported',
  partly_supported: 'Partly supported',
  contradicted: 'Contradicted',
  no_source_found: 'No source found',
  house_text: 'House text',
  not_a_claim: 'Not a claim',
  not_checked: 'Not checked',
  edited_since_check: 'Edited since',
}

/** What the user has to know about how the words were found again; '' where they are unchanged. */
export function describeAnchor(anchor: AnchorState): string {
  return anchorWords[anchor]
}

const anchorWords: Record<AnchorState, string> = {
  intact: '',
  none: '',
  moved: '',
  edited: 'These words were edited after their source was recorded.',
  split: 'The recorded words now stand apart in the document.',
  ambiguous: 'These words stand more than once here, or were changed; select more of the sentence.',
  lost: 'These words are not in the version of the document that the server holds.',
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
