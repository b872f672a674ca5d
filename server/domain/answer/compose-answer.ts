import type {
  AnswerSentence,
  NearPassage,
  QualityVerdict,
  StoredAnswer,
} from '../../../shared/model/conversation.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import type { TermWeights } from '../term-weights.ts'
import { answerFromBands, answerFromMissed } from './answer-from-bands.ts'
import { answerFromDefinitions, answerFromShortForm } from './answer-from-definitions.ts'
import { answerFromRecords } from './answer-from-records.ts'
import { answerFromReasons } from './answer-from-tables.ts'
import { readCell, readNumbers } from './cell-numbers.ts'
import { applyAliases, type Alias } from './aliases.ts'
import { listTermsOf, weighConcepts, type ConceptWeights } from './concept-weights.ts'
import { findRows } from './find-cells.ts'
import { compareAges, compareColumns, compareRecords, compareRows } from './compare.ts'
import { createVerdict } from './create-verdict.ts'
import { findBands } from './find-band.ts'
import { findDefinitions } from './find-definitions.ts'
import { findMissed } from './find-missed.ts'
import { findRecords, type FoundRecords } from './find-records.ts'
import { findReasons } from './find-reasons.ts'
import { holdToQuestion } from './hold-to-question.ts'
import { isPlan } from './planned.ts'
import type { AskedQuestion } from './asked-question.ts'
import { asksOldest, isInOtherLanguage } from './question-forms.ts'
import { isHollowTerm } from './question-words.ts'
import { describeSearch, phrases } from './phrases.ts'
import { createNote } from './statement.ts'
import { readCells, readCellsOrProse, readProse } from './read-cells-or-prose.ts'
import { supersede } from './supersede.ts'
import type { AskedTable } from './table-rows.ts'
import { verifyAnswer } from './verify-answer.ts'

/** What an answer is composed from. */
type AnswerEvidence = {
  /** Those that were opened: all, or as many as a search hits. */
  readonly sources: readonly EvidenceSource[]
  readonly searched: StoredAnswer['searched']
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
  /** All that the question names was held against the cells already. */
  readonly isHeld?: true
}

export type ComposedAnswer = PartialAnswer &
  Pick<StoredAnswer, 'searched' | 'nearest'> & {
    /** It is of the rows that were shown before. */
    readonly isAmong: boolean
  }

/**
 * An answer in the sources' own words: from the cells of a table where an amount is asked for, else
 * from sentences; or that they don't say, with what was searched.
 */
export function composeAnswer(
  question: AskedQuestion,
  { sources, searched, tables, aliases, hits, weights: ofTerms }: AnswerEvidence,
): ComposedAnswer {
  const given = (one: PartialAnswer, isAmong = false): ComposedAnswer => ({
    ...one,
    searched,
    nearest: [],
    isAmong,
  })
  if (searched.sources === 0) return given(refuse('nothing_to_search', phrases.nothingToSearch))
  if (question.concepts.every(({ term }) => isHollowTerm(term)))
    return given(refuse('question_unclear', phrases.unclear))
  const meant = { ...question, concepts: applyAliases(question.concepts, aliases) }
  const weights = weighConcepts(meant.concepts, ofTerms)
  const evidence = { sources, tables, hits, weights, ofTerms }
  const alone = { ...meant, among: undefined }
  for (const attempt of attempts) {
    const made = attempt(attempt === readAmong ? meant : alone, evidence)
    const whole = made && supersede(question, made, sources, tables)
    const kept = whole && keepSupported(whole, sources)
    const answer = kept && keepAsked(meant, kept, evidence)
    if (!answer) continue
    if (answer.verdict.verdict !== 'insufficient_evidence')
      return given(
        attempt === readAmong ? answer : doubtOther(question, answer),
        attempt === readAmong,
      )
    return refuseWith(answer, searched, listNearest(hits, sources))
  }
  return refuseWith(refuseAsAsked(meant), searched, listNearest(hits, sources))
}

/** What "it" had is asked of what was shown before, and may be something else of another row. */
function doubtOther({ text, among }: AskedQuestion, answer: PartialAnswer): PartialAnswer {
  const isOfShown = among !== undefined && /\b(?:it|they|them|those|these)\b/i.test(text)
  if (!isOfShown || answer.verdict.verdict !== 'sufficient') return answer
  return { ...answer, verdict: createVerdict('cells', 'partly_matched') }
}

