import type { EvidenceSource } from '../evidence.ts'
import type { AskedQuestion } from './asked-question.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import { findAmendments, holdsAmendments } from './find-amendment.ts'
import { phrases } from './phrases.ts'
import { asksNow } from './question-forms.ts'
import { createNote } from './statement.ts'
import type { AskedTable } from './table-rows.ts'

/**
 * What another source changes is told before what it changes, and nobody is sure which of them is meant; what
 * was so at first is asked for as such.
 */
export function supersede(
  { text }: AskedQuestion,
  answer: PartialAnswer,
  sources: readonly EvidenceSource[],
  tables: readonly AskedTable[],
): PartialAnswer {
  if (answer.verdict.verdict === 'insufficient_evidence' || atFirst.test(text)) return answer
  const statements = answer.sentences.filter(({ kind }) => kind === 'statement')
  const changes = findAmendments(statements, sources, tables).slice(0, mostChanges)
  if (changes.length === 0) return asksNow(text) ? doubt(answer, sources) : answer
  return {
    sentences: [createNote(phrases.changed), ...changes, ...answer.sentences],
    verdict: createVerdict('cells', 'sources_disagree'),
  }
}

const mostChanges = 2

/** Where something was changed at all, what is so now may have been, too. */
function doubt(answer: PartialAnswer, sources: readonly EvidenceSource[]): PartialAnswer {
  if (answer.verdict.verdict !== 'sufficient' || !holdsAmendments(sources)) return answer
  return { ...answer, verdict: createVerdict('cells', 'partly_matched') }
}

const atFirst =
  /\b(?:original(?:ly)?|initial(?:ly)?|at (?:the )?(?:start|beginning|outset|first)|before (?:the |any )?(?:\w+ )?(?:amendment|change))\b/i
