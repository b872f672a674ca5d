import type { TableBlock } from '../../shared/model/source-text.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import { listTableNumbers, listValueCells, type ValueCell } from './attribute-table.ts'
import { listSentenceUnits, type SentenceUnit } from './attribute-units.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'
import { rememberSources } from './remember-sources.ts'

export type AttributionSource = Pick<
  EvidenceSource,
  'sourceTextId' | 'sourceHash' | 'sourceText' | 'passages'
>

/** What of a passage can be cited: its sentences, and the values of the tables it is a part of. */
export type Place = {
  readonly source: AttributionSource
  readonly hit: RankedPassage
  /** Made when first asked for, and kept. */
  readonly getSentences: () => readonly SentenceUnit[]
  readonly tables: readonly TablePlace[]
}

export type TablePlace = {
  readonly block: TableBlock
  /** The numbers that its text shows, as terms. Made when first asked for, and kept. */
  readonly getNumbers: () => ReadonlySet<string>
  /** Made when first asked for, and kept. */
  readonly getCells: () => readonly ValueCell[]
}

/** Finds the places of ranked passages; a table stands with the first of its hit passages only. */
export function createPlaceFinder(
  sources: readonly AttributionSource[],
): (hits: readonly RankedPassage[]) => readonly Place[] {
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const sentences = new Map<Passage, readonly SentenceUnit[]>()
  // what is too large to be kept for others is kept here
  const opened = new Map<AttributionSource, ReturnType<typeof openTables>>()
  return (hits) => {
    const seen = new Set<TablePlace>()
    return hits.flatMap((hit): Place[] => {
      const source = byId.get(hit.sourceTextId)
      const passage = source?.passages[hit.ordinal]
      if (!source || !passage?.isEvidence) return []
      const tables = getOrMake(opened, source, () => openTables(source))
        .findIn(passage.range)
        .filter((table) => !seen.has(table))
      for (const table of tables) seen.add(table)
      const getSentences = () =>
        getOrMake(sentences, passage, () => listSentenceUnits(source.sourceText, passage))
      return [{ source, hit, getSentences, tables }]
    })
  }
}

/** What can be cited of one table. */
export function findTablePlace(
  source: AttributionSource,
  block: TableBlock,
): TablePlace | undefined {
  return openTables(source)
    .findIn(block.range)
    .find((table) => table.block === block)
}

const openTables = rememberSources((source: AttributionSource) => {
  const { blocks } = source.sourceText
  const tables = blocks.filter((block): block is TableBlock => block.kind === 'table')
  const places = new Map<TableBlock, TablePlace | undefined>()
  return {
    findIn: (range: TextRange): readonly TablePlace[] =>
      tables
        .filter((block) => rangesOverlap(block.range, range))
        .flatMap((block) => getOrMake(places, block, () => createTablePlace(source, block)) ?? []),
  }
})

/** Undefined for a table that no passage has. Its caption and headings are those of its first. */
function createTablePlace(
  { sourceText, passages }: AttributionSource,
  block: TableBlock,
): TablePlace | undefined {
  const passage = passages.find(({ range }) => rangesOverlap(range, block.range))
  if (!passage) return undefined
  let numbers: ReadonlySet<string> | undefined
  let cells: readonly ValueCell[] | undefined
  return {
    block,
    getNumbers: () => (numbers ??= listTableNumbers(sourceText, block)),
    getCells: () => (cells ??= listValueCells(sourceText, block, passage)),
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
