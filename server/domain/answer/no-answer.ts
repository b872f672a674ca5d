import { stem } from '../../../shared/text/stem.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { findOfKind } from '../answer-kinds.ts'
import type { AskedQuestion } from './asked-question.ts'
import { names } from './concept-weights.ts'

/**
 * Sentences that have a question's words and can't answer it, whatever it asks.
 * @param heading terms of the heading that stands nearest above them.
 */
export function isNoAnswer(
  question: AskedQuestion,
  words: string,
  heading: ReadonlySet<string>,
): boolean {
  return (
    isReference(words) ||
    isRecommended(question, heading) ||
    namesByTheWay(question, words) ||
    isOtherWord(question, words) ||
    repeatsCondition(question, words) ||
    isForOtherYear(question.text, words) ||
    isOnlyIntended(question, words) ||
    isOfOtherClause(question, words) ||
    isDatedOtherwise(question, words) ||
    lacksForm(question.text, words) ||
    (asksPerUnit(question.text) && !/\bper\b|\/|\b(?:each|every)\b/i.test(words))
  )
}

/** Asks for so much of something for each unit of another, and not of a group or site side by side. */
export function asksPerUnit(text: string): boolean {
  return /\bper (?!cent\b|(?:\w+ )?(?:groups?|arms?|sites?|cent(?:re|er)s?|treatments?)\b)\p{L}/iu.test(
    text,
  )
}

/** A dividend that was paid in 2025 for 2024 is none for 2025. */
function isForOtherYear(text: string, words: string): boolean {
  const asked = forYear.exec(text)?.[1]
  const told = Array.from(words.matchAll(new RegExp(forYear, 'gi')), ([, year]) => year)
  return asked !== undefined && told.length > 0 && !told.includes(asked)
}

const forYear = /\bfor (?:the (?:financial )?year )?((?:19|20)\d\d)\b/i

/** How many there were is not how many were planned. */
function isOnlyIntended({ asksResult, asksPlan, kind }: AskedQuestion, words: string): boolean {
  if (!asksResult || asksPlan || kind !== 'amount' || !intended.test(words)) return false
  return findOfKind(words, 'amount').length === 1
}

const intended =
  /\b(?:was|were|had been) (?:originally )?(?:planned|intended|expected|scheduled|foreseen)\b/i

/** "Gorse withdrew, so that 1,350 pupils were invited" counts none of Gorse. */
function isOfOtherClause({ text, asksCount }: AskedQuestion, words: string): boolean {
  if (!asksCount) return false
  const called = text.match(/(?<=\s)\p{Lu}[\p{L}-]{2,}/gu) ?? []
  const clauses = words.split(/;\s|,?\s(?:so that|whereas|while)\s/)
  if (called.length === 0 || clauses.length < 2) return false
  const isOfName = (clause: string) => called.every((name) => clause.includes(name))
  const counting = clauses.filter((clause) => findOfKind(clause, 'amount').length > 0)
  return clauses.some(isOfName) && !counting.some(isOfName)
}

/** "Eight reviews completed; the review of controls had been postponed to 2026" dates no completion. */
function isDatedOtherwise({ text, kind, asksResult }: AskedQuestion, words: string): boolean {
  const deed = listTerms(/\bwhen (?:was|were)\b.*?([\p{L}]+ed)\W*$/iu.exec(text)?.[1] ?? '')[0]
  const clauses = words.split(/;\s/)
  if (kind !== 'time' || !asksResult || deed === undefined || clauses.length < 2) return false
  const tells = (clause: string) => listTerms(clause).includes(deed)
  const dated = clauses.filter((clause) => findOfKind(clause, 'time').length > 0)
  return clauses.some(tells) && !dated.some(tells)
}

/** A telephone number has digits, and when a thing is such a thing is told by a condition. */
function lacksForm(text: string, words: string): boolean {
  if (/\b(?:tele)?phone number\b/i.test(text)) return !/\+?\d[\d ()./-]{5,}/.test(words)
  if (!/^\W*when (?:is|are) an? /i.test(text)) return false
  return !/\b(?:if|when|unless|means|defined|(?:more|less) than)\b/i.test(words)
}

/** An entry of a bibliography is about what others wrote. */
function isReference(words: string): boolean {
  return (
    /^\W*(?:\[?\d+[\].]*\s+)?\p{Lu}[\p{L}'’-]+,? (?:\p{Lu}\.[ -]?)+,?.*\bet al\b/u.test(words) ||
    /^\W*\d+\.\s+\p{Lu}[\p{L}'’-]+,\s+(?:\p{Lu}\.[ -]?)+,/u.test(words)
  )
}

/** What was recommended says of nothing that it is so. */
function isRecommended({ isClosed, terms }: AskedQuestion, heading: ReadonlySet<string>): boolean {
  return isClosed && heading.has(recommend) && !terms.includes(recommend)
}

const recommend = stem('recommendation')

/** "Employer-sponsored insurance" names no sponsor. */
function namesByTheWay({ kind, concepts }: AskedQuestion, words: string): boolean {
  if (kind !== 'person') return false
  const all = new Set(listTerms(words))
  const rest = new Set(listTerms(words.replace(/\p{L}+-\p{L}+ed(?!\p{L})/gu, ' ')))
  return concepts.some((concept) => names(all, concept) && !names(rest, concept))
}

/** Words that have one stem and other meanings: what the question has, and what is another word. */
const falseFriends: readonly (readonly [RegExp, RegExp])[] = [
  [/^authori[sz]/i, /\bauthori[sz]\w*/i],
  [/^author(?:s|ed|ship)?$/i, /\bauthor(?:s|ed|ship)?\b/i],
  [/^managers?$/i, /\bmanagers?\b/i],
  [/^materiality$/i, /\bmateriality\b/i],
  [/^sides?$/i, /\bsides?\b/i],
  [/^objectives?$/i, /\b(?:objectives?|aims?|goals?)\b/i],
  [/^covariates?$/i, /\bcovariates?\b/i],
]

/** The words have only the stem of one of the question’s. */
export function isOtherWord({ concepts }: AskedQuestion, words: string): boolean {
  const own = new Set(listTerms(words))
  return concepts.some((concept) => {
    const meant = falseFriends.find(([asked]) => asked.test(concept.word))?.[1]
    return meant !== undefined && own.has(concept.term) && !meant.test(words)
  })
}

/** "Actions that are overdue are reported" doesn't say which actions are overdue. */
function repeatsCondition({ text }: AskedQuestion, words: string): boolean {
  const [, noun = '', verb = '', state = ''] =
    /^\W*(?:which|what) ([\p{L}-]+) (is|are|was|were) ([\p{L}-]+)\W*$/iu.exec(text) ?? []
  if (noun === '') return false
  return new RegExp(`\\b${noun} (?:that|which|who) ${verb} (?:\\w+ )?${state}\\b`, 'iu').test(words)
}