function refuseWith(
  refused: PartialAnswer,
  searched: StoredAnswer['searched'],
  nearest: NearPassage[],
): ComposedAnswer {
  // the nearest are named when the answer is shown: a source may be deleted until then
  const sentences = [...refused.sentences, createNote(describeSearch(searched))]
  return { ...refused, sentences, searched, nearest, isAmong: false }
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

/** What each attempt at an answer looks into. */
export type Searched = Pick<AnswerEvidence, 'sources' | 'tables' | 'hits'> & {
  readonly weights: ConceptWeights
  readonly ofTerms: TermWeights
}

type Attempt = (question: AskedQuestion, searched: Searched) => PartialAnswer | undefined

/** From what answers one form of question alone to what answers any; the first that holds is given. */
const attempts: readonly Attempt[] = [
  readAmong,
  (question, { sources }) => answerFromShortForm(question.text, sources),
  explainName,
  compareColumns,
  compareRows,
  compareAges,
  (question, { weights, tables }) => {
    const found = findMissed(question, weights, tables)
    return found && answerFromMissed(found)
  },
  (question, { weights, tables }) => answerFromBands(findBands(question, weights, tables)),
  giveReasons,
  (question, searched) => (question.isClosed ? readUnfilled : readRecords)(question, searched),
  readCellsOrProse,
  readRecords,
  // what was nearer and is no answer does not silence what is one
  readCells,
  readProse,
]

/** Of the rows that were shown before, what is asked of them now. */
function readAmong(question: AskedQuestion, searched: Searched) {
  if (!question.among) return undefined
  return question.asksExtreme ? compareRecords(question, searched) : readRecords(question, searched)
}

function explainName(question: AskedQuestion, { hits, sources }: Searched) {
  const found = question.asksDefinition ? findDefinitions(question, hits, sources) : []
  return found.length > 0 ? answerFromDefinitions(found) : undefined
}

/** A plan knows no reasons of what happened, and a table of results knows no others. */
function giveReasons(question: AskedQuestion, { weights, tables }: Searched) {
  if (question.kind !== 'reason' || !question.asksResult) return undefined
  const found = findReasons(question, weights, tables)
  return found.length > 0 ? answerFromReasons(found) : undefined
}

/** What is counted stands in the cells of a table, where it has such a row, rather than in a list. */
function readRecords(question: AskedQuestion, { weights, tables }: Searched) {
  const { asksCount, asksExtreme, asksJudgement, asksRate, asksTotal, kind, statistic } = question
  const asksMeasure = statistic !== undefined && statistic !== 'min' && statistic !== 'max'
  if (asksExtreme || asksJudgement || asksMeasure || kind === 'reason') return undefined
  if (asksOldest(question.text)) return undefined
  const isCount = asksRate || asksCount
  const isInTable = () =>
    findRows(question, weights, tables).some(({ row }) => !row.isTotal || asksTotal)
  if (isCount && !question.among && isInTable()) return undefined
  const found = findRecords(question, weights, tables)
  if (!found || (found.isWhole && isInTable())) return undefined
  if (asksCount && !question.among && holdsSome(question, found, weights, tables)) return undefined
  if (isCount && !asksTotal && !countsRecords(question, found)) return undefined
  return answerFromRecords(question, found)
}

/** Whether something was done: where the field of that name is empty, no other words of the row tell it. */
function readUnfilled(question: AskedQuestion, searched: Searched) {
  const found = readRecords(question, searched)
  return found?.verdict.reason === 'no_value' ? found : undefined
}

/** A list has only some of what a total elsewhere counts: "Critical and High findings". */
function holdsSome(
  question: AskedQuestion,
  { records }: FoundRecords,
  weights: ConceptWeights,
  tables: Searched['tables'],
): boolean {
  return findRows(question, weights, tables).some(
    ({ row, table, columns }) =>
      row.isTotal &&
      columns.some(
        (index) => Number(readNumbers(readCell(table, row, index))?.first) > records.length,
      ),
  )
}

/** A plan counts nothing that happened, and a list of things no people. */
function countsRecords({ text }: AskedQuestion, { records: [first] }: FoundRecords): boolean {
  if (!first || isPlan(first.table.place.source)) return false
  return !/\b(?:patients|subjects|participants|people|persons)\b/i.test(text)
}

/** Undefined where nothing is left; what lost a statement is sure of nothing. */
function keepSupported(
  { sentences, verdict, isHeld }: PartialAnswer,
  sources: readonly EvidenceSource[],
): PartialAnswer | undefined {
  const kept = verifyAnswer(sentences, sources)
  if (verdict.verdict === 'insufficient_evidence') return { sentences: kept, verdict }
  if (kept.every(({ kind }) => kind === 'note')) return undefined
  if (kept.length === sentences.length)
    return { sentences: kept, verdict, ...(isHeld && { isHeld }) }
  return {
    sentences: kept,
    verdict: createVerdict('cells', 'partly_matched'),
  }
}

/** Undefined where it is no answer to what is asked; what may be one is sure of nothing. */
function keepAsked(
  question: AskedQuestion,
  answer: PartialAnswer,
  { sources, tables }: Searched,
): PartialAnswer | undefined {
  if (answer.isHeld) return answer
  const held = holdToQuestion(question, answer.sentences, sources, tables)
  if (held === 'fails') return undefined
  if (held === 'answers' || answer.verdict.verdict !== 'sufficient') return answer
  return { ...answer, verdict: createVerdict('cells', 'partly_matched') }
}

function refuseAsAsked({ text, kind }: AskedQuestion): PartialAnswer {
  if (isInOtherLanguage(text)) return refuse('question_unclear', phrases.otherLanguage)
  return kind === 'reason'
    ? refuse('no_reason_given', phrases.noReason)
    : refuse('no_match', phrases.dontSay)
}

function refuse(reason: QualityVerdict['reason'], phrase: string): PartialAnswer {
  return {
    sentences: [createNote(phrase)],
    verdict: createVerdict('refusal', reason),
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
