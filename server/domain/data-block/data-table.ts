import { dataTable } from '../../../shared/contract/data-block.ts'
import type { DraftCell, DraftSentence } from '../../../shared/model/draft.ts'
import { citeData, plainWords, type PartPlace, type PartReading } from './data-part.ts'

const maximumCells = 20_000

/** A table of the data; every cell with words cites its own place. */
export function readDataTable(value: unknown, place: PartPlace): PartReading {
  const parsed = dataTable.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  const { title, columns, rows, notes } = parsed.data.table
  const uneven = rows.findIndex((cells) => cells.length !== columns.length)
  if (uneven >= 0) {
    const counts = `${rows[uneven]?.length ?? 0} cells where there are ${columns.length} columns`
    return place.fail(`/table/rows/${uneven}`, `has ${counts}`)
  }
  if (columns.length * rows.length > maximumCells) {
    return place.fail('/table/rows', `has more than ${maximumCells} cells`)
  }
  const write = (cells: typeof columns, below: string) =>
    cells.map((cell, column) => writeCell(place, cell, `/table/${below}/${column}`))
  const table = {
    kind: 'table' as const,
    sourceNumber: '',
    title: plainWords(title ?? ''),
    columnCount: columns.length,
    headerRowCount: 1,
    rows: [write(columns, 'columns'), ...rows.map((cells, row) => write(cells, `rows/${row}`))],
    notes: writeNotes(place, notes),
    sourceLine: '',
  }
  return { outcome: 'read', content: [table] }
}

function writeCell(
  { dataHash, pointer }: PartPlace,
  value: string | number | boolean | null,
  below: string,
): DraftCell {
  const raw = value === null ? '' : String(value)
  const text = plainWords(raw)
  const citations = text === '' ? [] : [citeData(dataHash, pointer + below, raw, text)]
  return { text, columnSpan: 1, indent: 0, citations }
}

function writeNotes(
  { dataHash, pointer }: PartPlace,
  notes: string | readonly string[] | undefined,
): readonly DraftSentence[] {
  const at = `${pointer}/table/notes`
  const all = typeof notes === 'string' ? [{ raw: notes, at }] : (notes ?? []).map(toNote)
  return all.flatMap(({ raw, at: own }): DraftSentence[] => {
    const text = plainWords(raw)
    if (text === '') return []
    return [{ text, basis: 'cited', citations: [citeData(dataHash, own, raw, text)] }]
  })

  function toNote(raw: string, index: number) {
    return { raw, at: `${at}/${index}` }
  }
}
