import { monthPattern, plainMonthPattern } from '../../../shared/text/months.ts'
import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'
import {
  isInOtherClauses,
  isOfOtherAgent,
  isOfOtherSubject,
  isOnlyProposed,
} from './asked-agent.ts'
import type { AskedQuestion } from './asked-question.ts'
import { shareOfFrame } from './list-concepts.ts'
import { isDate } from './cell-numbers.ts'
import { names } from './concept-weights.ts'
import { listNamedKinds } from './find-sentences.ts'
import { isOtherWord } from './no-answer.ts'
import { isPlan } from './planned.ts'
import { asksComparison } from './question-forms.ts'
import { findShortForm, spells } from './short-form.ts'
import { listCalledTerms } from './record-list.ts'
import { readStatementWords, type StatementWords } from './statement-words.ts'
import { findWholeName } from './whole-name.ts'
import { listHeadTerms, type AskedTable } from './table-rows.ts'

/** `fails`: it is no answer to what is asked; `partly`: it may be, and nobody can be sure. */
type Held = 'answers' | 'partly' | 'fails'

/**
 * Whether statements that have a question's words are what it asks for: a date where it asks when, somebody
 * where it asks who, a deed and no rule, such things as it wants a list of, both sides of a comparison.
 */
export function holdToQuestion(
  question: AskedQuestion,
  sentences: readonly AnswerSentence[],
  sources: readonly EvidenceSource[],
  tables: readonly AskedTable[],
): Held {
  const statements = sentences
    .filter(({ kind }) => kind === 'statement')
    .map((one) => readStatementWords(one, sources, tables))
  const [first] = statements
  if (!first) return 'answers'
  if (statements.every((one) => isNoAnswer(question, one))) return 'fails'
  if (first.table && isNoAnswer(question, first)) return 'fails'
  return isOpen(question, statements) ? 'partly' : 'answers'
}

function isNoAnswer(question: AskedQuestion, one: StatementWords): boolean {
  return one.table
    ? isOtherRow(question, one, one.table)
    : isRule(question, one.text) ||
        isBoundOfValue(question, one.text) ||
        !isForm(question, one.text)
}

function isOtherRow(question: AskedQuestion, one: StatementWords, table: AskedTable): boolean {
  const { text, asksResult } = question
  const words = [...one.quotes, ...one.names].join('\n')
  return (
    (asksResult && asksWhen.test(text) && !one.quotes.some(isTime)) ||
    isOtherWord(question, `${words}\n${table.place.table.title}`) ||
    !isForm(question, `${words}\n${one.text}`) ||
    !isOfOffice(question, [...one.quotes, ...one.names]) ||
    !isOfThings(question, one, table) ||
    (occurs.test(text) && isPlan(table.place.source)) ||
    lacksQualifier(question, one)
  )
}

const asksWhen = /^\W*(?:and )?(?:when|on (?:what|which) (?:date|day))\b/i
const dateWords = new RegExp(
  `\\b(?:19|20)\\d\\d\\b|\\d{1,2}\\.? ?${monthPattern}|\\b(?:${plainMonthPattern})\\b`,
  'i',
)

function isTime(quote: string): boolean {
  return isDate(quote) || dateWords.test(quote)
}

/** What a plan expects of results is none. */
const occurs = /\b(?:occur(?:red)?|happen(?:ed)?|results?|reported|experienced)\b\W*$/i

/** What is to be done says of nothing that it was done. */
function isRule({ asksResult, text }: AskedQuestion, words: string): boolean {
  const asksFact = asksResult ? ofFact.test(text) : wasForm.test(text)
  const isRuled = rules.test(words) || allowances.test(words)
  return asksFact && isRuled && !deeds.test(words)
}

const ofFact =
  /^\W*(?:and )?(?:which|who|whom|when|was|were|did|has|have|had|what (?:was|were|did)\b.*\b\w{3,}ed\b)\b/i
/** "Was a plan submitted" asks for no plan. */
const wasForm =
  /^\W*(?:was|were|did)\b(?!.*\b(?:planned|supposed|to be|intended|expected|required|allowed|permitted|needed)\b)/i
