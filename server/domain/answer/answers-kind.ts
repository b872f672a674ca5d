import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { monthPattern, plainMonthPattern } from '../../../shared/text/months.ts'
import { findCurrency } from '../../../shared/text/currencies.ts'
import { rangesOverlap, sliceRange } from '../../../shared/text/range.ts'
import { findTerms, listTerms } from '../../../shared/text/terms.ts'
import type { CellPart } from '../../../shared/model/citation.ts'
import { findOfKind } from '../answer-kinds.ts'
import type { AskedQuestion } from './asked-question.ts'
import { names } from './concept-weights.ts'
import { leavesOutCounted } from './question-forms.ts'
import { isGeneralTerm } from './question-words.ts'

/**
 * Whether words hold what a question asks for: an amount, a time, a reason, somebody.
 * @param heading terms of the heading that stands nearest above them.
 */
export function answersKind(
  question: AskedQuestion,
  words: string,
  heading: ReadonlySet<string>,
): boolean {
  const { kind, text } = question
  if (/\?\s*$/.test(words)) return false
  if (question.asksNegation && kind === 'amount' && !negation.test(words)) return false
  if (question.statistic && !namesStatistic(question.statistic, words)) return false
  if (question.asksExtreme && !saysExtreme(question, words)) return false
  if (/^\W*who\b/i.test(text) && !namesSomeone(question, words)) return false
  if (question.asksResult && asksDate.test(text) && !calendarDate.test(words)) return false
  if (kind === 'person' && !isInOneClause(question, words)) return false
  if (/\btemperature\b/i.test(text) && !/°|\bdegrees?\b/i.test(words)) return false
  if (asksScore.test(text) && !holdsScore(words)) return false
  if (/^\W*to whom\b/i.test(text) && !isInOrder(question, words)) return false
  if (!holdsDuration(text, words)) return false
  if (kind === 'amount' && asksCount.test(text) && !holdsCount(question, words)) return false
  if (leavesOutCounted(text) && !countsBeside(question, words)) return false
  if (asksSize.test(text) && findOfKind(words.replace(references, ''), 'amount').length === 0)
    return false
  if (/\bhow often\b/i.test(text) && !question.asksResult && !frequency.test(words)) return false
  if (kind === 'amount') return holdsNew(question, words) || countWords.test(words)
  if (kind === 'time' && question.asksResult) return holdsDate(words)
  if (kind === 'time') return findOfKind(words, kind).length > 0 || timeWords.test(words)
  if (kind === 'reason') return findOfKind(words, kind).length > 0 || heading.has('rational')
  return true
}

/** What is said of the size is no size without a number. */
const asksSize =
  /\bwhat (?:is|was|are|were) the (?:size|length|width|height|area|volume|weight|temperature|price|speed)\b/i
const frequency =
  /\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|every|each|once|twice|times|intervals?|per (?:hour|day|week|month|year)|a (?:day|week|month|year))\b/i

/** "How long" is answered by so many days, and not by their numbers in a calendar. */
export function holdsDuration(text: string, words: string): boolean {
  return !/\bhow long\b/i.test(text) || duration.test(words)
}

/** The life of somebody, in one sentence, has the words of a question in clauses of other things. */
function isInOneClause({ concepts }: AskedQuestion, words: string): boolean {
  const clauses = words.split(/;\s/).map((clause) => new Set(listTerms(clause)))
  const named = concepts.filter((one) => clauses.some((clause) => names(clause, one)))
  return clauses.some((clause) => named.every((one) => names(clause, one)))
}

/** "To whom does the team report": it is the team that does. */
function isInOrder({ concepts }: AskedQuestion, words: string): boolean {
  const found = findTerms(words)
  const [first, last] = [concepts[0], concepts.at(-1)].map((concept) =>
    found.findIndex(({ term }) => concept?.terms.has(term)),
  )
  return first !== undefined && last !== undefined && first >= 0 && first <= last
}

/** The number that the question gives is no answer to it, and neither is a mark of literature. */
function holdsNew({ text }: AskedQuestion, words: string): boolean {
  const asked = new Set(listTerms(text))
  const own = words.replace(references, '')
  return findOfKind(own, 'amount').some(({ start, end }) =>
    listTerms(own.slice(start, end)).some((term) => !asked.has(term)),
  )
}

/** "What Hachinski score is required?": what the score is for, or when it is taken, is no answer. */
const asksScore =
  /\b(?:what|which)(?: [\p{L}\p{N}+()-]+){0,3} (?:score|weight|threshold|cut-?off) (?:is|are|was|were|must|should|may|can|do|does|did)\b/iu

