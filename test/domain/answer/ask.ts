import { readAliases } from '../../../server/domain/answer/aliases.ts'
import { readAskedQuestion } from '../../../server/domain/answer/asked-question.ts'
import {
  composeAnswer,
  listQuestionTerms,
  type ComposedAnswer,
} from '../../../server/domain/answer/compose-answer.ts'
import { listAskedTables } from '../../../server/domain/answer/list-tables.ts'
import type { EvidenceSource } from '../../../server/domain/evidence.ts'
import { createTermWeigher } from '../../support/weigh-terms.ts'

/** The answer to a question, with every passage of the sources as a hit. */
export function ask(text: string, sources: readonly EvidenceSource[]): ComposedAnswer {
  const tables = listAskedTables(sources)
  const aliases = readAliases(sources)
  const question = readAskedQuestion(text)
  const weigh = createTermWeigher(sources)
  const terms = listQuestionTerms(question, aliases)
  const weights = new Map(terms.map((term) => [term, [...weigh(term).values()][0] ?? 0]))
  const hits = sources.flatMap(({ sourceTextId, passages }) =>
    passages.map(({ ordinal }) => ({ sourceTextId, ordinal, score: 1 })),
  )
  const searched = { sources: sources.length, passages: hits.length }
  return composeAnswer(question, { sources, searched, tables, aliases, hits, weights })
}

export const textsOf = ({ sentences }: ComposedAnswer) => sentences.map(({ text }) => text)

export const statementsOf = ({ sentences }: ComposedAnswer) =>
  sentences.filter(({ kind }) => kind === 'statement')
