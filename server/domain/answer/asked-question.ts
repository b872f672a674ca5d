import { sliceRange } from '../../../shared/text/range.ts'
import { findTerms } from '../../../shared/text/terms.ts'
import type { CellPart } from '../../../shared/model/citation.ts'
import { stem } from '../../../shared/text/stem.ts'
import { readQuestion, type Question, type QuestionKind } from '../read-question.ts'
import { asksForCause, asksForExistence, asksForJudgement, toQuestion } from './question-forms.ts'
import { listExactNames } from './named-exactly.ts'
import { isAskingTerm, isGeneralTerm, isHandlingTerm, listSameMeaning } from './question-words.ts'

/** One thing that a question names. */
export type Concept = {
  /** As the question spells it. */
  readonly word: string
  readonly term: string
  /** Terms of the same meaning, itself among them. */
  readonly terms: ReadonlySet<string>
  /** How far it counts, 0 to 1. */
  readonly share: number
}

/** Words of the question that ask for one statistic of several. */
export type WantedStatistic = CellPart | undefined

/** A question with what an answer in a conversation has to speak of. */
export type AskedQuestion = Question & {
  /** What an answer must speak of, in order, each once. */
  readonly concepts: readonly Concept[]
  /** Words that most sources have ("subjects", "number"): they may tell two answers apart, no more. */
  readonly general: readonly Concept[]
  readonly statistic: WantedStatistic
  /** Asks for what happened, not for what was to happen. */
  readonly asksResult: boolean
  readonly asksPlan: boolean
  /** Asks for all groups, side by side. */
  readonly asksAllGroups: boolean
  /** Asks for the most or least of something: one row tells nothing of that. */
  readonly asksExtreme: boolean
  /** Asks for all of it together. */
  readonly asksTotal: boolean
  /** Asks how many of something there are. */
  readonly asksCount: boolean
  /** Asks for the share, and not for the count. */
  readonly asksRate: boolean
  /** Asks whether something is so. */
  readonly isClosed: boolean
  /** Asks for what is not so. */
  readonly asksNegation: boolean
  /** Asks by how much two values differ. */
  readonly asksDifference: boolean
  /** Asks what a name means. */
  readonly asksDefinition: boolean
  /** Asks of any of several: "after any dose" is neither after the first nor after the second. */
  readonly asksAny: boolean
  /** Asks whether something is good: see `asksForJudgement`. */
  readonly asksJudgement: boolean
  /** Asks whether there was anything of it. */
  readonly asksExistence: boolean
  /** What an answer must have to the letter. */
  readonly exact: readonly string[]
  /** Rows that were shown before, where it points back to them, and the words that it asks of them itself. */
  readonly among:
    { readonly rows: readonly string[]; readonly words: readonly string[] } | undefined
}

export function readAskedQuestion(written: string): AskedQuestion {
  const text = toQuestion(written)
  const statistic = findStatistic(text)
  const asksAllGroups = groupForms.test(text)
  const question = readQuestion(text)
  const asksForSomebody = question.kind === 'person'
  const named = listConcepts(text).filter(
    ({ term, word }) =>
      (!isAskingTerm(term, asksForSomebody) || isQualifier(word)) &&
      !(question.kind === 'manner' && isHandlingTerm(term)) &&
      !(statistic && statisticTerms.has(term)) &&
      !(asksAllGroups && groupTerms.has(term)),
  )
  const telling = chooseTelling(named)
  return {
    ...question,
    kind: findKind(text, question, statistic),
    concepts: telling.length > 0 ? telling : named,
    general: telling.length > 0 ? named.filter((concept) => !telling.includes(concept)) : [],
    statistic,
    asksResult: resultForms.test(text) && !planForms.test(text) && !ruleForms.test(text),
    asksPlan: planForms.test(text),
    asksAllGroups,
    asksExtreme: extremeForms.test(text),
    asksTotal: totalForms.test(text),
    asksCount: /\bhow many\b|\bnumber of\b/i.test(text),
    asksRate: rateForms.test(text),
    isClosed: closedForms.test(text),
    asksNegation: negationForms.test(text),
    asksDifference: /\bdifferences?\b/i.test(text),
    asksDefinition: definitionForms.some((form) => form.test(text)),
    asksAny: anyForms.test(text),
    asksJudgement: asksForJudgement(text),
    asksExistence: asksForExistence(text),
    exact: listExactNames(text),
    among: undefined,
  }
}

function findKind(text: string, question: Question, statistic: WantedStatistic): QuestionKind {
  if (asksForCause(text)) return 'reason'
  return asksNumber(text, question, statistic) || asksCountOf.test(text) ? 'amount' : question.kind
}

const asksCountOf = /^\W*what (?:is|was|are|were) the counts? of\b/i

