import { listTerms } from '../../../shared/text/terms.ts'
import { isIrregularParticiple } from '../tense/irregular-verbs.ts'
import { keepUnreplaced } from './keep-unreplaced.ts'
import { leavesOutCounted } from './question-forms.ts'
import { isHollowTerm } from './question-words.ts'
import { nameRows } from './row-key.ts'
import { nameYear } from './other-time.ts'
import { replaceTime } from './replace-time.ts'
import { listSisterNames } from './sister-names.ts'
import { readAskedQuestion, type Concept, type AskedQuestion } from './asked-question.ts'
import type { AskedTable } from './table-rows.ts'

/** A question with what earlier ones of its conversation lend it. */
export type Understood = {
  readonly question: AskedQuestion
  /** What it asks, but for "why": the next one may ask the same of something else. */
  readonly asked: AskedQuestion
  /** All that was said since the subject was new. */
  readonly said: string
  /** Nothing in it says that it goes on from what was asked before: it may stand for itself. */
  readonly isGuessed: boolean
  /** Words taken over, in order. */
  readonly carried: readonly string[]
  /** Words of what it names itself, and how it goes on from the question before. */
  readonly own: readonly string[]
  readonly link: Link | undefined
}

/** `ellipsis`: only what is new is said; `reference`: a whole question that points back. */
type Link = 'ellipsis' | 'reference'

/**
 * Reads a question behind those asked before, oldest first. `shown`: rows of the last answer that gave any;
 * a question that points back may mean these.
 */
export function understand(
  text: string,
  earlier: readonly string[],
  tables: readonly AskedTable[],
  shown: readonly string[] = [],
): Understood {
  // a first question replaces nothing
  const sisters = listSisterNames(earlier.length > 0 ? tables : [])
  const first: Understood | undefined = undefined
  const before = earlier.reduce<Understood | undefined>(
    (last, asked) => readBehind(asked, last, sisters),
    first,
  )
  return pointBack(readBehind(text, before, sisters), shown)
}

/** What was not said again is asked of the rows that were shown. */
function pointBack(understood: Understood, rows: readonly string[]): Understood {
  const { question, own, link } = understood
  const isBack = link === 'reference' || (link === 'ellipsis' && own.length === 0)
  if (!isBack || rows.length === 0) return understood
  return { ...understood, question: { ...question, among: { rows, words: own } } }
}

/** A question by itself. */
export function understandAlone(text: string): Understood {
  return understand(text, [], [])
}

/** As the answer shows it; `isAmong`: with the rows that it was asked of, in place of carried words. */
export function describeUnderstood({ question, carried }: Understood, isAmong = false): string {
  if (isAmong && question.among) return `${question.text} (${nameRows(question.among.rows)})`
  return carried.length === 0 ? question.text : `${question.text} (${carried.join(', ')})`
}

type Sisters = ReturnType<typeof listSisterNames>

function readBehind(asked: string, before: Understood | undefined, sisters: Sisters): Understood {
  const written = before ? nameYear(asked, before.question.concepts) : asked
  const whole = before && replaceTime(written, before.question.text)
  if (before && whole !== undefined) return readReplaced(whole, written, before)
  const own = withoutHollow(readAskedQuestion(written), before)
  const { text } = own
  const link = before && findLink(text, own)
  const words = own.concepts.map(({ word }) => word)
  if (!before || !link) {
    const alone = { question: own, asked: own, said: text, isGuessed: false, carried: [] }
    return { ...alone, own: words, link }
  }
  const kept = keepUnreplaced(text, own, before, sisters)
  const terms = new Set(own.concepts.map(({ term }) => term))
  const added = kept.filter(({ term }) => !terms.has(term))
  const general = [...before.question.general, ...own.general]
  const concepts = [...added, ...own.concepts]
  const meant = link === 'ellipsis' ? inherit(own, before.asked) : inheritTime(own, before.asked)
  const isBare = link === 'reference' && own.concepts.length > 0
  const lend = isBare ? added.map(withLessWeight) : added
  const question = {
    ...meant,
    text,
    terms: [...new Set([...own.terms, ...added.map(({ term }) => term)])],
    focus: leavesOutCounted(text) ? before.question.focus : own.focus,
    concepts: isBare ? [...lend, ...own.concepts] : concepts,
    general: distinct(general),
    exact: [...new Set([...keepExact(before.question, added), ...own.exact])],
  }
  return {
    question,
    asked: own.kind === 'reason' ? before.asked : question,
    said: `${before.said}\n${text}`,
    isGuessed: own.concepts.length > 0 && !saysThatItGoesOn(text),
    carried: [...new Set(added.map(({ word }) => word))],
    own: words,
    link,
  }
}

