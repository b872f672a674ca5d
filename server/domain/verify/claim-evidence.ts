import type { DraftCitation, TextEvidence } from '../../../shared/model/citation.ts'
import type { SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { containsRange, sliceRange } from '../../../shared/text/range.ts'
import { findSectionName } from '../quote-context.ts'
import type { ClaimEvidence } from './verdict.ts'

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
  const { sourceTextId, range, quote, cell } = evidence
  return {
    sourceTextId,
    role: source?.role ?? 'other',
    range,
    quote,
    context: source ? describeContext(source.sourceText, evidence) : '',
    cell: cell && { reference: cell, headers: [...cell.rowPath, ...cell.columnPath] },
    transformations,
    formula,
  }
}

function describeContext(sourceText: SourceText, { range }: TextEvidence): string {
  const { text, blocks, metadata } = sourceText
  const index = blocks.findIndex((block) => containsRange(block.range, range))
  const block = blocks[index]
  if (block?.kind !== 'table') return findSectionName(sourceText, range.start) ?? ''
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
