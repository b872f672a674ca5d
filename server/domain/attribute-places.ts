import type { TableBlock } from '../../shared/model/source-text.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { rangesOverlap } from '../../shared/text/range.ts'
import { listTableNumbers, listValueCells, type ValueCell } from './attribute-table.ts'
import { listSentenceUnits, type SentenceUnit } from './attribute-units.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'

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
  readonly numbers: ReadonlySet<string>
  /** Made when first asked for, and kept. */
  readonly getCells: () => readonly ValueCell[]
}

/** Finds the places of ranked passages; a table stands with the first of its passages only. */
export function createPlaceFinder(
  sources: readonly AttributionSource[],
): (hits: readonly RankedPassage[]) => readonly Place[] {
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const sentences = new Map<Passage, readonly SentenceUnit[]>()
  const tables = new Map<TableBlock, TablePlace>()
  return (hits) => {
    const seen = new Set<TableBlock>()
    return hits.flatMap((hit): Place[] => {
      const source = byId.get(hit.sourceTextId)
      const passage = source?.passages[hit.ordinal]
      if (!source || !passage?.isEvidence) return []
      const blocks = listTables(source, passage).filter((block) => !seen.has(block))
      for (const block of blocks) seen.add(block)
      return [
        {
          source,
          hit,
          getSentences: () =>
            getOrMake(sentences, passage, () => listSentenceUnits(source.sourceText, passage)),
          tables: blocks.map((block) =>
            getOrMake(tables, block, () => createTablePlace(source, block, passage)),
          ),
        },
      ]
    })
  }
}

function listTables({ sourceText }: AttributionSource, { range }: Passage): TableBlock[] {
  return sourceText.blocks.filter(
    (block): block is TableBlock => block.kind === 'table' && rangesOverlap(block.range, range),
  )
}

function createTablePlace(
  { sourceText }: AttributionSource,
  table: TableBlock,
  passage: Passage,
): TablePlace {
  let cells: readonly ValueCell[] | undefined
  return {
    numbers: listTableNumbers(sourceText, table),
    getCells: () => (cells ??= listValueCells(sourceText, table, passage)),
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
