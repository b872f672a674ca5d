import type { TextRange } from '../../../shared/text/range.ts'
import { findTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { names } from './concept-weights.ts'

/** "What are the primary endpoints?" wants to be told which they are, not what is done with them. */
export function asksWhat({ kind, text, asksDefinition }: AskedQuestion): boolean {
  return (kind === 'thing' || kind === 'person') && (asksDefinition || asking.test(text))
}

/** "What are the exclusion criteria?", and nothing of one of them: it asks for them all. */
export function asksForIt({ text, statistic, asksExtreme, asksTotal }: AskedQuestion): boolean {
  return asking.test(text) && !statistic && !asksExtreme && !asksTotal
}

const asking =
  /^\W*(?:what|who|which(?: [\w-]+){1,3}) (?:is|are|was|were) (?=(?:the|a|an|its|their)\b)(?!.*\b(?:in|at|on|of|to|for|from|by|with)\W*$)/i

/**
 * Whether words say what the thing is that a question names: its name, all in one place, is the
 * subject or the complement of "is", or leads to a list.
 * @param heading terms that the name needs not repeat.
 */
export function saysWhat(
  question: AskedQuestion,
  words: string,
  heading: ReadonlySet<string>,
): boolean {
  const concepts = listAsked(question).filter((concept) => !names(heading, concept))
  const wanted = concepts.length > 0 ? concepts : listAsked(question)
  const found = findNamed(wanted, words)
  return found.some(({ range }, index) => {
    const name = takeName(found.slice(index))
    if (!isWhole(wanted, name)) return false
    const before = words.slice(0, range.start)
    const behind = words.slice(name.at(-1)?.range.end ?? range.end)
    if (defines.test(behind)) return true
    return closes.test(before) || (starts.test(before) && opens.test(behind))
  })
}

/** "Who is the medical monitor?": the name of the office stands there in one piece. */
export function namesOffice(question: AskedQuestion, words: string): boolean {
  const office = officeForm.exec(question.text)?.[1]
  const asked = question.concepts.filter(({ word }) => office?.includes(word))
  if (asked.length === 0) return true
  const found = findNamed(asked, words)
  return found.some((_, index) => isWhole(asked, takeName(found.slice(index))))
}

const officeForm =
  /^\W*who (?:is|are|was|were) (?:the|our|your) ([^?]*?)(?= (?:of|in|for|at|on|from|by|with)\b|\?|$)/i

/** "Details are in Appendix 1" says where to read on, and an example nothing of what is asked. */
export function pointsElsewhere(words: string): boolean {
  return pointers.some((form) => form.test(words))
}

const pointers: readonly RegExp[] = [
  /^\W*(?:so,? )?for (?:example|instance)\b/i,
  /^\W*(?:please )?(?:see|refer to)\b/i,
  /^\W*(?:described|listed|shown|given|presented|summari[sz]ed) below\b/i,
  /\b(?:details?|information|descriptions?|discussion|templates?)\b.{0,160}\b(?:in|see|refer to) (?:the )?(?:appendix|section|attachment|annex|part|chapter|table)\b/i,
]

/** "Which scales are the primary measures?" asks of the measures. */
function listAsked({ text, concepts }: AskedQuestion): readonly Concept[] {
  const rest = text.replace(asking, '')
  const own = concepts.filter(({ word }) => rest.includes(word))
  return own.length > 0 ? own : concepts
}

type Named = { readonly named: readonly Concept[]; readonly range: TextRange }

function findNamed(wanted: readonly Concept[], words: string): readonly Named[] {
  return findTerms(words).flatMap(({ term, range }): Named[] => {
    const named = wanted.filter((concept) => names(new Set([term]), concept))
    return named.length > 0 ? [{ named, range }] : []
  })
}

function isWhole(wanted: readonly Concept[], name: readonly Named[]): boolean {
  return wanted.every((concept) => name.some(({ named }) => named.includes(concept)))
}

/** UTF-16 units between two words of a name. */
const mostBetween = 16

/** The name goes on as long as its words stand side by side. */
function takeName(found: readonly Named[]): readonly Named[] {
  const end = found.findIndex(
    ({ range }, index) => range.start - (found[index - 1]?.range.end ?? range.start) > mostBetween,
  )
  return end < 0 ? found : found.slice(0, end)
}

/** Where a subject may stand, but for an adjective. */
const starts =
  /(?:^|[,;:.]|\b(?:that|and|while|whereas))\s*(?:(?:the|a|an|our|this|these|all)\s+)?(?:[\w-]+\s+)?$/i
const opens =
  /^(?:\s*\([^)]*\))?(?:\s+(?:of|for|in) (?:the|this|our) \w+)?,?\s*(?:is|are|was|were|will be|means?|includes?|included|will include|consists?|consisted|comprises?|refers?)\b(?! (?:\w+ )?(?:described|summari[sz]ed|reported|presented|analy[sz]ed|provided|discussed|listed in|shown|based on|necessary)\b)|^\s*(?:\([^)]*\))?\s*[:=]/i
const defines =
  /^(?:\s*\([^)]*\))?,?\s+(?:(?:is|are|was|were)\s+)?(?:defined|understood) (?:as|by)\b/i
/** "In the same way as the …", "such as the …" liken or count; they say of nothing what it is. */
const closes =
  /(?<!\b(?:such|well|same(?: \w+)?) (?=as\b))\b(?:is|are|was|were|as|be|called|termed|defined as|namely)(?: considered)?(?: the| a| an| our)?\s*$/i
