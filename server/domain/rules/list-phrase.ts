import { cellParts, type CellPart } from '../../../shared/model/citation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { isValueFormat, splitPath } from '../cell-address.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { findCellOfRow, type CellFailure } from '../find-cell.ts'
import { formatPath } from '../find-path.ts'
import type { TableView, ViewRow } from '../table-view.ts'
import { citeFound, type Shown } from './cell-set.ts'
import { citeHead, findGroupHead } from './cite-row-head.ts'
import { fillPieces, splitPieces, type ShownValue } from './value-text.ts'

type PhrasePlace =
  | { readonly kind: 'row' | 'group'; readonly isLower: boolean }
  | {
      readonly kind: 'column'
      readonly path: readonly string[]
      readonly part: CellPart
      readonly formats: readonly string[]
    }

/** `row`, `row | lower`, the same of the row's `group`, or `column path | part | formats`. */
export function parsePhrasePlace(source: string): PhrasePlace | { readonly mistake: string } {
  const [first = '', ...rest] = source.split('|').map((field) => field.trim())
  if (first === 'row' || first === 'group') {
    const isKnown = rest.length === 0 || (rest.length === 1 && rest[0] === 'lower')
    return isKnown
      ? { kind: first, isLower: rest.length === 1 }
      : { mistake: `{${first}} takes lower, not "${rest.join(' | ')}"` }
  }
  const part = cellParts.find((known) => known === rest[0])
  const formats = part ? rest.slice(1) : rest
  const stranger = formats.find((format) => !isValueFormat(format))
  if (first === '' || stranger !== undefined) {
    return { mistake: `expected {row}, {group} or {column | part}, not {${source}}` }
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
      place.kind === 'column'
        ? showCell(table, view, row, place)
        : showName(table, view, row, place)
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

/** As the table has it, without the marks of its notes: "Lack of efficacy[2]". */
function showName(
  table: EvidenceTable,
  view: TableView,
  row: ViewRow,
  { kind, isLower }: Extract<PhrasePlace, { kind: 'row' | 'group' }>,
): Shown {
  const ofRow = row.heads.findLast((cell) => cell !== undefined)
  const head = kind === 'row' ? ofRow : findGroupHead(view, row)
  const name = (kind === 'row' ? row.path.at(-1) : row.path.at(-2)) ?? ''
  if (!head || name === '') return noName(kind, row)
  const bare = name.replace(/\s*(?:\[(?:\d{1,2}|[a-z])\])+$/, '').replace(/:$/, '')
  const text = isLower ? bare.toLowerCase() : bare
  const quote = sliceRange(table.source.sourceText.text, head.range)
  const changes = quote === text ? [] : [{ kind: 'format' as const, from: quote, to: text }]
  return { outcome: 'shown', value: { text, citations: [citeHead(table, head, changes)] } }
}

function noName(kind: 'row' | 'group', { path }: ViewRow): CellFailure {
  const message = `the row "${formatPath(path)}" has no ${kind === 'row' ? 'name' : 'group'}`
  return { outcome: 'failed', failure: 'no_match', message, candidates: [] }
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
