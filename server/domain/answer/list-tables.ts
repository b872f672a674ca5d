import type { Block, SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import { containsRange, sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listFilledTables, type EvidenceTable } from '../evidence-tables.ts'
import { viewTable } from '../table-view.ts'
import { listTitleTerms } from './source-title.ts'
import { readAskedTable, type AskedTable } from './table-rows.ts'

/** The tables of the sources, as questions are held against them; none for an empty layout. */
export function listAskedTables(sources: readonly EvidenceSource[]): AskedTable[] {
  return sources.flatMap((source) => {
    const tables = tablesOf.get(source.sourceText) ?? readTables(source)
    tablesOf.set(source.sourceText, tables)
    // what is known of a source may change, its text may not
    const ofSource = listTitleTerms(source)
    return tables.map((one) => ({ ...one, ofSource, place: { ...one.place, source } }))
  })
}

/** A text never changes, and to read its tables takes longer than to answer. */
const tablesOf = new WeakMap<SourceText, readonly Omit<AskedTable, 'ofSource'>[]>()

function readTables(source: EvidenceSource): Omit<AskedTable, 'ofSource'>[] {
  return listFilledTables(source).map((place) => {
    const { range } = place.table
    const passage = source.passages.find((one) =>
      containsRange(one.range, { ...range, end: range.start + 1 }),
    )
    const view = viewTable(source.sourceText, place.table)
    const headingPath = passage?.headingPath ?? []
    return readAskedTable(place, view, { headingPath, ...readAround(source.sourceText, place) })
  })
}

/** The lines that lead to a table without a title, and the notes below one. */
function readAround({ blocks, text }: SourceText, { table }: EvidenceTable) {
  const index = blocks.indexOf(table)
  const notes = blocks.filter((one) => one.kind === 'table_note' && one.tableIndex === index)
  // a table right behind another one is of what that one is of
  const wordsOf = (one: Block | undefined): string =>
    one?.kind === 'table' ? introduce(one) : one ? sliceRange(text, one.range) : ''
  const introduce = ({ number, title, ...rest }: TableBlock) =>
    number === '' && title === ''
      ? listIntroduction(
          blocks,
          blocks.findIndex(({ range }) => range === rest.range),
        )
          .map(wordsOf)
          .filter(leadsOn)
          .join(' ')
      : `${number} ${title}`
  const isUntitled = table.number === '' && table.title === ''
  return {
    notes: notes.map(wordsOf).join(' '),
    intro: isUntitled ? introduce(table) : '',
  }
}

/** The block before it, and of a list the item that the deeper ones stand below. */
function listIntroduction(blocks: readonly Block[], index: number): readonly Block[] {
  const before = blocks[index - 1]
  if (before?.kind !== 'list_item') return before ? [before] : []
  const outer = blocks
    .slice(0, index)
    .findLast((one) => one.kind === 'list_item' && one.level < before.level)
  return outer ? [outer, before] : [before]
}

function leadsOn(words: string): boolean {
  return !/[.;!?]\s*$/.test(words)
}
