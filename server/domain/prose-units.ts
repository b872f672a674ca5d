import type { Block } from '../../shared/model/source-text.ts'
import { containsRange, rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import type { EvidenceSource } from './evidence.ts'

/** What a rule can pick of prose: a sentence of a paragraph, or a whole list item. */
export type ProseUnit = {
  readonly source: EvidenceSource
  readonly range: TextRange
}

/** Units of the blocks from `first` up to, without, `end`, in text order; never tables or headings. */
export function listUnits(
  source: EvidenceSource,
  first: number,
  end: number,
): readonly ProseUnit[] {
  const { blocks, text } = source.sourceText
  return blocks.slice(first, end).flatMap((block) => {
    if (block.kind === 'list_item') return [{ source, range: block.range }]
    if (block.kind !== 'paragraph') return []
    return splitSentences(text, block.range).map((range) => ({ source, range }))
  })
}

/** Units that begin in the range: a unit belongs to one passage only. */
export function listUnitsIn(source: EvidenceSource, range: TextRange): readonly ProseUnit[] {
  const { blocks } = source.sourceText
  const first = blocks.findIndex((block) => rangesOverlap(block.range, range))
  if (first < 0) return []
  const behind = blocks.findIndex((block, index) => index > first && block.range.start >= range.end)
  const units = listUnits(source, first, behind < 0 ? blocks.length : behind)
  return units.filter((unit) => unit.range.start >= range.start && unit.range.start < range.end)
}

export type ProseBlock = Extract<Block, { kind: 'paragraph' | 'list_item' }>

/** Sentences of what a range covers, block by block; a range may be more or less than a unit. */
export function listSentences(
  source: EvidenceSource,
  range: TextRange,
): readonly { readonly block: ProseBlock; readonly range: TextRange }[] {
  const { blocks, text } = source.sourceText
  return blocks.filter(isProse).flatMap((block) => {
    if (!rangesOverlap(block.range, range)) return []
    const inside = containsRange(range, block.range) ? block.range : intersect(block.range, range)
    return splitSentences(text, inside).map((sentence) => ({ block, range: sentence }))
  })
}

function isProse(block: Block): block is ProseBlock {
  return block.kind === 'paragraph' || block.kind === 'list_item'
}

function intersect(a: TextRange, b: TextRange): TextRange {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }
}
