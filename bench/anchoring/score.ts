import type { Anchored } from '../../shared/text/anchor.ts'
import { foldText, mapRangeBack } from '../../shared/text/fold.ts'
import { rangesOverlap } from '../../shared/text/range.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import type { PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { editDocument } from './cases.ts'
import { createDescriber } from '../../shared/text/describe.ts'
import { findImage, judge, type Image, type Verdict } from './judge.ts'
import { isEven, type BenchText } from './texts.ts'

export type Finder = (quote: TextQuoteSelector, position: PositionHint) => Anchored

export type Scored = {
  readonly id: string
  readonly kind: string
  readonly quote: string
  readonly found: Anchored
  readonly landed: string
  readonly verdict: Verdict
  /** 60 % of the quote are left in one piece or more, and its words stand nowhere else. */
  readonly isFindable: boolean
  /** Nor did anything resemble it by 60 %. */
  readonly isAlone: boolean
}

/** Scores a finder over one edited document; only the cases of one half of the ids. */
export function scoreDocument(
  source: BenchText,
  seed: number,
  isTuning: boolean,
  createFinder: (text: string) => Finder,
): readonly Scored[] {
  const { edited, cases } = editDocument(source, seed)
  const describe = createDescriber(source.text)
  const find = createFinder(edited.text)
  const hasTwin = createTwinFinder(source.text, edited.text)
  return cases
    .filter(({ id }) => isEven(id) === isTuning)
    .map((one) => {
      const { quote, position } = describe(one.target)
      const found = find(quote, position)
      const image = findImage(edited, one.target)
      const landed = found.range ? edited.text.slice(found.range.start, found.range.end) : ''
      const verdict = judge(edited, image, found)
      const isFindable = image.keptShare >= 0.6 && !hasTwin(quote.exact, image)
      return {
        id: one.id,
        kind: one.kind,
        quote: quote.exact,
        found,
        landed,
        verdict,
        isFindable,
        isAlone: (position.likeness ?? 1) < 0.6,
      }
    })
}

/** Its words stand, before or now, in a place that is not its own. */
function createTwinFinder(oldText: string, newText: string) {
  const [before, after] = [foldText(oldText), foldText(newText)]
  return (quote: string, { pieces }: Image): boolean => {
    const words = foldText(quote).folded.trim()
    const strangers = findOccurrences(after.folded, words, 3).filter((start) => {
      const place = mapRangeBack(after, { start, end: start + words.length })
      return !pieces.some((piece) => rangesOverlap(piece, place))
    })
    return strangers.length > 0 || findOccurrences(before.folded, words, 2).length > 1
  }
}
