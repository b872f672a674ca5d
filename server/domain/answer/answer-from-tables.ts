import type { QualityVerdict } from '../../../shared/model/conversation.ts'
import { stateCells, readCells } from './cell-statement.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import type { FoundRow } from './find-cells.ts'
import type { FoundExtreme } from './find-extreme.ts'
import { findRivalRow } from './find-conflict.ts'
import type { FoundSentence } from './find-sentences.ts'
import { describeCompared, phrases } from './phrases.ts'
import { foldWords, stateSentences } from './prose-statement.ts'
import { isPlanned } from './planned.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { names } from './concept-weights.ts'
import { isGeneralTerm } from './question-words.ts'
import { lacksSum, sumColumns, type ColumnSum } from './sum-columns.ts'
import { createNote } from './statement.ts'
import { listHeadTerms } from './table-rows.ts'

/** Rows that fit as well as the best are given, too. */
const shareOfBest = 0.985
const mostRows = 3

/** The values of the rows that fit best, what another source gives instead, and what was planned. */
export function answerFromTables(
  question: AskedQuestion,
  rows: readonly FoundRow[],
  sentences: readonly FoundSentence[],
): PartialAnswer | undefined {
  const [best] = rows
  if (!best) return undefined
  const fitting = withoutTwins(rows.filter(({ score }) => score >= shareOfBest * best.score))
  const rival = findRivalRow(best, rows)
  const shown = fitting.filter((row) => row !== rival).slice(0, mostRows)
  const others = rival ? [] : findOthers(question, shown, withoutTwins(rows))
  const sum = rival || shown.length !== 1 ? undefined : sumColumns(question, best)
  if (sum) return stateSum(sum)
  // the parts of what is asked for together are no sum of them
  const isUnsummed = shown.some((row) => lacksSum(question, row))
  const planned = question.asksResult && !question.statistic ? findPlanned(sentences) : undefined
  return {
    sentences: [
      ...shown.map(stateCells),
      ...(rival ? [createNote(phrases.disagree), stateCells(rival)] : []),
      ...(others.length > 0 ? [createNote(phrases.others), ...others.map(stateCells)] : []),
      ...(planned ? stateSentences([planned], () => phrases.planned) : []),
    ],
    verdict: judge(fitting.length, rival !== undefined, isUnsummed),
  }
}

function stateSum({ row, total }: ColumnSum): PartialAnswer {
  return {
    sentences: [createNote(phrases.computed), total, stateCells(row)],
    verdict: createVerdict('cells', 'answered'),
  }
}

/** What has the most, or least, of how many, and beside it what it was compared with in its row. */
export function answerFromExtreme({ rows, others, compared, noun }: FoundExtreme): PartialAnswer {
  const isMany = rows.length > mostRows
  return {
    sentences: [
      createNote(describeCompared(compared, noun)),
      ...[...rows.slice(0, mostRows), ...others].map(stateCells),
    ],
    verdict: createVerdict('comparison', isMany ? 'partly_matched' : 'answered'),
  }
}

/** Each reason with its count. */
export function answerFromReasons(rows: readonly FoundRow[]): PartialAnswer {
  return { sentences: rows.map(stateCells), verdict: createVerdict('cells', 'answered') }
}

/** Rows of other tables that are called what the question names: they may count it otherwise. */
function findOthers(
  { concepts }: AskedQuestion,
  shown: readonly FoundRow[],
  rows: readonly FoundRow[],
): readonly FoundRow[] {
  const isAsked = (term: string) => concepts.some(({ terms }) => terms.has(term))
  // a completed suicide completes no study
  const isCalled = ({ row }: FoundRow) =>
    concepts.some((concept) => names(row.own, concept)) &&
    [...row.own].every((term) => isGeneralTerm(term) || timeTerms.test(term) || isAsked(term)) &&
    concepts.every((concept) => names(row.own, concept) || isTelling(concept))
  const isTelling = (concept: Concept) =>
    shown.some(({ table, columns }) => names(listHeadTerms(table, columns), concept))
  const [best] = shown
  if (!best || !isCalled(best)) return []
  const tables = new Set(shown.map(({ table }) => table.place.table))
  return rows
    .filter((row) => !tables.has(row.table.place.table) && isCalled(row))
    .slice(0, mostOthers)
}

const mostOthers = 2
const timeTerms = /^(?:week|visit|day|month|year|prior|baselin|end|\d.*)$/

function judge(fitting: number, isDisputed: boolean, isUnsummed: boolean): QualityVerdict {
  if (isDisputed) return createVerdict('cells', 'sources_disagree')
  const isPart = fitting > mostRows || isUnsummed
  return createVerdict('cells', isPart ? 'partly_matched' : 'answered')
}

/** The same row of the same table in two files says it once. */
function withoutTwins(rows: readonly FoundRow[]): FoundRow[] {
  const key = (row: FoundRow) =>
    foldWords([row.table.place.table.number, ...row.row.path, ...readCells(row)].join(' | '))
  return [...new Map(rows.toReversed().map((row) => [key(row), row])).values()].toReversed()
}

/** The plan must speak of all that the question names, or it plans something else. */
const leastPlanned = 0.95

const countsPeople =
  /^(?!.*\bif\b).*\b\d[\d,]*\s+(?:[\w-]+\s+){0,3}(?:patients|subjects|participants)\b/i

function findPlanned(sentences: readonly FoundSentence[]): FoundSentence | undefined {
  return sentences.find(
    (one) => isPlanned(one) && one.coverage >= leastPlanned && countsPeople.test(one.text),
  )
}
