import type { Passage } from '../../../shared/model/passage.ts'
import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listPassageSentences } from '../prose-units.ts'
import type { RankedSentence } from '../rank-sentences.ts'
import { listDateTerms } from './asked-month.ts'
import { listAskedPlaces } from './asked-place.ts'
import { answersKind, countsBeside } from './answers-kind.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { coverConcepts, isAskedName, names, type ConceptWeights } from './concept-weights.ts'
import { isNoAnswer } from './no-answer.ts'
import { asksWhat, namesOffice, pointsElsewhere, saysWhat } from './says-what.ts'
import { listTitleTerms } from './source-title.ts'
import { toLine } from './statement.ts'

/** A sentence, or list item, that speaks of what a question names and says what it asks for. */
export type FoundSentence = {
  readonly source: EvidenceSource
  readonly range: TextRange
  /** On one line. */
  readonly text: string
  /** 0 to 1: the share of what the question names that it, or what stands above it, names. */
  readonly coverage: number
  /** 0 to 1: the share that it names itself, or all of it where it names what is counted. */
  readonly ownCoverage: number
  /** It says what the thing is, where that is asked. */
  readonly isTold: boolean
  readonly ranked: RankedSentence
}

/** Of ranked sentences those that answer, in their order. */
export function findSentences(
  question: AskedQuestion,
  weights: ConceptWeights,
  ranked: readonly RankedSentence[],
  sources: readonly EvidenceSource[],
): FoundSentence[] {
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  return ranked.flatMap((one) => {
    const source = byId.get(one.sourceTextId)
    const passage = source?.passages[one.ordinal]
    return source && passage ? (findSentence(question, weights, one, source, passage) ?? []) : []
  })
}

/** Words that a heading says and each sentence below it need not. */
const shareOfNearest = 0.8
const shareOfOuter = 0.5
/** What the sentence before names, a pronoun may stand for. */
const shareOfBefore = 0.4
/** "They are observed for 60 minutes": what they are, the sentence before says. */
const pointsBack = /^\W*(?:they|it|he|she|these|those|this|both)\b/i
const shareOfMeant = 0.9
const none: ReadonlySet<string> = new Set()
/** What the whole source is of. */
const shareOfTitle = 0.8
/** What a question names may be said by that to this share. */
const mostOfTitle = 0.45
/** The sentences of one list item are about one thing. */
const shareOfItem = 0.8

function findSentence(
  question: AskedQuestion,
  weights: ConceptWeights,
  ranked: RankedSentence,
  source: EvidenceSource,
  passage: Passage,
): FoundSentence | undefined {
  const text = toLine(sliceRange(source.sourceText.text, ranked.range))
  const heading = passage.headingPath.at(-1) ?? ''
  const nearest = new Set(listTerms(heading))
  if (isHeadline(text) || !mayAnswer(question, text, nearest)) return undefined
  if (!namesOffice(question, `${heading}\n${text}`)) return undefined
  const { own: written, before, item } = readTerms(source, passage, ranked)
  const measured = question.focus.filter((term) => measuredKinds.get(term)?.test(text))
  const own = new Set([...written, ...measured])
  // "Authors:" above names is a label more than a heading
  const isLabelled = /:\s*$/.test(heading) && isAskedName(question.concepts, nearest)
  const outer = listTerms([...passage.headingPath.slice(0, -1), passage.caption].join(' '))
  const title = listTitleTerms(source)
  const said = [own, nearest, new Set(outer), before, item, title]
  // what one word of a longer heading says is not what its sentences are about
  const isOwn = [own, item].some((terms) => namesAny(question, terms))
  if (!isOwn && !isAskedName(question.concepts, nearest)) return undefined
  if (question.concepts.some((one) => isNumbered(one) && !said.some((terms) => names(terms, one))))
    return undefined
  const kinds = hasName(text, question) ? listNamedKinds(question) : new Set<string>()
  const isGiven = (place: Concept) => [own, nearest, kinds].some((terms) => names(terms, place))
  if (!listAskedPlaces(question).every(isGiven)) return undefined
  const places = [
    [own, 1],
    [kinds, 1],
    [nearest, isLabelled ? 1 : shareOfNearest],
    [new Set(outer), shareOfOuter],
    [before, pointsBack.test(text) ? shareOfMeant : shareOfBefore],
    [item, shareOfItem],
  ] as const
  const coverage = coverConcepts(weights, [...places, [title, shareOfTitle]])
  if (coverage - coverConcepts(weights, places) > mostOfTitle) return undefined
  const isTold = isLabelled || tells(question, text, nearest)
  if (!isTold && (question.isClosed || asksNameOf.test(question.text))) return undefined
  const isAllOwn = isLabelled || namesCounted(question, own)
  const meant = pointsBack.test(text) ? before : none
  const ownCoverage = isAllOwn
    ? coverage
    : coverConcepts(weights, [
        [own, 1],
        [meant, shareOfMeant],
      ])
  return { source, range: ranked.range, text, coverage, ownCoverage, isTold, ranked }
}