const rules = /\b(?:must|shall|should|needs?|(?:has|have|is|are) to)\b/i
/** What may be done, was perhaps never done; the month has a capital. */
const allowances = /\b(?:may|can|might|could|would)\b/
const deeds = /\b(?:was|were|did|had|has been|have been)\b/i

/** "Leverage shall not exceed 4.00:1" says of no day what it was. */
function isBoundOfValue({ text }: AskedQuestion, words: string): boolean {
  return wasValue.test(text) && !boundNouns.test(text) && bounds.test(words)
}

const wasValue = /^\W*(?:and )?(?:what|how (?:high|low|large|big|long|much|many)) (?:was|were)\b/i
const boundNouns =
  /\b(?:limits?|ceilings?|caps?|floors?|thresholds?|bounds?|max(?:imum)?|min(?:imum)?|most|least|requirements?|conditions?|covenants?|terms?|rules?|allowed|permitted|required|agreed)\b/i
const bounds =
  /\b(?:must|shall|should|may|can|will)(?: not| never)? (?:exceed|fall below|(?:be|remain|stay) (?:not )?(?:at (?:least|most)|(?:no )?(?:more|less|higher|lower|greater) than|above|below|over|under|between|within))\b/i

/** What a short form stands for is told by words that spell it. */
function isForm({ text }: AskedQuestion, words: string): boolean {
  const short = findShortForm(text)
  return short === undefined || spells(short, words)
}

/** "Service: Device management" is no row of the service manager: an office stands in one piece. */
function isOfOffice(
  { text, concepts, asksExtreme, statistic }: AskedQuestion,
  places: readonly string[],
): boolean {
  const office = officeForm.exec(text)?.[1]
  if (office === undefined || asksExtreme || statistic) return true
  const asked = concepts.filter(({ word }) => office.includes(word))
  if (asked.length < 2) return true
  return places.some((place) => {
    const own = new Set(listTerms(place))
    return asked.every((concept) => names(own, concept))
  })
}

const officeForm =
  /^\W*who (?:is|are|was|were) (?:the|our|your) ([^?]*?)(?= (?:of|in|for|at|on|from|by|with)\b|\?|$)/i

/** Rows of a list of other things are none of those that a question wants a list of. */
function isOfThings(
  { text, kind, concepts, asksExtreme, among }: AskedQuestion,
  one: StatementWords,
  table: AskedTable,
): boolean {
  const noun = listTerms(thingsForm.exec(text)?.[1] ?? '').at(-1)
  const asked = concepts.find(({ term }) => term === noun)
  if (!asked || asksExtreme || among || kind === 'amount') return true
  const isAsked = (term: string) => concepts.some(({ terms }) => terms.has(term))
  const heads = listHeadTerms(table, [...table.columns.keys()])
  const called = listCalledTerms(concepts, table)
  if ([table.above, table.subject, heads, called].some((terms) => names(terms, asked))) return true
  return [...one.quotes, ...one.names].some((place) => {
    const own = listTerms(place.split(/[;,:]/)[0] ?? '')
    return names(new Set(own), asked) && own.every(isAsked)
  })
}

const thingsForm =
  /^\W*(?:and )?(?:which|what) ((?:[\p{L}-]+ ){0,4}?[\p{L}-]+s) (?:is|are|was|were|has|have|had|do|did|occur|occurred|happened|led|need|needed|must|lie|belong)\b/iu

/** The starting dose is no dose that was reduced. */
function lacksQualifier({ text }: AskedQuestion, { text: words }: StatementWords): boolean {
  return Array.from(text.matchAll(qualifiers), ([word]) => word).some(
    // "max." is written for the maximum, and the start is no starting dose
    (word) => !new RegExp(`\\b${/^start/i.test(word) ? word : word.slice(0, 3)}`, 'i').test(words),
  )
}

const qualifiers =
  /(?<=\bthe )(?:starting|initial|final|interim|maximum|minimum|usual|recommended)(?= \p{L})/giu

