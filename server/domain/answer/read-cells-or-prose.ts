import { rankSentences } from '../rank-sentences.ts'
import { answerFromProse, answerFromSection } from './answer-from-prose.ts'
import { answerFromTables } from './answer-from-tables.ts'
import type { AskedQuestion } from './asked-question.ts'
import { choose, isNamed } from './choose-evidence.ts'
import type { Searched } from './compose-answer.ts'
import { findRows } from './find-cells.ts'
import { findIdentifier } from './find-identifier.ts'
import { namesVisit } from './find-records.ts'
import { findSection } from './find-section.ts'
import { findSentences } from './find-sentences.ts'
import { asksMeaning, asksVisit } from './question-forms.ts'

/** From whichever are nearer to what is asked; of an identifier, and of the items below a heading, those. */
export function readCellsOrProse(question: AskedQuestion, searched: Searched) {
  const { hits, sources } = searched
  const rows = listFittingRows(question, searched)
  const isOfRow = rows[0] !== undefined && isNamed(question, rows[0])
  const identified = isOfRow ? undefined : findIdentifier(question, hits, sources)
  if (identified) return answerFromSection(question, [identified])
  const sentences = listFittingSentences(question, searched)
  const isTold = sentences.some((one) => one.isTold && one.coverage >= leastTold)
  const below = isTold ? undefined : readSection(question, searched)
  return below ?? choose(question, rows, sentences)
}

/** From cells alone, however near the sentences are. */
export function readCells(question: AskedQuestion, searched: Searched) {
  return question.kind === 'reason'
    ? undefined
    : answerFromTables(question, listFittingRows(question, searched), [])
}

/** From sentences alone, however near the cells are. */
export function readProse(question: AskedQuestion, searched: Searched) {
  return answerFromProse(question, listFittingSentences(question, searched))
}

function listFittingRows(question: AskedQuestion, { weights, tables }: Searched) {
  const isOfRows = question.asksExtreme && question.statistic === undefined
  const isOfNone = isOfRows || question.asksJudgement || asksMeaning(question.text)
  const fitting = isOfNone ? [] : findRows(question, weights, tables)
  return fitting.filter((one) => !asksVisit(question.text) || namesVisit(one.table, one.row))
}

function listFittingSentences(question: AskedQuestion, searched: Searched) {
  const { weights, hits, sources, ofTerms } = searched
  const ranked = rankSentences(question, hits, sources, ofTerms)
  return findSentences(question, weights, ranked, sources)
}

/** Of what is asked for: a sentence that says which they are goes before the section of their name. */
const leastTold = 0.8

function readSection(question: AskedQuestion, { hits, sources }: Searched) {
  const told = findSection(question, hits, sources)
  return told.length > 0 ? answerFromSection(question, told) : undefined
}
