import type { Passage } from '../../shared/model/passage.ts'
import type { Block, SourceText } from '../../shared/model/source-text.ts'
import {
  containsRange,
  rangesOverlap,
  sliceRange,
  type TextRange,
} from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { findTerms, type Term } from '../../shared/text/terms.ts'
import type { EvidenceSource } from './evidence.ts'

/** What a rule can pick of prose: a sentence of a paragraph, or a whole list item. */
export type ProseUnit = {
  readonly source: EvidenceSource
  readonly range: TextRange
}

export type ProseBlock = Extract<Block, { kind: 'paragraph' | 'list_item' }>

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
    return splitBlock(text, block.range).map((range) => ({ source, range }))
  })
}

/** Sentences of what a range covers, block by block; a range may be more or less than a unit. */
export function listSentences(
  source: Pick<EvidenceSource, 'sourceText'>,
  range: TextRange,
): readonly { readonly block: ProseBlock; readonly range: TextRange }[] {
  const { blocks, text } = source.sourceText
  return blocks.filter(isProse).flatMap((block) => {
    if (!rangesOverlap(block.range, range)) return []
    const inside = containsRange(range, block.range) ? block.range : intersect(block.range, range)
    return splitBlock(text, inside).map((sentence) => ({ block, range: sentence }))
  })
}

/** A sentence of a passage with its terms. */
export type PassageSentence = { readonly range: TextRange; readonly terms: readonly Term[] }

/** The sentences that begin in a passage, once for each text: neither it nor its passages change. */
export function listPassageSentences(
  source: Pick<EvidenceSource, 'sourceText'>,
  passage: Passage,
): readonly PassageSentence[] {
  const { sourceText } = source
  const known = sentencesOf.get(sourceText) ?? new Map<Passage, readonly PassageSentence[]>()
  sentencesOf.set(sourceText, known)
  const found = known.get(passage) ?? findPassageSentences(source, passage)
  known.set(passage, found)
  return found
}

const sentencesOf = new WeakMap<SourceText, Map<Passage, readonly PassageSentence[]>>()

function findPassageSentences(
  source: Pick<EvidenceSource, 'sourceText'>,
  passage: Passage,
): readonly PassageSentence[] {
  const { blocks, text } = source.sourceText
  const { start, end } = passage.range
  return blocks
    .filter((block) => isProse(block) && rangesOverlap(block.range, passage.range))
    .flatMap((block) => splitBlock(text, block.range))
    .filter((range) => start <= range.start && range.start < end)
    .map((range) => ({ range, terms: findTerms(sliceRange(text, range)) }))
}

/** A bracket that a full stop seems to end goes on: "(see Section 3.10.3. Study Extensions)". */
function splitBlock(text: string, range: TextRange): readonly TextRange[] {
  const joined: TextRange[] = []
  for (const sentence of splitSentences(text, range)) {
    const last = joined.at(-1)
    if (last && isOpen(sliceRange(text, last)) && isClosing(sliceRange(text, sentence))) {
      joined[joined.length - 1] = { start: last.start, end: sentence.end }
    } else {
      joined.push(sentence)
    }
  }
  return joined
}

function isOpen(sentence: string): boolean {
  return sentence.lastIndexOf('(') > sentence.lastIndexOf(')')
}

function isClosing(sentence: string): boolean {
  const close = sentence.indexOf(')')
  return close >= 0 && !sentence.slice(0, close).includes('(')
}

function isProse(block: Block): block is ProseBlock {
  return block.kind === 'paragraph' || block.kind === 'list_item'
}

function intersect(a: TextRange, b: TextRange): TextRange {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }
}
