import type { TracedSource } from '../../shared/contract/sources.ts'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import {
  foldText,
  mapRangeBack,
  mapRangeToFolded,
  type FoldedText,
} from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'

type CitedSource = Pick<TracedSource, 'referenced_text' | 'start_char' | 'end_char' | 'marks'>

/**
 * The marked words in the text that the server read of a source: where the citation says, or, where
 * the text was read again since, at the only place that has the cited paragraph. Empty where they
 * can't be told: a wrong mark is worse than none.
 */
export function findInSourceText(text: string, source: CitedSource): TextRange[] {
  const paragraph = findParagraph(text, source)
  return paragraph ? listMarks(source).map((mark) => shiftRange(mark, paragraph.start)) : []
}

/**
 * The marked words in another rendering of the source, whose blanks, dashes and quotes may be others.
 * The paragraph around the words says which of several twins is meant.
 */
export function findInRendering(rendered: string, text: string, source: CitedSource): TextRange[] {
  const paragraph = findParagraph(text, source)
  if (!paragraph) return []
  const place = findSame(rendered, text, paragraph)
  const marks = listMarks(source)
  if (place) return mapMarks(rendered, place, source.referenced_text, marks)
  return marks.flatMap((mark) => findSame(rendered, text, shiftRange(mark, paragraph.start)) ?? [])
}

function findParagraph(text: string, source: CitedSource): TextRange | undefined {
  const { start_char: start, end_char: end, referenced_text: paragraph } = source
  if (text.slice(start, end) === paragraph) return { start, end }
  const [only, ...others] = findOccurrences(text, paragraph, 2)
  if (only === undefined || others.length > 0) return undefined
  return { start: only, end: only + paragraph.length }
}

/** Without marks, all that is referenced is meant. */
function listMarks({ marks, referenced_text }: CitedSource): readonly TextRange[] {
  return marks.length > 0 ? marks : [{ start: 0, end: referenced_text.length }]
}

/** Where `rendered` has the very words of a range of `text`; undefined where it is not sure. */
function findSame(rendered: string, text: string, range: TextRange): TextRange | undefined {
  const { quote, position } = describe(text, range)
  const found = anchor(rendered, quote, position)
  if (!found.range) return undefined
  return foldedWords(sliceRange(rendered, found.range)) === foldedWords(quote.exact)
    ? found.range
    : undefined
}

function foldedWords(text: string): string {
  return foldText(text).folded.trim()
}

/** Both paragraphs have the same folded text, so an offset in one is one in the other. */
function mapMarks(
  rendered: string,
  place: TextRange,
  paragraph: string,
  marks: readonly TextRange[],
): TextRange[] {
  const there = foldText(sliceRange(rendered, place))
  const here = foldText(paragraph)
  const lead = countLead(there) - countLead(here)
  return marks.map((mark) => {
    const folded = shiftRange(mapRangeToFolded(here, mark), lead)
    return shiftRange(mapRangeBack(there, folded), place.start)
  })
}

function countLead({ folded }: FoldedText): number {
  return folded.length - folded.trimStart().length
}
