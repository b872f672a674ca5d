import type {
  AnswerSentence,
  NearPassage,
  QualityVerdict,
  StoredAnswer,
} from '../../../shared/model/conversation.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { rankSentences } from '../rank-sentences.ts'
import type { TermWeights } from '../term-weights.ts'
import { answerFromProse } from './answer-from-prose.ts'
import { answerFromExtreme, answerFromReasons, answerFromTables } from './answer-from-tables.ts'
import { applyAliases, type Alias } from './aliases.ts'
import { listTermsOf, names, weighConcepts } from './concept-weights.ts'
import { countSearched } from './count-searched.ts'
import { findRows, type FoundRow } from './find-cells.ts'
import { findExtreme } from './find-extreme.ts'
import { findReasons } from './find-reasons.ts'
import { findSentences, type FoundSentence } from './find-sentences.ts'
import { isPlan } from './planned.ts'
import type { AskedQuestion } from './asked-question.ts'
import { isGeneralTerm } from './question-words.ts'
import { describeSearch, phrases } from './phrases.ts'
import { createNote } from './statement.ts'
import type { AskedTable } from './table-rows.ts'
import { verifyAnswer } from './verify-answer.ts'

/** What an answer is composed from. */
export type AnswerEvidence = {
  readonly sources: readonly EvidenceSource[]
  readonly tables: readonly AskedTable[]
  readonly aliases: readonly Alias[]
  /** The best passages for the question, best first. */
  readonly hits: readonly RankedPassage[]
  /** Of `listQuestionTerms`, among the sources. */
  readonly weights: TermWeights
}

/** Some sentences with the verdict on them. */
export type PartialAnswer = {
  readonly sentences: readonly AnswerSentence[]
  readonly verdict: QualityVerdict
}

export type ComposedAnswer = PartialAnswer & Pick<StoredAnswer, 'searched' | 'nearest'>

/**
 * An answer in the sources' own words: from the cells of a table where an amount is asked for, else
 * from sentences; or that they don't say, with what was searched.
 */
export function composeAnswer(
  question: AskedQuestion,
  { sources, tables, aliases, hits, weights: ofTerms }: AnswerEvidence,
): ComposedAnswer {
  const searched = countSearched(sources)
  const given = (one: PartialAnswer): ComposedAnswer => ({ ...one, searched, nearest: [] })
  if (sources.length === 0) return given(refuse('nothing_to_search', phrases.nothingToSearch))
  if (question.concepts.length === 0) return given(refuse('question_unclear', phrases.unclear))
  const meant = { ...question, concepts: applyAliases(question.concepts, aliases) }
  const weights = weighConcepts(meant.concepts, ofTerms)
  const extreme = meant.asksExtreme ? findExtreme(meant, weights, tables) : undefined
  const compared = extreme && keepSupported(answerFromExtreme(extreme), sources)
  if (compared) return given(compared)
  const reasons = asksReasons(meant) ? findReasons(meant, weights, tables) : []
  const explained =
    reasons.length > 0 ? keepSupported(answerFromReasons(reasons), sources) : undefined
  if (explained) return given(explained)
  const rows = meant.asksExtreme ? [] : findRows(meant, weights, tables)
  const ranked = rankSentences(meant, hits, sources, ofTerms)
  const found = findSentences(meant, weights, ranked, sources)
  const chosen = choose(meant, rows, found)
  const answer = chosen && keepSupported(chosen, sources)
  if (answer) return given(answer)
  const nearest = listNearest(hits, sources)
  const note = meant.kind === 'reason' ? phrases.noReason : phrases.dontSay
  const refused = refuse(meant.kind === 'reason' ? 'no_reason_given' : 'no_match', note)
  // the nearest are named when the answer is shown: a source may be deleted until then
  const sentences = [...refused.sentences, createNote(describeSearch(searched))]
  return { ...refused, sentences, searched, nearest }
}

/** The terms whose weights an answer needs. */
export function listQuestionTerms(
  { terms, concepts }: AskedQuestion,
  aliases: readonly Alias[],
): string[] {
  return [...new Set([...terms, ...listTermsOf(applyAliases(concepts, aliases))])]
}

/** The words to search for: what the question names, by each of its names. */
export function writeQuery(
  { concepts, general }: AskedQuestion,
  aliases: readonly Alias[],
): string {
  const meant = applyAliases(concepts, aliases)
  const words = [...meant, ...general].flatMap(({ word, terms }) => [word, ...terms])
  return [...new Set(words)].join(' ')
}

/** A plan knows no reasons of what happened, and a table of results knows no others. */
function asksReasons({ kind, asksResult }: AskedQuestion): boolean {
  return kind === 'reason' && asksResult
}

/** Undefined where nothing is left; what lost a statement is sure of nothing. */
function keepSupported(
  { sentences, verdict }: PartialAnswer,
  sources: readonly EvidenceSource[],
): PartialAnswer | undefined {
  const kept = verifyAnswer(sentences, sources)
  if (kept.every(({ kind }) => kind === 'note')) return undefined
  if (kept.length === sentences.length) return { sentences: kept, verdict }
  return {
    sentences: kept,
    verdict: { ...verdict, verdict: 'low_confidence', reason: 'partly_matched' },
  }
}

/** A sentence must be this much nearer to the question than a cell to stand before it. */
const lead = 0.05

function choose(
  question: AskedQuestion,
  rows: readonly FoundRow[],
  sentences: readonly FoundSentence[],
): PartialAnswer | undefined {
  const [row] = rows
  const [sentence] = sentences
  if (!row || question.kind === 'reason') return answerFromProse(question, sentences)
  const wantsCells =
    (question.kind === 'amount' && !question.asksPlan && !isPlan(row.table.place.source)) ||
    isNamed(question, row)
  const isNearer = !sentence || row.coverage > sentence.coverage - (wantsCells ? lead : -lead)
  const fromTables = () => answerFromTables(question, rows, sentences)
  if (wantsCells || isNearer) return fromTables()
  return answerFromProse(question, sentences) ?? fromTables()
}

/** "Who is the sponsor?" asks for the value beside the name. */
function isNamed({ text, kind, concepts, asksResult }: AskedQuestion, { row }: FoundRow): boolean {
  const own = [...row.own].filter((term) => !isGeneralTerm(term))
  return (
    (kind === 'thing' || kind === 'person') &&
    !asksResult &&
    /^\W*(?:who|what|which)\b/i.test(text) &&
    concepts.every((concept) => names(row.own, concept)) &&
    own.every((term) => concepts.some(({ terms }) => terms.has(term)))
  )
}

function refuse(reason: QualityVerdict['reason'], phrase: string): PartialAnswer {
  return {
    sentences: [createNote(phrase)],
    verdict: { verdict: 'insufficient_evidence', reason, confidence: 0.8 },
  }
}

const mostNearest = 3

function listNearest(
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): NearPassage[] {
  return hits.slice(0, mostNearest).flatMap(({ sourceTextId, ordinal }) => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    const passage = source?.passages.find((one) => one.ordinal === ordinal)
    return passage ? [{ sourceTextId, range: passage.range }] : []
  })
}
