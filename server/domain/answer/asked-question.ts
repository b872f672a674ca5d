import type { CellPart } from '../../../shared/model/citation.ts'
import { stem } from '../../../shared/text/stem.ts'
import { readQuestion, type Question, type QuestionKind } from '../read-question.ts'
import { asksForCause, asksForExistence, asksForJudgement, toQuestion } from './question-forms.ts'
import { listExactNames } from './named-exactly.ts'
import { listConcepts, turns } from './list-concepts.ts'
import { isAskingTerm, isGeneralTerm, isHandlingTerm } from './question-words.ts'

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
type WantedStatistic = CellPart | undefined

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
      (!isAskingTerm(term, asksForSomebody) || isQualifier(word) || isPaper(text, word)) &&
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
    asksResult: isOfResult(text),
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

/** What somebody reports is said of anything, and "its final report" is a thing. */
function isPaper(text: string, word: string): boolean {
  return /^reports?$/i.test(word) && papers.test(text)
}

const papers =
  /\b(?:the|its|their|an?|each|every|final|interim|annual|monthly) (?:final |interim |annual )?reports?\b/i

/** A treatment is all over a study's papers; beside one other word ("period") it tells which one. */
function chooseTelling(named: readonly Concept[]): readonly Concept[] {
  const telling = named.filter(({ term }) => !isGeneralTerm(term))
  const isMore = ({ term }: Concept) => term === stem('treatment') || !isGeneralTerm(term)
  return telling.length === 1 ? named.filter(isMore) : telling
}

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
function isOfResult(text: string): boolean {
  const isOther = [planForms, ruleForms].some((form) => form.test(text))
  return resultForms.test(text) && !isOther && !isOfPresent(text)
}

/** "How long are they observed" asks what is done always. */
function isOfPresent(text: string): boolean {
  return /\b(?:is|are)\b/i.test(text) && !/\b(?:was|were|did|had|has|have|been)\b/i.test(text)
}

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
/** "The 1.5% arm" is a group, and no rate. */
const rateForms = /\b(?:rates?|percentages?|percent|proportions?|shares?)\b|(?<!\d ?)%/i
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
