import type { Passage } from '../../../shared/model/passage.ts'
import type { SourceText } from '../../../shared/model/source-text.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { GivenSentence } from './hold-clause.ts'
import { readWords } from './read-words.ts'

/** A sentence of a source, or a part of one behind a semicolon. */
export type PlacedSentence = GivenSentence & {
  readonly source: EvidenceSource
  /** In the source's text. */
  readonly range: TextRange
  /** Where its paragraph begins. */
  readonly block: number
  /** Set where its words are those that an amendment gives it; `former` is what stood there. */
  readonly amendedBy?: {
    readonly source: EvidenceSource
    readonly range: TextRange
    readonly former: string
  }
}

/** The sentences of a passage's paragraphs; read once for each text, which never changes. */
export function listGivenSentences(
  source: EvidenceSource,
  passage: Passage,
): readonly PlacedSentence[] {
  const known = sentencesOf.get(source.sourceText) ?? new Map<Passage, readonly PlacedSentence[]>()
  sentencesOf.set(source.sourceText, known)
  const found = known.get(passage) ?? readPassage(source, passage)
  known.set(passage, found)
  return found
}

/** The one that a range of the source's text stands in; undefined for a cell. */
export function findGivenSentence(
  source: EvidenceSource,
  range: TextRange,
): PlacedSentence | undefined {
  return source.passages
    .filter((passage) => rangesOverlap(passage.range, range))
    .flatMap((passage) => listGivenSentences(source, passage))
    .find((one) => rangesOverlap(one.range, range))
}

const sentencesOf = new WeakMap<SourceText, Map<Passage, readonly PlacedSentence[]>>()

function readPassage(source: EvidenceSource, passage: Passage): readonly PlacedSentence[] {
  const { text, blocks } = source.sourceText
  const above = readWords(passage.headingPath.join(' . '))
  return blocks
    .filter(({ range, kind }) => isProse.has(kind) && rangesOverlap(range, passage.range))
    .flatMap(({ range: block }) => {
      const read = splitSentences(text, block)
        .flatMap((range) => splitParts(text, range))
        .map((range) => ({ range, words: readWords(sliceRange(text, range)) }))
      return read.map(({ range, words }, at) => ({
        source,
        range,
        block: block.start,
        text: sliceRange(text, range),
        words,
        above,
        before: read
          .slice(Math.max(0, at - mostBefore), at)
          .map((one) => one.words)
          .toReversed(),
      }))
    })
}

const isProse: ReadonlySet<string> = new Set(['paragraph', 'list_item', 'table_note', 'note'])
const mostBefore = 2

function splitParts(text: string, range: TextRange): readonly TextRange[] {
  const words = sliceRange(text, range)
  const cuts = Array.from(words.matchAll(/;\s+/g), ({ index, 0: sign }) => ({
    end: range.start + index,
    next: range.start + index + sign.length,
  }))
  return [...cuts, undefined].map((cut, at) => ({
    start: at === 0 ? range.start : (cuts[at - 1]?.next ?? range.start),
    end: cut?.end ?? range.end,
  }))
}