/** What is asked stands there in part. */
function isOpen(question: AskedQuestion, statements: readonly StatementWords[]): boolean {
  return (
    isTwofold.test(question.text) ||
    isOfSomebody.test(question.text) ||
    isOfOthers(question, statements) ||
    lacksSide(question, statements) ||
    lacksThings(question, statements) ||
    isOfLater(question, statements) ||
    isOfSome(question, statements) ||
    statements.every((one) => lacksQualifier(question, one)) ||
    lacksWord(question, statements)
  )
}

/** A sentence says it of somebody or something else. */
function isOfOthers(question: AskedQuestion, [first]: readonly StatementWords[]): boolean {
  if (!first || first.table) return false
  return [isOfOtherAgent, isOfOtherSubject, isOnlyProposed, isInOtherClauses].some((isOther) =>
    isOther(question, first.text),
  )
}

/** Who is meant by "he", the talk before may tell, and no statement. */
const isOfSomebody = /\b(?:he|she|him)\b/i

/** "How many discontinued, and why?" is two questions. */
const isTwofold = /\w,? and (?:why|when|who|by whom|where|how (?:many|much|long))\b/i

/** Higher than another value is told by both. */
function lacksSide({ text, isClosed }: AskedQuestion, statements: readonly StatementWords[]) {
  if (!isClosed || !asksComparison(text)) return false
  const asked = listTerms(text)
  const values = statements.flatMap(({ table, quotes, text: words }) =>
    listTerms(table ? quotes.join('\n') : words),
  )
  return values.filter((term) => /^\d/.test(term) && !asked.includes(term)).length < 2
}

/** A sentence that counts such things, or speaks of one, does not say which they are. */
function lacksThings(question: AskedQuestion, statements: readonly StatementWords[]): boolean {
  const { text, concepts, asksExtreme } = question
  const noun = thingsForm.exec(text)?.[1]?.split(' ').at(-1)
  const [only, ...others] = statements
  if (noun === undefined || asksExtreme || !only || others.length > 0 || only.table) return false
  const counted = new RegExp(
    `(?:\\d|\\b${numberWordsPattern})\\s(?:[\\p{L}-]+ ){0,2}${noun}\\b`,
    'iu',
  )
  const isOfOne = new RegExp(`\\b${noun.slice(0, -1)}\\b(?!.*\\b${noun}\\b)`, 'i').test(only.text)
  const asked = concepts.find(({ word }) => word === noun)
  const isOfNames = asked !== undefined && listNamedKinds(question).has(asked.term)
  if (asked && !isOfNames && !names(new Set(listTerms(only.text)), asked)) return true
  return counted.test(only.text) || isOfOne || !/,|:| and /.test(only.text)
}

/** "Before version 7.0" is not version 7.0. */
function isOfLater({ text }: AskedQuestion, statements: readonly StatementWords[]): boolean {
  const [, name = ''] = beforeForm.exec(text) ?? []
  if (name === '') return false
  return statements.every(({ names: own }) => own.some((one) => one.includes(name)))
}

const beforeForm = /\b(?:before|prior to|until) (?:[\p{L}]+ )?(\d[\d.]*)/iu

/** After any dose is neither after the first nor after the second. */
function isOfSome({ asksAny }: AskedQuestion, statements: readonly StatementWords[]): boolean {
  return asksAny && !statements.some(({ text: words }) => /\bany\b/i.test(words))
}

/** A word of the question for which nothing there stands, neither what it says nor where it says it. */
function lacksWord(question: AskedQuestion, statements: readonly StatementWords[]): boolean {
  const kinds = listNamedKinds(question)
  const whole = findWholeName(question)
  if (whole && !statements.some(({ terms }) => names(terms, whole))) return true
  return question.concepts.some(
    (concept) =>
      (concept.share === 1 || concept.share === shareOfFrame) &&
      !ofForm.has(concept.term) &&
      !kinds.has(concept.term) &&
      !statements.some(({ terms }) => names(terms, concept)),
  )
}

/** "Over what period" and "under what condition" are answered without the word. */
const ofForm = new Set(listTerms('period duration length condition way manner'))