/** By a statistic, a total, or a comparison of what happened. */
function asksNumber(text: string, { kind }: Question, statistic: WantedStatistic): boolean {
  if (kind === 'reason') return false
  const isCompared =
    (comparisonForms.test(text) || text.search(turns) >= 0) &&
    resultForms.test(text) &&
    closedForms.test(text)
  return statistic !== undefined || (kind === 'thing' && (totalForms.test(text) || isCompared))
}

/** "Start" asks for a day, and a starting dose is a dose of its own. */
function isQualifier(word: string): boolean {
  return /^(?:starting|ending)$/i.test(word)
}

/** A treatment is all over a study's papers; beside one other word ("period") it tells which one. */
function chooseTelling(named: readonly Concept[]): readonly Concept[] {
  const telling = named.filter(({ term }) => !isGeneralTerm(term))
  const isMore = ({ term }: Concept) => term === stem('treatment') || !isGeneralTerm(term)
  return telling.length === 1 ? named.filter(isMore) : telling
}

function listConcepts(text: string): readonly Concept[] {
  const spelled = text
    .replace(pValue, ' ')
    .replace(conditions, 'when ')
    .replace(frames, '')
    .replace(years, '$1$2')
    .replace(deeds, '')
    .replace(upTo, 'up to what ')
    .replace(anyTime, 'any ')
    .replace(causes, ' ')
    .replace(owners, ' ')
    .replace(turns, ' ')
    .replace(present, ' ')
    .replace(wholes, ' total ')
    .replace(levels, '')
    .replace(sizes, 'how ')
    .replace(events, 'what ')
    .replace(ages, '$& age')
  const concepts = findTerms(spelled).map(({ term, range }) => ({
    word: sliceRange(spelled, range),
    term,
    terms: leads.test(text) ? listLed(term) : listSameMeaning(term),
    share: 1,
  }))
  return [...new Map(concepts.map((concept) => [concept.term, concept])).values()]
}

/** Who leads an audit is its lead auditor. */
const leads = /^\W*who (?:(?:is|was) leading|leads|led|heads|headed)\b/i

function listLed(term: string): ReadonlySet<string> {
  const terms = listSameMeaning(term)
  return term === stem('audit') ? new Set([...terms, stem('auditor')]) : terms
}

/** What leads to a cause, and is none; and what means the same as one word. */
const causes =
  /\b(?:their|his|her|its) own\b|\b(?:due|owing|set) to\b|\bas a result of\b|\b(?:takes?|took|taking) part in\b/gi
/** "Under what condition may they leave" asks when they may. */
const conditions = /\b(?:under|on) (?:what|which) (?:conditions?|circumstances?) /gi
/** What stands in a question beside what it asks for: "in percentage terms", "the actual figure", "a day". */
const frames =
  /\bin (?:percentage|absolute|money) terms\b|\bactual(?:ly)?\b|\bfigures?\b(?! \d)|\bin the end\b|(?<=\bhow (?:often|many times)) an? (?:day|week|month|year)\b/gi
/** The financial year 2025 is called 2025. */
const years =
  /\b(?:(?:the )?((?:19|20)\d\d) (?:financial|fiscal) year|(?:the )?(?:financial|fiscal) year ((?:19|20)\d\d))\b/gi
/** Who carried out a thing did it. */
const deeds = /(?<=^\W*who )(?:carries|carried) out\b/gi
/** "After any dose" is asked for as "any dose" is told. */
const anyTime = /\b(?:after|during|at|on) any \b/gi
const upTo = /\bup to what amount\b/gi
/** "His title" asks for the title of whom was spoken of. */
const owners = /\b(?:his|hers?|him)\b/gi
/** "Did sales rise from 2023 to 2024" asks for the sales of both. */
const turns =
  /\b(?:rise|rose|increased?|fall|fell|decreased?|declined?|drop(?:ped)?|grow|grew|shrink|shrank|changed?) (?=(?:from|between) (?:19|20)\d\d\b)/gi
/** What is so now is so; current assets are called so. */
const present =
  /\b(?:today|nowadays|currently|at present|as things (?:now )?stand|as of now)\b|(?<=\bthe )current (?!(?:assets?|liabilit|ratio|accounts?|tax|year|period|portion|borrowings?|provisions?|version|service cost|cost)\b)/gi
/** All groups together are the total, as tables call it. */
const wholes =
  /\b(?:in )?the whole (?:study|trial|population|sample|group)\b|\ball (?:the )?(?:groups|arms) together\b/gi
/** The level of an interval is no number of what is asked. */
const levels = /\b\d\d(?:\.\d)?\s?%\s(?=CI\b|confidence\b)/gi
/** "How high is the dose" asks for no high dose. */
const sizes =
  /\bhow (?:large|big|small|tall|high|low|deep|(?:long|soon|far)(?: (?:before|after))?|frequent(?:ly)?)\b/gi