/** The question before, asked again of another time: `own` alone is new. */
function readReplaced(text: string, own: string, { said }: Understood): Understood {
  const question = readAskedQuestion(text)
  return {
    question,
    asked: question,
    said: `${said}\n${text}`,
    isGuessed: false,
    carried: [],
    own: readAskedQuestion(own).concepts.map(({ word }) => word),
    link: 'ellipsis',
  }
}

function saysThatItGoesOn(text: string): boolean {
  return leavesOutCounted(text) || pointsBack.some((form) => form.test(text))
}

/** Of a name to the letter as long as what it is of is meant still. */
function keepExact({ exact }: AskedQuestion, added: readonly Concept[]): readonly string[] {
  return exact.filter((name) =>
    listTerms(name).every((term) => added.some((one) => one.term === term)),
  )
}

/** "What percentage is that?" names nothing, and asks for it of what was named before. */
function withoutHollow(own: AskedQuestion, before: Understood | undefined): AskedQuestion {
  const isHollow = own.concepts.every(({ term }) => isHollowTerm(term))
  return before && isHollow ? { ...own, concepts: [], general: own.concepts } : own
}

function findLink(text: string, own: AskedQuestion): Link | undefined {
  const opened = opening.exec(text)
  const rest = opened ? text.slice(opened[0].length) : text
  if (own.concepts.length === 0) return own.kind === 'reason' ? 'reference' : 'ellipsis'
  if (!clause.test(rest) || bareCount.test(rest)) return 'ellipsis'
  if (opened || pronoun.test(rest) || leavesOutCounted(rest)) return 'reference'
  return own.concepts.length === 1 && rest.split(/\s+/).length <= 3 ? 'reference' : undefined
}

const opening =
  /^\W*(?:(?:and|but|also|or|so|then|ok(?:ay)?),?\s+)*(?:(?:what|how) about\b|(?:and|but|also|or|so|then)\b)/i
/** "How many on placebo?" leaves out what is counted. */
const bareCount = /^\W*how (?:many|much) (?:on|in|for|with|of|from|at)\b/i
const clause =
  /\b(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b/i
const pronoun =
  /\b(?:it|its|they|them|their|he|she|his|hers?|him|theirs|the same|the others?)\b|\b(?:do|does|did|would|will) (?:this|that|these|those) (?:give|make|mean|come|amount|represent|correspond|add)\b|\b(?:this|that|these|those)\b(?=\s*(?:[?.,!]|$|(?:is|are|was|were|do|does|did|has|have|had|patients|subjects|ones?|groups?|arms?)\b))/i

const pointsBack: readonly RegExp[] = [
  opening,
  bareCount,
  pronoun,
  /^\W*(?:on|in|for|with|of|from|at|to|by|during|after|before|since|until|the (?:same|other))\b/i,
]

/** What a pronoun stands for says less than what is asked of it. */
function withLessWeight(concept: Concept): Concept {
  return { ...concept, share: isDeed(concept) ? 0.2 : 0.5 }
}

/** What was done to it before is not asked of it now. */
function isDeed({ word }: Concept): boolean {
  return /^\p{Ll}+ed$/u.test(word) || isIrregularParticiple(word)
}

/** "Why?" asks of what happened, if the question before it did. */
function inheritTime(own: AskedQuestion, before: AskedQuestion): AskedQuestion {
  const isBare = own.concepts.length === 0
  return isBare ? { ...own, asksResult: own.asksResult || before.asksResult } : own
}

/** What is not said again is meant again. */
function inherit(own: AskedQuestion, before: AskedQuestion): AskedQuestion {
  return {
    ...own,
    kind: hasForm(own) ? own.kind : before.kind,
    statistic: own.statistic ?? before.statistic,
    asksResult: own.asksResult || before.asksResult,
    asksPlan: own.asksPlan || before.asksPlan,
    asksAny: own.asksAny || (before.asksAny && !namesTime.test(own.text)),
    asksCount: own.asksCount || (before.asksCount && !hasForm(own)),
    // "when was it" asks of what was the largest, and no more for the largest
    asksExtreme: own.asksExtreme || (before.asksExtreme && !hasForm(own)),
  }
}

/** "And after dose 2?" asks of any no more. */
const namesTime = /\b(?:after|at|during|on|before)\b/i

/** Asks by its own words for something of a form: "how many", "when", "why". */
function hasForm({ kind }: AskedQuestion): boolean {
  return kind === 'amount' || kind === 'time' || kind === 'reason'
}

function distinct(concepts: readonly Concept[]): Concept[] {
  return [...new Map(concepts.map((concept) => [concept.term, concept])).values()]
}
