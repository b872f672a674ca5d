import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import type { Question } from './question.ts'

export const outcomes = [
  'right',
  'wrong, called sufficient',
  'wrong, flagged',
  /** Says that the sources don't say, though they do, and names the source as near. */
  'safe miss',
  /** The same, and names it not. */
  'false refusal',
] as const
export type Outcome = (typeof outcomes)[number]

/** What a reader takes in of a long answer. */
const mostRead = 4

const counted = /^\d+ of \d+ rows?:$/

export function judge({ expected, mayRefuse }: Question, message: AnswerMessage): Outcome {
  const statements = message.sentences.filter(({ kind }) => kind === 'statement').slice(0, mostRead)
  const isSure = message.quality_verdict.verdict === 'sufficient'
  if (statements.length === 0) {
    if (mayRefuse) return 'right'
    const near = message.nearest.map(({ document_name: name }) => name)
    return isOfSource(expected, near) ? 'safe miss' : 'false refusal'
  }
  const wrong = isSure ? 'wrong, called sufficient' : 'wrong, flagged'
  if (expected === 'none') return wrong
  // "3 of 15 rows:" is how many there are
  const counts = message.sentences.filter(({ kind, text }) => kind === 'note' && counted.test(text))
  const words = [...counts, ...statements].map(({ text }) => text).join('\n')
  const cited = statements.flatMap(({ citations }) => citations)
  const names = cited.map(({ document_source_name: name }) => name)
  const isRight = expected.says.every((one) => one.test(words)) && isOfSource(expected, names)
  return isRight ? 'right' : wrong
}

function isOfSource(expected: Question['expected'], names: readonly string[]): boolean {
  return expected !== 'none' && names.some((name) => name.includes(expected.source))
}

/** Citations that are no slice of their source's text; `texts` by document. */
export function listBrokenCitations(
  message: AnswerMessage,
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  return message.sentences.flatMap(({ kind, text, citations }) => {
    if (kind === 'statement' && citations.length === 0) return [`nothing is cited: ${text}`]
    return citations.flatMap((one) => {
      const own = texts.get(one.document_source_id) ?? ''
      const isSlice = own.slice(one.start_char, one.end_char) === one.referenced_text
      const marked = one.marks.map(({ start, end }) => one.referenced_text.slice(start, end))
      const holdsQuote = one.quote !== '' && marked.join('') === one.quote
      return isSlice && holdsQuote ? [] : [`no slice: ${one.quote}`]
    })
  })
}
