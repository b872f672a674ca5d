import { stem } from '../../../shared/text/stem.ts'
import type { AskedQuestion } from './asked-question.ts'
import type { EvidenceSource } from '../evidence.ts'

/** Says what is to be done, not what was. */
export function isPlan({ role }: Pick<EvidenceSource, 'role'>): boolean {
  return role === 'protocol' || role === 'sap'
}

/** A sentence of a plan that gives what is to come as such. */
export function isPlanned({
  source,
  text,
}: {
  readonly source: Pick<EvidenceSource, 'role'>
  readonly text: string
}): boolean {
  return isPlan(source) && planWords.test(text)
}

/** Says of what a question asks as done that it is still to be done, or asked of somebody. */
export function isStillToDo(question: AskedQuestion, { text }: { readonly text: string }): boolean {
  if (!question.asksResult) return false
  if (!question.isClosed) return intends.test(text) || awaits(question, text)
  return toDoWords.test(text) || isRequest(question, text)
}

/** What is meant to be done is told as nothing else. */
const intends = /\bthe (?:plan|aim|intention) is to\b/i

/** "Interim analysis planned for September" has no results of it. */
function awaits(question: AskedQuestion, text: string): boolean {
  return !plannedWords.test(question.text) && plannedFor.test(text) && !deedWords.test(text)
}

const plannedWords = /\b(?:plan|planned|scheduled|foreseen|due|expected)\b/i
const plannedFor = /\b(?:planned|scheduled|foreseen) (?:for|in|on)\b/i
const deedWords = /\b(?:was|were|did|had|has been|have been|took|showed|found)\b/i

const toDoWords =
  /^\W*To \p{Ll}|\b(?:will|shall|(?:is|are) (?:planned|expected|intended|scheduled|due|to))\b(?! not\b)/iu

/** "Merge the accounts" wants done what "have been merged" asks about. */
export function isRequest({ concepts, asksResult, kind }: AskedQuestion, text: string): boolean {
  if (!asksResult && kind !== 'person') return false
  const first = /^\W*(\p{L}+)/u.exec(text)?.[1]?.toLowerCase() ?? ''
  return concepts.some(
    ({ term, word }) =>
      term === stem(first) && word.toLowerCase() !== first && /(?:ed|t|n)$/i.test(word),
  )
}

const planWords = /\b(?:will|planned|is to|are to|to be|approximately|about|expected)\b/i
