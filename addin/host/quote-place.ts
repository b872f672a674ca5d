import { createAnchorer } from '../../shared/text/anchor.ts'
import { foldText, mapRangeBack } from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { trimRange } from '../../shared/text/range.ts'
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
  const text = paragraphs.join('\n')
  const { state, range } = findWhole(text, selector) ?? createAnchorer(text)(selector)
  if (state === 'ambiguous') return 'unsure'
  if (!range || (state !== 'intact' && state !== 'moved')) return 'gone'
  const words = trimRange(text, range)
  if (words.start >= words.end || !isSameText(text.slice(words.start, words.end), selector.exact)) {
    return 'gone'
  }
  return { start: findPoint(paragraphs, words.start), end: findPoint(paragraphs, words.end) }
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
