import { answerFromProse } from './answer-from-prose.ts'
import { answerFromTables } from './answer-from-tables.ts'
import type { AskedQuestion } from './asked-question.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { names } from './concept-weights.ts'
import type { FoundRow } from './find-cells.ts'
import type { FoundSentence } from './find-sentences.ts'
import { isPlan } from './planned.ts'
import { isGeneralTerm } from './question-words.ts'

/** A sentence must be this much nearer to the question than a cell to stand before it. */
const lead = 0.05

/** The cells or the sentences, whichever are nearer to what is asked. */
export function choose(
  question: AskedQuestion,
  rows: readonly FoundRow[],
  sentences: readonly FoundSentence[],
): PartialAnswer | undefined {
  const [row] = rows
  const [sentence] = sentences
  if (!row || question.kind === 'reason') return answerFromProse(question, sentences)
  const wantsCells =
    (asksHowMuch(question) && !question.asksPlan && !isPlan(row.table.place.source)) ||
    isNamed(question, row) ||
    isValueOf(question, row)
  const isNearer = !sentence || row.coverage > sentence.coverage - (wantsCells ? lead : -lead)
  const fromTables = () => answerFromTables(question, rows, sentences)
  if (wantsCells || isNearer) return fromTables()
  return answerFromProse(question, sentences) ?? fromTables()
}

function asksHowMuch({ kind, asksExistence }: AskedQuestion): boolean {
  return kind === 'amount' || asksExistence
}

/** "What was the revenue?" asks for the value of the row of that name, whatever else is said of it. */
function isValueOf({ text, asksPlan, concepts }: AskedQuestion, { row, table }: FoundRow): boolean {
  const own = [...row.own].filter((term) => !isGeneralTerm(term))
  return (
    /^\W*what (?:was|were) the\b/i.test(text) &&
    !asksPlan &&
    !isPlan(table.place.source) &&
    own.length > 0 &&
    own.every((term) => concepts.some(({ terms }) => terms.has(term)))
  )
}

/** "Who is the sponsor?" asks for the value beside the name. */
export function isNamed(
  { text, kind, concepts, asksResult }: AskedQuestion,
  { row }: FoundRow,
): boolean {
  const own = [...row.own].filter((term) => !isGeneralTerm(term))
  return (
    (kind === 'thing' || kind === 'person' || kind === 'place') &&
    !asksResult &&
    /^\W*(?:who|what|which|where)\b/i.test(text) &&
    concepts.every((concept) => names(row.own, concept)) &&
    own.every((term) => concepts.some(({ terms }) => terms.has(term)))
  )
}