/** A number that is none of a visit or a date. */
function holdsScore(words: string): boolean {
  const own = words.replace(references, '')
  const times = findOfKind(own, 'time')
  return findOfKind(own, 'amount').some(
    (range) => !times.some((time) => rangesOverlap(time, range)),
  )
}

const asksCount = /\bhow many\b/i

/** A dose, a date, a sum of money or the count of something else answers no "how many". */
function holdsCount({ focus, concepts }: AskedQuestion, words: string): boolean {
  const own = words.replace(references, '')
  const isOfPeople = people.test(focus.join(' '))
  const isAsked = (noun: string) =>
    isOfPeople && !people.test(noun)
      ? false
      : listTerms(noun).some(
          (term) =>
            isOfPeople || focus.includes(term) || concepts.some(({ terms }) => terms.has(term)),
        )
  // "no grant was used" counts no days
  const counted = concepts.filter(({ terms }) => focus.some((term) => terms.has(term)))
  const isOfFocus = (noun: string) =>
    counted.length === 0 || counted.some((one) => names(new Set(listTerms(noun)), one))
  const keepAsked = (all: string, noun: string) => (isAsked(noun) && isOfFocus(noun) ? all : '')
  const times = findOfKind(own, 'time').filter((range) => !isAsked(sliceRange(own, range)))
  const counts = findOfKind(own, 'amount').filter((range) => {
    const [before, behind] = [own.slice(0, range.start), own.slice(range.end)]
    const isOne = /^(?:one|1)$/i.test(sliceRange(own, range))
    const noun = (isOne ? oneNoun : countedNoun).exec(behind)?.[1]
    return (
      !times.some((time) => rangesOverlap(time, range)) &&
      findCurrency(own, range) === undefined &&
      !someOfThem.test(before) &&
      !measures.test(behind) &&
      (noun === undefined || isAsked(noun))
    )
  })
  return counts.length > 0 || countWords.test(own.replace(someNone, keepAsked))
}

/** Who is counted is called by any of these, and never a thing. */
const people =
  /\b(?:patient|subject|participant|people|person|individual|member|adult|child(?:ren)?|women|men|woman|man|female|male|volunteer)s?\b/i

