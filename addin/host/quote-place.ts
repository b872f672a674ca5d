import { createAnchorer } from '../../shared/text/anchor.ts'
import type { PositionHint } from '../../shared/text/describe.ts'
import { foldText, mapRangeBack } from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { sliceRange, trimRange, type TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'

/** A point in a document: an offset in the text of one of its paragraphs. */
export type Point = { readonly paragraph: number; readonly offset: number }

/** Where a quote stands; both points lie beside words of it. */
export type Place = { readonly start: Point; readonly end: Point }

/**
 * Where the words that a selector means stand in the paragraphs, word for word but for what Word and
 * readers spell differently. `gone` and `unsure` are reasons to do nothing.
 */
export function findPlace(
  paragraphs: readonly string[],
  selector: TextQuoteSelector,
): Place | 'gone' | 'unsure' {
  const found = findMeant(paragraphs.join('\n'), selector)
  return typeof found === 'string' ? found : toPlace(paragraphs, found.range)
}

/** Words that a selector means; `isEdited` where they were others in the text that its position is of. */
export type Meant = { readonly range: TextRange; readonly isEdited: boolean }

/** The same in a text, and what became of words that were edited, if a position tells enough of them. */
export function findMeant(
  text: string,
  selector: TextQuoteSelector,
  position?: PositionHint,
): Meant | 'gone' | 'unsure' {
  const { state, range } = findWhole(text, selector) ?? createAnchorer(text)(selector, position)
  if (state === 'ambiguous') return 'unsure'
  if (!range) return 'gone'
  const words = trimRange(text, range)
  if (words.start >= words.end) return 'gone'
  const stands = state === 'intact' || state === 'moved'
  const isEdited = !stands || !isSameText(sliceRange(text, words), selector.exact)
  return isEdited && !position ? 'gone' : { range: words, isEdited }
}

export function toPlace(paragraphs: readonly string[], { start, end }: TextRange): Place {
  return { start: findPoint(paragraphs, start), end: findPoint(paragraphs, end) }
}

/** The quote with all that stood around it, if that stands once: then nothing else is meant. */
function findWhole(text: string, { prefix, exact, suffix }: TextQuoteSelector) {
  const fold = foldText(text)
  const whole = foldText(prefix + exact + suffix).folded
  const [start, ...twins] = findOccurrences(fold.folded, whole.trim(), 2)
  if (start === undefined || twins.length > 0) return undefined
  const before = foldText(prefix).folded.trimStart().length
  const at = start + before
  const range = mapRangeBack(fold, { start: at, end: at + foldText(exact).folded.length })
  return { state: 'intact', range } as const
}

/** True when two texts differ only by what can't be seen, or in how blanks, quotes and dashes are spelled. */
export function isSameText(a: string, b: string): boolean {
  return foldText(a).folded.trim() === foldText(b).folded.trim()
}

/** The same without any blanks: Word's ranges end before blanks or behind them. */
export function isSameLetters(a: string, b: string): boolean {
  return foldText(a).folded.replaceAll(' ', '') === foldText(b).folded.replaceAll(' ', '')
}

function findPoint(paragraphs: readonly string[], offset: number): Point {
  let start = 0
  for (const [paragraph, text] of paragraphs.entries()) {
    if (offset <= start + text.length) return { paragraph, offset: offset - start }
    start += text.length + 1
  }
  return { paragraph: paragraphs.length, offset: 0 }
}
