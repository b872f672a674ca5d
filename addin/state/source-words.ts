import type { SourcesResponse, TracedSource } from '../../shared/contract/sources.ts'
import type { AnchorState } from '../../shared/model/vocabulary.ts'

/** "version 2 · page 12 · 9.1 Study design": where in its source the quote stands. */
export function describePlace(source: TracedSource): string {
  const parts = [`version ${source.document_source_version}`, describePage(source)]
  if (source.section_name) parts.push(source.section_name)
  return parts.join(' · ')
}

/** "page 12 (printed xii)", or "no fixed pages"; a page is never estimated. */
export function describePage({ page, page_label }: TracedSource): string {
  if (page === null) return 'no fixed pages'
  const isPlain = !page_label || page_label === String(page)
  return isPlain ? `page ${page}` : `page ${page} (printed ${page_label})`
}

export type CellPlace = { readonly table: string; readonly row: string; readonly column: string }

/** The table, row and column of a quoted cell; undefined elsewhere. Parts may be ''. */
export function findCellPlace({ table }: TracedSource): CellPlace | undefined {
  if (!table) return undefined
  return {
    table: table.number ? `Table ${table.number}` : 'Table without a number',
    row: table.row_path.join(' › '),
    column: table.column_path.join(' › '),
  }
}

/** What was found, with what was searched: said aloud, and shown above the cards. */
export function describeAnswer({ sources, searched, claim_state }: SourcesResponse): string {
  if (claim_state === 'house_text') return 'House text: these words are the template’s own.'
  if (sources.length === 0) return describeNothing(searched)
  const recorded = sources.filter(({ basis }) => basis === 'recorded').length
  const kinds = [
    recorded > 0 ? `${recorded} recorded` : '',
    recorded < sources.length ? `${sources.length - recorded} retrieved` : '',
  ]
  const found = `${count(sources.length, 'source')}: ${kinds.filter(Boolean).join(', ')}.`
  if (searched.sources === 0) return found
  return `${found} Searched ${count(searched.passages, 'passage')} in ${count(searched.sources, 'source')}.`
}

function describeNothing(searched: SourcesResponse['searched']): string {
  if (searched.sources === 0) return 'No source found. There was no source to search.'
  const where = `${count(searched.sources, 'source')} (${count(searched.passages, 'passage')})`
  return `No source found: 0 passages in ${where} match.`
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
  ambiguous: 'These words stand more than once here; select more of the sentence.',
  lost: 'These words are not in the version of the document that the server holds.',
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
