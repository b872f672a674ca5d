import { isNumberTerm, listTerms } from '../../../shared/text/terms.ts'
import { isIrregularParticiple } from '../tense/irregular-verbs.ts'
import { names } from './concept-weights.ts'
import { leavesOutCounted } from './question-forms.ts'
import { isHollowTerm } from './question-words.ts'
import { nameRows } from './row-key.ts'
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
  const sisters = listSisterNames(tables)
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
  const written = before ? nameYear(asked, before) : asked
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

/** "A year earlier" behind a question of 2025 is 2024. */
function nameYear(text: string, { question }: Understood): string {
  const year = question.concepts.map(({ term }) => term).find(isYear)
  if (year === undefined) return text
  const name = (step: number) => `in ${Number(year) + step}`
  return text.replace(earlierYear, name(-1)).replace(laterYear, name(1))
}

const earlierYear =
  /\b(?:in )?(?:a year (?:earlier|before)|(?:the )?(?:year before|(?:previous|prior|preceding) year))\b/i
const laterYear = /\b(?:in )?(?:a year later|(?:the )?(?:(?:next|following) year|year after))\b/i

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

/** Earlier concepts but those in whose place the new ones stand: another arm, row, week. */
function keepUnreplaced(
  text: string,
  own: AskedQuestion,
  { question: before, said }: Understood,
  sisters: Sisters,
): readonly Concept[] {
  const anew = before.concepts.filter((concept) => isCountedAnew(concept, said, text))
  // "at Week 8" behind "the change at Week 24" asks for the change again
  if (anew.length > 0) return before.concepts.filter((concept) => !anew.includes(concept))
  const isAddition = leadsToCause.test(text) && !leadsToCause.test(before.text)
  const families = isAddition ? sisters.columns : [...sisters.columns, ...sisters.rows]
  const replaced = families.flatMap((family) => {
    const [meant, ...others] = family
      .map((name) => ({ name, share: shareNamed(name, own.concepts) }))
      .toSorted((a, b) => b.share - a.share)
    if (!meant || meant.share < 0.3) return []
    return before.concepts.filter(
      (concept) => !names(meant.name, concept) && others.some(({ name }) => names(name, concept)),
    )
  })
  const inTable = isAddition ? [] : sisters.tables
  const swapped = [...inTable, ...sisters.columns].flatMap((family) =>
    listSwapped(family, own.concepts, before.concepts),
  )
  const hasNumber = own.concepts.some(({ term }) => isNumberTerm(term))
  return before.concepts.filter(
    (concept) =>
      // "high" may stand beside "24" in a table, and is no other week
      (!replaced.includes(concept) || (isNumberTerm(concept.term) && !hasNumber)) &&
      !isOpposed(concept, own.concepts) &&
      !isOtherTime(concept, own.concepts) &&
      !swapped.includes(concept),
  )
}

/** "And in June" behind March is no March. */
function isOtherTime({ term }: Concept, now: readonly Concept[]): boolean {
  return [isMonth, isYear].some(
    (isTime) => isTime(term) && now.some((one) => isTime(one.term) && one.term !== term),
  )
}

const monthTerms: ReadonlySet<string> = new Set(
  listTerms('January February March April June July August September October November December'),
)

function isMonth(term: string): boolean {
  return monthTerms.has(term)
}

function isYear(term: string): boolean {
  return /^(?:19|20)\d\d$/.test(term)
}

/** "The secondary endpoints" behind the primary ones are no primary ones. */
function isOpposed({ term }: Concept, now: readonly Concept[]): boolean {
  const family = opposites.find((one) => one.includes(term))
  return family !== undefined && now.some((one) => one.term !== term && family.includes(one.term))
}

const opposites = [
  'primary secondary tertiary exploratory',
  'first second third last',
  'inclusion exclusion',
  'planned actual',
  'systolic diastolic',
].map(listTerms)

const leadsToCause = /\b(?:because of|due to|owing to)\b/i

/** Of a name that was said before, most of it, and in whose place another one is said now. */
function listSwapped(
  family: readonly ReadonlySet<string>[],
  now: readonly Concept[],
  before: readonly Concept[],
): readonly Concept[] {
  const isSaid = (name: ReadonlySet<string>) =>
    shareNamed(name, now) >= mostOfName &&
    now.filter((concept) => names(name, concept)).length >= mostOfName * now.length
  const meant = family.filter(isSaid)
  if (meant.length === 0) return []
  const last = family.filter(
    (name) => !meant.includes(name) && shareNamed(name, before) >= mostOfName,
  )
  return before.filter(
    (concept) =>
      last.some((name) => names(name, concept)) && !meant.some((name) => names(name, concept)),
  )
}

const mostOfName = 0.6

function shareNamed(name: ReadonlySet<string>, concepts: readonly Concept[]): number {
  const named = [...name].filter((term) => concepts.some(({ terms }) => terms.has(term)))
  return name.size === 0 ? 0 : named.length / name.size
}

/** "Week 12" behind "Week 8": the same thing counted, another number. */
function isCountedAnew({ word }: Concept, before: string, text: string): boolean {
  if (!/^\d/.test(word)) return false
  const counted = new RegExp(
    `(\\p{L}+)\\s+${word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{N}.])`,
    'iu',
  ).exec(before)
  return counted?.[1] !== undefined && new RegExp(`\\b${counted[1]}\\s+\\d`, 'i').test(text)
}

function distinct(concepts: readonly Concept[]): Concept[] {
  return [...new Map(concepts.map((concept) => [concept.term, concept])).values()]
}
