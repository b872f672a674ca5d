import type { Anchored } from '../../shared/text/anchor-land.ts'
import { createDescriber, type Description, type PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { EditedDocument } from './cases.ts'
import type { EditedText } from './edited-text.ts'
import { findImage, judge, type Image, type Verdict } from './judge.ts'
import { createLeftFinder } from './left.ts'
import { isEven, type BenchText } from './texts.ts'
import { createNearTwinFinder, createTwinFinder } from './twins.ts'

export type Finder = (quote: TextQuoteSelector, position: PositionHint) => Anchored

/** A case with what is asked of it; the same for every finder. */
type Question = {
  readonly id: string
  readonly kind: string
  readonly image: Image
  readonly description: Description
  /** 60 % of the quote are left in one piece or more, and its words stand nowhere else. */
  readonly isFindable: boolean
  /** Nor does any other place hold as much of its words as is left of them. */
  readonly isLikest: boolean
  /** Nor does any other place hold 60 % of its words. */
  readonly isAlone: boolean
  /**
   * A milder reading: it is alone, and 60 % of its words are left whole in one place (left.ts), so
   * that place and twins are counted alike. A quote that was torn into pieces with less than that in each,
   * or whose figures were typed together with others, or that has a near twin, is not asked for.
   */
  readonly isMeant: boolean
}

type Exam = {
  readonly source: BenchText
  readonly edited: EditedText
  readonly questions: readonly Question[]
}

export type Scored = Question & {
  readonly found: Anchored
  readonly landed: string
  readonly verdict: Verdict
}

/** The questions over one edited document; only the cases of one half of the ids. */
export function setExam({ source, edited, cases }: EditedDocument, isTuning: boolean): Exam {
  const describe = createDescriber(source.text)
  const hasTwin = createTwinFinder(source.text, edited.text)
  const findLeft = createLeftFinder(source.text, edited)
  const hasNearTwin = createNearTwinFinder(source.text, edited.text)
  const questions = cases
    .filter(({ id }) => isEven(id) === isTuning)
    .map(({ id, kind, target }) => {
      const description = describe(target)
      const image = findImage(edited, target)
      const isFindable = image.keptShare >= leastKept && !hasTwin(description.quote.exact, image)
      const isLikest = isFindable && !hasNearTwin(target, image, image.keptShare)
      const isAlone = isLikest && !hasNearTwin(target, image, leastKept)
      const isMeant = isAlone && findLeft(target) >= leastKept
      return { id, kind, image, description, isFindable, isLikest, isAlone, isMeant }
    })
  return { source, edited, questions }
}

/** Of a quote of which less is left nothing is asked. */
const leastKept = 0.6

export function scoreExam(
  { edited, questions }: Exam,
  createFinder: (text: string) => Finder,
): readonly Scored[] {
  const find = createFinder(edited.text)
  return questions.map((question) => {
    const { quote, position } = question.description
    const found = find(quote, position)
    const landed = found.range ? edited.text.slice(found.range.start, found.range.end) : ''
    return { ...question, found, landed, verdict: judge(edited, question.image, found) }
  })
}
