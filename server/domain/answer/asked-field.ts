import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { names } from './concept-weights.ts'

/**
 * What a question wants to be told of a thing ("the status of finding 9", "the deadline for refunds"): a
 * list tells it under a head of that name, and not by a cell in which the word happens to stand.
 */
export function listAskedFields({ text, concepts }: AskedQuestion): readonly Concept[] {
  const asked = fieldForm.exec(text)?.[1]
  // "Who is the head of purchasing?" wants a name beside the office, and so does "the name of"
  const wanted = asked ?? officeForm.exec(text)?.[1] ?? nameForm.exec(text)?.[1]
  if (wanted === undefined) return []
  const terms = listTerms(wanted)
  return concepts.filter(({ term }) => terms.includes(term))
}

const fieldForm =
  /^\W*what (?:is|was|are|were) the ((?!names?\b|total\b|sum\b)[\p{L}-]+(?: [\p{L}-]+){0,2}?) (?:of|for|in|on|at)\b/iu
const officeForm = /^\W*who (?:is|was) the ([\p{L}-]+(?: (?:of )?[\p{L}-]+){0,3})\W*$/iu
const nameForm = /\bnames? of (?:the )?([\p{L}-]+(?: (?:of )?[\p{L}-]+){0,3})\W*$/iu

/** The heads, or what the list is about, have what is asked for. */
export function tellsFields(
  fields: readonly Concept[],
  terms: readonly ReadonlySet<string>[],
): boolean {
  return fields.length === 0 || fields.some((concept) => terms.some((one) => names(one, concept)))
}

/** What is counted or added up: "orders" of "how many orders", and of "the total of all orders". */
export function listCountedTerms(text: string): readonly string[] {
  return listTerms(countedForm.exec(text)?.[1] ?? '')
}

const countedForm =
  /\b(?:how many|number of|(?:total|sum)(?: (?:amount|value|cost))? of)\s+((?:[\p{L}-]+\s+){0,2}?[\p{L}-]+)(?=\W*$|\s+(?:is|are|was|were|do|does|did|has|have|had|in|on|at|of|for|from|with|without|by|to|there)\b)/iu
