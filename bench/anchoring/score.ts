import type { Anchored } from '../../shared/text/anchor.ts'
import type { PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { editDocument } from './cases.ts'
import { createDescriber } from '../../shared/text/describe.ts'
import { findImage, judge, type Verdict } from './judge.ts'
import { isEven, type BenchText } from './texts.ts'
import { createNearTwinFinder, createTwinFinder } from './twins.ts'

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
  /** Nor does anything else hold 60 % of its words. */
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
  const hasNearTwin = createNearTwinFinder(source.text, edited.text)
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
        isAlone: isFindable && !hasNearTwin(one.target, image),
      }
    })
}
