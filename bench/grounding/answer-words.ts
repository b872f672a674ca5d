import type { TextRange } from '../../shared/text/range.ts'
import { isStopWord, listTerms } from '../../shared/text/terms.ts'
import type { Question } from '../../server/domain/read-question.ts'

/** A word of a sentence in which an answer is looked for. */
export type AnswerWord = {
  readonly range: TextRange
  readonly text: string
  readonly terms: readonly string[]
  /** What stands between it and the word before. */
  readonly gap: string
  /** It says nothing by itself. */
  readonly isSmall: boolean
  /** The question has said it. */
  readonly isAsked: boolean
}

export function readWords({ terms: asked }: Question, text: string): AnswerWord[] {
  let end = 0
  return Array.from(text.matchAll(word), (match) => {
    const range = { start: match.index, end: match.index + match[0].length }
    const gap = text.slice(end, range.start)
    end = range.end
    const terms = listTerms(match[0])
    return {
      range,
      text: match[0],
      terms,
      gap,
      isSmall: isStopWord(match[0].toLowerCase()) || terms.length === 0,
      isAsked: terms.length > 0 && terms.every((term) => asked.includes(term)),
    }
  })
}

const word = /[$£€]?[\p{L}\p{N}][\p{L}\p{N}'’.,%°–-]*(?<![.,–-])/gu
