import type { AnswerMessage, AnswerSentenceView } from '../../shared/contract/conversations.ts'
import { writeCitation } from './citation-words.ts'
import { describeSearched } from './source-words.ts'

/** How far an answer can be relied on, where its own words do not say it; '' else. */
export function describeVerdict({ quality_verdict: { verdict, reason_code } }: AnswerMessage) {
  if (verdict === 'sufficient') {
    return reason_code === 'sources_disagree' ? 'The sources disagree: compare both.' : ''
  }
  return verdict === 'low_confidence' ? 'Unsure: read the words behind it before you use it.' : ''
}

/**
 * "Searched 412 passages in 6 sources.", unless the answer says so itself, as one does that found
 * nothing; and what could not be read.
 */
export function describeSearch({ searched, unread, quality_verdict }: AnswerMessage): string {
  const isSaid = quality_verdict.verdict === 'insufficient_evidence'
  const parts = isSaid ? [] : [`Searched ${describeSearched(searched)}.`]
  if (unread.length > 0) {
    parts.push(`Not read: ${unread.map(({ name, reason }) => `${name} (${reason})`).join('; ')}.`)
  }
  return parts.join(' ')
}

/** "Understood as: …", where earlier questions lent words; '' else. */
export function describeUnderstanding(question: string, message: AnswerMessage): string {
  const { understood_as: understood } = message
  return understood === '' || fold(understood) === fold(question)
    ? ''
    : `Understood as: ${understood}`
}

/** Numbers each citation of an answer once, in the order of its sentences. */
export function numberCitations(sentences: readonly AnswerSentenceView[]): readonly number[] {
  let next = 1
  return sentences.map(({ citations }) => {
    const first = next
    next += citations.length
    return first
  })
}

/** The answer as text with numbered sources below it, to paste elsewhere. */
export function writeAnswer(sentences: readonly AnswerSentenceView[]): string {
  const firsts = numberCitations(sentences)
  const lines = sentences.map(({ text, citations }, index) => {
    const numbers = citations.map((_, at) => `[${(firsts[index] ?? 1) + at}]`)
    return [text, ...numbers].join(' ')
  })
  const sources = sentences.flatMap(({ citations }) => citations)
  const notes = sources.map(
    (source, index) => `[${index + 1}] ${writeCitation(source, source.quote)}`,
  )
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')
}

function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}