/** "What happens after a fall" asks of the fall. */
const events = /\bwhat happen(?:s|ed)? (?:after|when|if|to|with)\b/gi
/** Said of ages alone. */
const ages = /\b(?:oldest|youngest|how old)\b/i

/** Asked for as a statistic, not by its letters. */
const pValue = /\bp[\s-]*values?\b/gi

const statistics: readonly (readonly [CellPart, RegExp])[] = [
  ['p', /^\W*(?:did|do|does)\b.*\b(?:groups|arms|treatments)\b.*\bdiffer\b/i],
  ['p', /\bp[\s-]*values?\b|\b(?:statistically )?significan(?:t|ce|tly)\b(?! levels?\b)/i],
  ['median', /\bmedian\b/i],
  ['mean', /\b(?:mean|average)\b/i],
  ['sd', /\b(?:standard deviation|SD)\b/],
  ['lower', /\bconfidence (?:interval|limit)s?\b|\bCI\b/],
  ['min', /\b(?:minimum|youngest|lowest|smallest|range)\b/i],
  ['max', /\b(?:maximum|oldest|highest|largest|longest)\b/i],
]

/** "What does AE mean?" asks for no statistic. */
function findStatistic(text: string): WantedStatistic {
  if (/\b(?:does|do|did)\b.*\bmeans?\b\W*$/i.test(text)) return undefined
  return statistics.find(([, words]) => words.test(text))?.[0]
}

/** Asked for as a statistic, not by their letters. */
const statisticTerms: ReadonlySet<string> = new Set(
  [
    'average',
    'median',
    'minimum',
    'maximum',
    'range',
    'standard',
    'deviation',
    'confidence',
    'interval',
  ]
    .concat([
      'youngest',
      'oldest',
      'lowest',
      'highest',
      'smallest',
      'largest',
      'longest',
      'sd',
      'ci',
      'score',
    ])
    .concat(['significant', 'significance', 'significantly', 'statistically'])
    .map(stem),
)

const resultForms =
  /\bhow (?:many|much)\b.*\b\w{3,}ed\b|\b(?:has|have)\b.*\b(?:been|\w+ed)\b|\b(?:did|were|was|had|died|discontinued|completed|withdrew|occurred|reported|observed|experienced|happened)\b/i
const planForms =
  /\b(?:planned|(?<!\b(?:analysis|the|this|an?) )plans?|will|would|to be|supposed|intended|expected|scheduled|target(?:ed)?)\b/i
/** Asks what is to be, whenever: a rule is no result. */
const ruleForms =
  /\b(?:must|should|may|can|shall|required|needed|allowed|permitted|(?:needs?|ha(?:s|ve)) to)\b/i
const groupTerms: ReadonlySet<string> = new Set(['group', 'arm', 'treatment'].map(stem))
const groupForms =
  /\b(?:each|every|by|per|across|between(?! (?:the )?\w+ (?:dose|group|arm)\b)|all) (?:the )?(?:\w+ )?(?:groups?|arms?|treatments?|doses?)\b|\bcompare|\beach (?:group|arm)\b|\b(?:which|what) (?:treatment )?(?:groups?|arms?)\b/i
const extremeForms =
  /(?<!\bat )\b(?:most|least)\b(?! (?:recent|of the)\b)|\b(?:commonest|fewest|highest|lowest|largest|smallest|biggest|greatest)\b/i
const totalForms = /\b(?:total|sum|altogether|together|combined|overall)\b|\bin all\b/i
const rateForms = /\b(?:rates?|percentages?|percent|proportions?|shares?)\b|%/i
const comparisonForms = /\b(?:more|less|fewer|\w{3,}er)\b.*\bthan\b/i
/** "Amendment no. 2" denies nothing. */
const negationForms = /\b(?:not|never|without|neither|no(?!\.? ?\d))\b|n['’]t\b/i
const closedForms =
  /^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b/i
const anyForms = /\b(?:after|at|during|on|before) any \p{L}/iu
const definitionForms: readonly RegExp[] = [
  /\bwhat (?:do|does|did)\b.*\b(?:means?|stands? for|refers? to|denotes?)\b\W*$/i,
  /\bwhat is meant by\b|\bdefin(?:e|es|itions?)\b|\bdefined\b(?=\W*$|\s+(?:as|by|in|for)\b)/i,
  /\bwho (?:counts?|is counted|qualifies|is considered) as\b/i,
  /^\W*what (?:is|are) (?:(?:an?|the) )?(?!\b(?:an?|the|total|number|amount|rate|date|p[- ]?value|mean|median)\b)[\w-]+(?: [\w-]+){0,3}\W*$/i,
]
