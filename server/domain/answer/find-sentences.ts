import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { Passage } from '../../../shared/model/passage.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { listSentences, type ProseBlock } from '../prose-units.ts'
import { coverConcepts, names, type ConceptWeights } from './concept-weights.ts'
import type { Question } from './question.ts'
import { isGeneralTerm } from './question-words.ts'
import { toLine } from './statement.ts'

/** A sentence, or list item, that speaks of what a question names. */
export type FoundSentence = {
  readonly source: EvidenceSource
  readonly range: TextRange
  readonly block: ProseBlock
  /** On one line. */
  readonly text: string
  /** 0 to 1: the share of what the question names that it, or what stands above it, names. */
  readonly coverage: number
  readonly score: number
}

/** Sentences of the passages that say what kind of thing the question asks for, best first. */
export function findSentences(
  question: Question,
  weights: ConceptWeights,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): FoundSentence[] {
  const found = hits.flatMap((hit, rank) => {
    const source = sources.find(({ sourceTextId }) => sourceTextId === hit.sourceTextId)
    const passage = source?.passages.find(({ ordinal }) => ordinal === hit.ordinal)
    if (!source || !passage?.isEvidence) return []
    return scorePassage(question, weights, source, passage, rank)
  })
  return found.sort((a, b) => b.score - a.score)
}

/** Words that a heading says and each sentence below it need not. */
const shareOfNearest = 0.8
const shareOfOuter = 0.5
/** What the sentence before names, a pronoun may stand for. */
const shareOfBefore = 0.4

function scorePassage(
  question: Question,
  weights: ConceptWeights,
  source: EvidenceSource,
  passage: Passage,
  rank: number,
): FoundSentence[] {
  const { text } = source.sourceText
  const nearest = new Set(listTerms(passage.headingPath.at(-1) ?? ''))
  const outer = new Set(listTerms([...passage.headingPath.slice(0, -1), passage.caption].join(' ')))
  const sentences = listSentences(source, passage.range)
  return sentences.flatMap(({ block, range }, index) => {
    if (!containsRange(passage.range, range)) return []
    const words = toLine(sliceRange(text, range))
    const own = new Set(listTerms(words))
    const before = sentences[index - 1]
    const isSameBlock = before?.block === block
    const terms = isSameBlock
      ? new Set(listTerms(sliceRange(text, before.range)))
      : new Set<string>()
    const named = hasName(words, question) ? kindsOfName : new Set<string>()
    const coverage = coverConcepts(weights, [
      [own, 1],
      [named, 1],
      [nearest, shareOfNearest],
      [outer, shareOfOuter],
      [terms, shareOfBefore],
    ])
    if (!answersKind(question, words, nearest, weights)) return []
    const score = coverage + bonus(question, own, words) - rank * 0.002 - index * 0.001
    return [{ source, range, block, text: words, coverage, score }]
  })
}

/** "Which countries" is answered by their names, and need not say that they are countries. */
const kindsOfName: ReadonlySet<string> = new Set(
  ['country', 'countries', 'city', 'place', 'company', 'institution', 'dictionary', 'software'].map(
    stem,
  ),
)

/** A word within the sentence that is written as a name and does not stand in the question. */
function hasName(words: string, { text }: Question): boolean {
  const asked = text.toLowerCase()
  return (words.match(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu) ?? []).some(
    (name) =>
      !asked.includes(name.toLowerCase()) && !/^(?:Week|Table|Section|Appendix|Visit)/.test(name),
  )
}

/** Two words or more that are written as a name, and are none of the question's. */
function namesSomeone(words: string, { text }: Question): boolean {
  const asked = text.toLowerCase()
  return (words.match(/\p{Lu}\p{Ll}+(?:[ .]+\p{Lu}\p{L}*)+/gu) ?? []).some((name) =>
    name.split(/[ .]+/).every((part) => !asked.includes(part.toLowerCase())),
  )
}

/** A little for words that leave out little of the sentence, and for what says "is" of its subject. */
function bonus(question: Question, own: ReadonlySet<string>, words: string): number {
  const telling = [...own].filter((term) => !isGeneralTerm(term))
  const shared = telling.filter((term) => question.concepts.some(({ terms }) => terms.has(term)))
  const general = question.general.filter((concept) => names(own, concept)).length
  const precision = shared.length / Math.max(4, telling.length)
  return 0.1 * precision + 0.03 * Math.min(general, 2) + (isHeadline(words) ? -0.2 : 0)
}

/** "Population: Safety" says nothing by itself. */
function isHeadline(words: string): boolean {
  return (words.match(/\p{L}{2,}/gu) ?? []).length < 4
}

/** Whether the words hold what the question asks for: an amount, a time, a reason. */
function answersKind(
  question: Question,
  words: string,
  heading: ReadonlySet<string>,
  weights: ConceptWeights,
): boolean {
  const { kind } = question
  if (/\?\s*$/.test(words)) return false
  if (question.asksExtreme && !extremeWords.test(words)) return false
  if (/^\W*who\b/i.test(question.text) && !namesSomeone(words, question)) return false
  if (/\bhow long\b/i.test(question.text) && !duration.test(words)) return false
  if (kind === 'quantity') return hasNewNumber(question, words)
  if (kind === 'time') return timeWords.test(words)
  if (kind === 'reason') return reasonWords.test(words) || heading.has('rational')
  return [...weights.keys()].length > 0
}

/** The number that the question gives is no answer to it. */
function hasNewNumber({ text }: Question, words: string): boolean {
  const given = new Set(text.match(/\d+(?:[.,]\d+)*/g) ?? [])
  const numbers = words.replace(/\[\d+(?:[,–-]\d+)*\]/g, '').match(/\d+(?:[.,]\d+)*/g) ?? []
  return numbers.some((number) => !given.has(number)) || numberWords.test(words)
}

const numberWords =
  /\b(?:none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|once|twice|daily|weekly|monthly)\b/i
const extremeWords =
  /\b(?:most|least|mainly|commonest|highest|lowest|largest|smallest|maximum|minimum|more than|less than)\b/i
const duration =
  /(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve))[\s-]*(?:minutes?|hours?|days?|weeks?|months?|years?)\b/i
const timeWords =
  /\b(?:\d{4}|weeks?|days?|months?|years?|hours?|minutes?|visits?|before|after|until|when|once|daily|immediately|prior|following|during|at the (?:end|start|time)|january|february|march|april|may|june|july|august|september|october|november|december)\b/i
const reasonWords =
  /\b(?:because|due to|so that|in order to|since|therefore|thus|hence|owing to|reasons?|to (?:avoid|allow|ensure|reduce|prevent|protect|minimi[sz]e|assess|evaluate|determine|show|account)|as a result|in case|rationale|is expected to|limited by|based on)\b/i
