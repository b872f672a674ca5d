import { cellParts, type CellPart } from '../../../shared/model/citation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { isValueFormat, splitPath } from '../cell-address.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { findCellOfRow, type CellFailure } from '../find-cell.ts'
import type { TableView, ViewRow } from '../table-view.ts'
import { citeFound, type Shown } from './cell-set.ts'
import { citeRowHead } from './cite-row-head.ts'
import { fillPieces, splitPieces, type ShownValue } from './value-text.ts'

export type PhrasePlace =
  | { readonly kind: 'row'; readonly isLower: boolean }
  | {
      readonly kind: 'column'
      readonly path: readonly string[]
      readonly part: CellPart
      readonly formats: readonly string[]
    }

/** `row`, `row | lower`, or `column path | part | formats`. */
export function parsePhrasePlace(source: string): PhrasePlace | { readonly mistake: string } {
  const [first = '', ...rest] = source.split('|').map((field) => field.trim())
  if (first === 'row') {
    const isKnown = rest.length === 0 || (rest.length === 1 && rest[0] === 'lower')
    return isKnown
      ? { kind: 'row', isLower: rest.length === 1 }
      : { mistake: `{row} takes lower, not "${rest.join(' | ')}"` }
  }
  const part = cellParts.find((known) => known === rest[0])
  const formats = part ? rest.slice(1) : rest
  const stranger = formats.find((format) => !isValueFormat(format))
  if (first === '' || stranger !== undefined) {
    return { mistake: `expected {row} or {column | part}, not {${source}}` }
  }
  return { kind: 'column', path: splitPath(first), part: part ?? 'whole', formats }
}

/** The phrase of one row. */
export function showPhrase(
  phrase: string,
  table: EvidenceTable,
  view: TableView,
  row: ViewRow,
): Shown {
  const failures: CellFailure[] = []
  const sentences = fillPieces(splitPieces(phrase), (source): ShownValue => {
    const place = parsePhrasePlace(source)
    if ('mistake' in place) return { text: '', citations: [] }
    const shown =
      place.kind === 'row' ? showRow(table, row, place.isLower) : showCell(table, view, row, place)
    if (shown.outcome === 'shown') return shown.value
    failures.push(shown)
    return { text: '', citations: [] }
  })
  const [failure] = failures
  if (failure) return failure
  return {
    outcome: 'shown',
    value: {
      text: sentences.map(({ text }) => text).join(' '),
      citations: sentences.flatMap(({ citations }) => citations),
    },
  }
}

function showRow(table: EvidenceTable, row: ViewRow, isLower: boolean): Shown {
  const name = row.path.at(-1) ?? ''
  const text = isLower ? name.toLowerCase() : name
  const head = row.heads.findLast((cell) => cell !== undefined)
  const quote = head ? sliceRange(table.source.sourceText.text, head.range) : ''
  const changes = quote === text ? [] : [{ kind: 'format' as const, from: quote, to: text }]
  const citation = citeRowHead(table, row, changes)
  return { outcome: 'shown', value: { text, citations: citation ? [citation] : [] } }
}

function showCell(
  table: EvidenceTable,
  view: TableView,
  row: ViewRow,
  { path, part, formats }: Extract<PhrasePlace, { kind: 'column' }>,
): Shown {
  const found = findCellOfRow(table.source.sourceText, view, row, path, part)
  return found.outcome === 'found' ? citeFound(table, found, formats, false) : found
}
