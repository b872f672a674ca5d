import type { Question } from './read-question.ts'
import type { TermWeights } from './term-weights.ts'

/** How far a text has come in saying what is asked, 0 to 1, when a sentence is read. */
export const courseFeatures = ['said'] as const

/** Terms of a sentence, of the headings above it, and of the sentences before it near by. */
type CourseOfTerms = {
  readonly own: ReadonlySet<string>
  readonly above: ReadonlySet<string>
  readonly earlier: ReadonlySet<string>
}

/**
 * A sentence that begins with "it" answers a question whose other words stand before it, and one that
 * stands before the words that are asked seldom does: unlike `before`, this looks further back than
 * one sentence.
 */
export function createCourseMeasure(
  { terms }: Question,
  weights: TermWeights,
): (course: CourseOfTerms) => Readonly<Record<(typeof courseFeatures)[number], number>> {
  const weigh = (list: readonly string[]) =>
    list.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
  const total = weigh(terms)
  return ({ own, above, earlier }) => {
    const isSaid = (term: string) => own.has(term) || above.has(term) || earlier.has(term)
    return { said: total === 0 ? 0 : weigh(terms.filter(isSaid)) / total }
  }
}
