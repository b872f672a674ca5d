import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import type { Block, TableBlock } from '../../../shared/model/source-text.ts'
import { walkBlocks } from '../check/list-claims.ts'
import type { EvidenceSource } from '../evidence.ts'
import { rememberSources } from '../remember-sources.ts'
import { isPlanRole } from '../verify/planned.ts'
import { countRecords } from './count-records.ts'
import type { Computed } from './find-computed.ts'
import { readRecordTable, type RecordTable } from './read-records.ts'

/**
 * Finds how many records of a list are as a sentence says: "two of the four findings are rated High".
 * Undefined unless one list alone has all its words, and as many records. Lists are read when a sentence first
 * counts, and kept.
 */
export function createRecordCounter(
  sources: readonly EvidenceSource[],
): (text: string) => Computed | undefined {
  let tables: readonly RecordTable[] | undefined
  return (text) => {
    if (!tellsCount(text)) return undefined
    tables ??= sources.filter(({ role }) => !isPlanRole(role)).flatMap(listRecordTables)
    const found = tables.flatMap((table) => {
      const outcome = countRecords(text, table)
      return outcome === undefined ? [] : [{ table, outcome }]
    })
    const [own, ...others] = found
    if (!own || own.outcome === 'doubt' || others.length > 0) return undefined
    const form = {
      consumed: [],
      stake: { start: 0, end: text.length },
      kind: 'number',
      focus: undefined,
      judge: () => undefined,
    } as const
    return { source: own.table.source, form, outcome: own.outcome }
  }
}

/** True for a sentence that has a number. */
export function tellsCount(text: string): boolean {
  return counts.test(text)
}

const counts = new RegExp(`\\b(?:\\d+|${numberWordsPattern})\\b`, 'i')

const listRecordTables = rememberSources((source: EvidenceSource): readonly RecordTable[] =>
  walkBlocks(source.sourceText, (block, headings) =>
    isTable(block) ? (readRecordTable(source, block, headings) ?? []) : [],
  ).flat(),
)

function isTable(block: Block): block is TableBlock {
  return block.kind === 'table'
}