function tells(question: AskedQuestion, text: string, heading: ReadonlySet<string>): boolean {
  if (pointsElsewhere(text) || !countsBeside(question, text)) return false
  return !asksWhat(question) || saysWhat(question, text, heading)
}

function mayAnswer(question: AskedQuestion, text: string, heading: ReadonlySet<string>): boolean {
  return !isNoAnswer(question, text, heading) && answersKind(question, text, heading)
}

/** A name is told of its bearer, who is spoken of without it, too. */
const asksNameOf = /\bwhat (?:is|was|are|were) the names? of\b/i

/** It names itself what is counted, all of it; a heading may say of what. */
function namesCounted(question: AskedQuestion, own: ReadonlySet<string>): boolean {
  const { text, focus, concepts } = question
  const noun = new Set(listTerms(countedNoun.exec(text)?.[1] ?? text))
  const asked = focus.filter((term) => noun.has(term))
  const counted = concepts.filter(({ terms }) => asked.some((term) => terms.has(term)))
  return counted.length > 0 && counted.every((one) => names(own, one))
}

/** "Recommendations" of "how many recommendations of the earlier audit". */
const countedNoun = /\bhow (?:many|much)\s+(.+?)\s+(?:of|in|for|from|at|on|with|by|to|per)\b/i

function namesAny({ concepts }: AskedQuestion, terms: ReadonlySet<string>): boolean {
  return concepts.some((one) => names(terms, one))
}

/** Week 52 is no other week. */
function isNumbered({ term }: Concept): boolean {
  return /\d/.test(term)
}

/** Its own terms, and those of the sentence before it in the same paragraph. */
function readTerms(source: EvidenceSource, passage: Passage, { range }: RankedSentence) {
  const sentences = listPassageSentences(source, passage)
  const index = sentences.findIndex((one) => one.range.start === range.start)
  const before = sentences[index - 1]
  const between = { start: before?.range.end ?? range.start, end: range.start }
  const isNear = !sliceRange(source.sourceText.text, between).includes('\n')
  const toTerms = (one: (typeof sentences)[number] | undefined) =>
    new Set(one?.terms.map(({ term }) => term))
  const block = source.sourceText.blocks.find((one) => containsRange(one.range, range))
  const fellows = sentences.filter((one) => block && containsRange(block.range, one.range))
  const item = block?.kind === 'list_item' ? fellows.flatMap(({ terms }) => terms) : []
  return {
    own: new Set([
      ...toTerms(sentences[index]),
      ...listDateTerms(sliceRange(source.sourceText.text, range)),
    ]),
    before: toTerms(isNear ? before : undefined),
    item: new Set(item.map(({ term }) => term)),
  }
}

/** "Which countries" is answered by their names, and need not say that they are countries. */
const kindsOfName: ReadonlySet<string> = new Set(
  ['country', 'countries', 'city', 'place', 'company', 'institution', 'dictionary'].map(stem),
)

/** "Which dose" is answered by its unit, as "at what temperature" is. */
const measuredKinds: ReadonlyMap<string, RegExp> = new Map([
  [stem('dose'), /\d\s?(?:mg|mcg|µg|g|mL|IU)\b/],
  [stem('temperature'), /\d\s?°/],
])

/** Of these kinds those that are asked for: "how many employees has the company" asks for no company. */
export function listNamedKinds({ focus }: AskedQuestion): ReadonlySet<string> {
  return new Set(focus.filter((term) => kindsOfName.has(term)))
}

/** A word within the sentence that is written as a name and does not stand in the question. */
function hasName(words: string, { text }: AskedQuestion): boolean {
  const asked = text.toLowerCase()
  return (words.match(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu) ?? []).some(
    (name) =>
      !asked.includes(name.toLowerCase()) && !/^(?:Week|Table|Section|Appendix|Visit)/.test(name),
  )
}

/** "Population: Safety" says nothing by itself. */
function isHeadline(words: string): boolean {
  const count = (words.match(/\p{L}{2,}/gu) ?? []).length
  // "Accounting agrees." is a sentence
  return count < 2 || (count < 4 && !/^\p{Lu}\p{Ll}+ \p{Ll}[\p{Ll} ]+\.$/u.test(words))
}
