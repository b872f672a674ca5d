import type { TracedSource } from '../../shared/contract/sources.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { findExcerpt } from './marked-text.ts'
import { describePage, describeRecognition, findCellPlace } from './source-words.ts'

/**
 * A source as one line of plain text, to be kept outside the pane:
 * `protocol.pdf, version 1, page 12 (printed xii), 9.1 Study design: “the quoted words”`. Blanks
 * are folded, cells parted by " | ", and what is left out between quoted pieces is " … ".
 */
export function writeCitation(source: TracedSource, quote = findQuotedWords(source)): string {
  const place = [
    source.document_source_name,
    `version ${source.document_source_version}`,
    describePage(source),
    ...(source.section_name ? [source.section_name] : []),
    ...listCellPlace(source),
  ].join(', ')
  const recognition = describeRecognition(source)
  return `${place}: “${foldBlanks(quote)}”${recognition ? ` (${recognition})` : ''}`
}

/** Recorded marks are the very quote; retrieved ones are only the words that match in it. */
function findQuotedWords({ basis, referenced_text: text, marks }: TracedSource): string {
  if (basis === 'recorded' && marks.length > 0) {
    return marks.map((mark) => sliceRange(text, mark)).join(' … ')
  }
  const excerpt = findExcerpt(text, marks, longestQuote)
  const words = sliceRange(text, excerpt).trim()
  return `${excerpt.start > 0 ? '… ' : ''}${words}${excerpt.end < text.length ? ' …' : ''}`
}

/** Units of a retrieved passage that a citation carries. */
const longestQuote = 400

function listCellPlace(source: TracedSource): string[] {
  const place = findCellPlace(source)
  if (!place) return []
  const { table, row, columns } = place
  return [
    table,
    ...(row ? [`row ${row}`] : []),
    ...(columns.length > 0
      ? [`${columns.length > 1 ? 'columns' : 'column'} ${columns.join(' and ')}`]
      : []),
  ]
}

/** An empty cell keeps its place: "a | | b". */
function foldBlanks(text: string): string {
  return text.replaceAll('\t', ' | ').replace(/\s+/g, ' ').trim()
}
