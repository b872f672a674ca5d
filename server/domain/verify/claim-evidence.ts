import type { DraftCitation, TextEvidence } from '../../../shared/model/citation.ts'
import type { SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { findSectionName } from '../quote-context.ts'
import { noTableNames, readTableNames } from './table-names.ts'
import type { ClaimEvidence, EvidenceCell } from './verdict.ts'

/** A citation as a claim is held against it. */
export function toClaimEvidence(
  citation: DraftCitation,
  source: { readonly sourceText: SourceText; readonly role: SourceRole } | undefined,
): ClaimEvidence {
  const { evidence, transformations, formula } = citation
  if (evidence.kind === 'data') {
    const { dataHash, pointer, value } = evidence
    const range = { start: 0, end: value.length }
    const context = pointer.replace(/[/_]/g, ' ')
    return {
      sourceTextId: dataHash,
      role: 'other',
      range,
      quote: value,
      context,
      cell: null,
      transformations,
      formula,
    }
  }
  const { sourceTextId, range, quote } = evidence
  return {
    sourceTextId,
    role: source?.role ?? 'other',
    range,
    quote,
    context: source ? describeContext(source.sourceText, evidence) : '',
    cell: describeCell(source?.sourceText, evidence),
    transformations,
    formula,
  }
}

function describeCell(
  sourceText: SourceText | undefined,
  { cell, range }: TextEvidence,
): EvidenceCell | null {
  if (!cell) return null
  const block = sourceText?.blocks[findBlock(sourceText.blocks, range)]
  const table =
    sourceText && block?.kind === 'table' ? readTableNames(sourceText, block) : noTableNames
  return { reference: cell, headers: [...cell.rowPath, ...cell.columnPath], table }
}

function describeContext(sourceText: SourceText, { range }: TextEvidence): string {
  const { blocks } = sourceText
  const index = findBlock(blocks, range)
  const block = blocks[index]
  if (block?.kind !== 'table') return findSectionName(sourceText, range.start) ?? ''
  const described = describedTables.get(block) ?? describeAround(sourceText, block, index)
  describedTables.set(block, described)
  return described
}

/** The thousands of cells of a table share what stands around it. */
const describedTables = new WeakMap<TableBlock, string>()

/** Blocks are in order and don't overlap; -1 where none holds the range. */
function findBlock(blocks: SourceText['blocks'], range: TextRange): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.range.end ?? 0) < range.end) low = middle + 1
    else high = middle
  }
  const found = blocks[low]
  return found && containsRange(found.range, range) ? low : -1
}

function describeAround(sourceText: SourceText, block: TableBlock, index: number): string {
  const { text, blocks, metadata } = sourceText
  const beside = blocks.flatMap((one) =>
    (one.kind === 'caption' || one.kind === 'table_note') && one.tableIndex === index
      ? [sliceRange(text, one.range)]
      : [],
  )
  return [describeTable(block), metadata.title, ...beside].filter((part) => part !== '').join('\n')
}

function describeTable({ number, title, population }: TableBlock): string {
  return [number, title, population].filter((part) => part !== '').join(' ')
}
