import { stem } from '../../../shared/text/stem.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'

const overall = stem('overall')

/**
 * "Overall survival" is a name of its own, and no progression-free survival: the concept of "overall" where it
 * stands right before a word that the question names.
 */
export function findWholeName({ general, concepts, pairs }: AskedQuestion): Concept | undefined {
  const one = general.find(({ term }) => term === overall)
  const isName = pairs.some(
    ([first, second]) => first === overall && concepts.some(({ term }) => term === second),
  )
  return isName ? one : undefined
}
