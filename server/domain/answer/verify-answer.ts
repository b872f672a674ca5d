import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import type { TextEvidence } from '../../../shared/model/citation.ts'
import type { EvidenceSource } from '../evidence.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import type { ClaimEvidence } from '../verify/verdict.ts'
import { verify } from '../verify/verify.ts'
import { phrases } from './phrases.ts'

/**
 * An answer as it may be sent: each statement held against the very words that it cites, as a check
 * holds the sentences of a document. What they don't support is left out, and with it the note that
 * leads to it.
 */
export function verifyAnswer(
  sentences: readonly AnswerSentence[],
  sources: readonly EvidenceSource[],
): AnswerSentence[] {
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  const held = sentences.flatMap((one) => (one.kind === 'note' ? [one] : hold(one, byText)))
  return held.filter(({ text }, index) => !leads(text) || held[index + 1]?.kind === 'statement')
}

function hold(
  statement: AnswerSentence,
  sources: ReadonlyMap<string, EvidenceSource>,
): AnswerSentence[] {
  const evidence = statement.citations.map((one) =>
    readEvidence(one, sources.get(one.sourceTextId)),
  )
  const claim = { text: withoutMarks(statement.text), context: '', isCell: false }
  const { state, reason } = verify(claim, evidence)
  const isSupported = state === 'supported' || reason === 'planned'
  return isSupported ? [{ ...statement, claimState: state }] : []
}

function readEvidence(evidence: TextEvidence, source: EvidenceSource | undefined): ClaimEvidence {
  const held = toClaimEvidence({ evidence, transformations: [], formula: '' }, source)
  // a table without a name is called by its file's
  const context = [held.context, source?.name ?? '']
  if (!held.cell || /\d/.test(held.quote)) return { ...held, context: context.join('\n') }
  // a cell of words is read as words, below the names that lead to it
  return { ...held, context: [...context, ...held.cell.headers].join('\n'), cell: null }
}

/** The product's own words before those of a source. */
function withoutMarks(text: string): string {
  const mark = [phrases.planned, phrases.item].find((one) => text.startsWith(one))
  return mark ? text.slice(mark.length) : text
}

function leads(text: string): boolean {
  return [phrases.disagree, phrases.onlyPlanned, phrases.others].some((one) => one === text)
}