/** The number stands right before what is counted ("17 large sites"), or in brackets behind it. */
export function countsBeside({ text, focus, concepts }: AskedQuestion, words: string): boolean {
  if (!asksCount.test(text)) return true
  const counted = concepts.filter(({ terms }) => focus.some((term) => terms.has(term)))
  if (counted.length === 0) return true
  const own = words.replace(references, '')
  return findOfKind(own, 'amount').some(({ start, end }) => {
    const behind = own.slice(end).split(/\s+/, most.behind).join(' ')
    const before = /(\S+)\s*\($/.exec(own.slice(0, start))?.[1] ?? ''
    const near = new Set(listTerms(`${before} ${behind}`))
    return counted.some((concept) => names(near, concept))
  })
}

/** Words between a number and what it counts. */
const most = { behind: 5 } as const

/** "The remaining 5 visits" are not all of them. */
const someOfThem = /\b(?:remaining|other|additional|further|first|last|next|previous)\s*$/i
const someNone = /\bno ((?:\p{Ll}{3,} ){0,2}\p{Ll}{3,})/giu
const measures =
  /^\s?(?:[kMGT]?Wh|ppm|dB|[mkµ]?g|mcg|m?[lL]|mmol|mmHg|[cmk]?m|°C?)(?![\p{L}\p{N}])/u
const oneNoun = /^[\s-]+(\p{Ll}{3,})/u
/** "two consecutive visits": the plural behind a number, or behind one word more. */
const countedNoun = /^[\s-]+(?:\p{Ll}+[\s-]+)?(\p{Ll}{3,}(?<!s)s)(?![\p{L}\p{N}])/u

/** Marks of literature, and numbers of sections and tables: they count nothing. */
const references =
  /\[\d+(?:[,–-]\d+)*\]|\b(?:Sections?|Tables?|Figures?|Appendix|Attachments?|Part|Chapters?)\s+[\w.-]*\d[\w.-]*|\b[Vv]isits?\s+(?:number\s+)?\d+(?:(?:,\s*(?:and\s+)?|\s+and\s+)\d+)*/g

/** Two words or more that are written as a name, or an office, and are none of the question's. */
function namesSomeone({ text }: AskedQuestion, words: string): boolean {
  const asked = text.toLowerCase()
  const isOffice = (words.match(offices) ?? []).some((one) => !asked.includes(one.toLowerCase()))
  if (isOffice) return true
  return (words.match(/\p{Lu}\p{Ll}+(?:(?:[ .]+| & )\p{Lu}\p{L}*)+/gu) ?? []).some((name) => {
    const parts = name.split(/[ .&]+/)
    // "Contact CRO" asks, and names nobody
    const spelled = parts.filter((part) => !/^\p{Lu}{2,}$/u.test(part))
    return (
      (spelled.length > 1 || legalForm.test(name)) &&
      parts.every((part) => !asked.includes(part.toLowerCase())) &&
      listTerms(name).some((term) => !isGeneralTerm(term))
    )
  })
}

/** "Deloitte LLP" is somebody by what stands behind its name. */
const legalForm = / (?:LLP|LLC|PLC|AG|SA|ASA|BV|NV|SE|KG|AB)$/

/** What people are by their work, where they do something: at the start, or behind "by" or "to". */
const offices =
  /(?<=(?:^\W*(?:the|an?|each|all)?|\b(?:by|to) (?:the|an?|each|all)?)\s*(?:[\w-]+ ){0,2})(?:investigator|sponsor|physician|cardiologist|statistician|pharmacist|nurse|monitor|auditor|manager|director|officer|accountant|chair|clerk|board|committee|department|team|reviewer|reader|clinician|employee|supplier|customer|caregiver|lawyer|judge)s?\b/gi

/** "Week 0" is no date for who asks on what date something was. */
const asksDate = /\b(?:what|which) (?:\w+ )?date\b|\bon (?:what|which) day\b/i
const calendarDate = new RegExp(
  `\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}\\.? ${monthPattern}|\\b(?:${plainMonthPattern}) \\d`,
)

/** "may" is no month. */
function holdsDate(words: string): boolean {
  return findOfKind(words, 'time').some((range) => sliceRange(words, range) !== 'may')
}

const negation = /\b(?:not|never|without|neither|nor|no|none)\b|\bnon-|n['’]t\b/i
const countWords = /\b(?:none|no|once|twice|daily|weekly|monthly)\b/i
/** A sentence that gives a mean says so; the least and the most it may give in other words. */
function namesStatistic(statistic: CellPart, words: string): boolean {
  return statisticWords[statistic]?.test(words) ?? true
}

const statisticWords: Readonly<Partial<Record<CellPart, RegExp>>> = {
  mean: /\b(?:mean|average)\b/i,
  median: /\bmedian\b/i,
  sd: /\bstandard deviation\b|\bSD\b/,
  p: /\bp[\s-]*values?\b|\bp ?[<=>]|\bsignifican/i,
  lower: /\b(?:confidence|interval|limits?|CI)\b/i,
}

/** Of the least, where the least is asked for; of groups side by side a sentence rarely says all. */
function saysExtreme({ text, asksAllGroups, concepts }: AskedQuestion, words: string): boolean {
  const wanted = leastWords.test(text) ? leastWords : mostWords
  return !asksAllGroups && wanted.test(words) && isExtremeOfAsked(concepts, words, wanted)
}

/** "To obtain maximum consistency" says the most of nothing else: what is asked stands near. */
function isExtremeOfAsked(concepts: AskedQuestion['concepts'], words: string, wanted: RegExp) {
  return Array.from(words.matchAll(new RegExp(wanted, 'gi'))).some(({ 0: found, index }) => {
    const before = words.slice(0, index).split(/\s+/).slice(-near.before)
    const behind = words.slice(index + found.length).split(/\s+/, near.behind)
    const terms = new Set(listTerms([...before, ...behind].join(' ')))
    return concepts.some((one) => names(terms, one))
  })
}

/** Words around the one that says so. */
const near = { before: 7, behind: 7 } as const

const mostWords =
  /\b(?:most|mainly|commonest|highest|largest|biggest|greatest|maximum|more than)\b/i
const leastWords = /\b(?:least|fewest|lowest|smallest|minimum|less than|fewer than)\b/i
const duration = new RegExp(
  `(?:\\d|\\b(?:${numberWordsPattern}))[\\s-]*(?:minutes?|hours?|days?|weeks?|months?|years?)\\b`,
  'i',
)
const timeWords =
  /\b(?:weeks?|days?|months?|years?|hours?|minutes?|visits?|before|after|until|when|if|once|daily|immediately|prior|following|during|at the (?:end|start|time))\b/i
