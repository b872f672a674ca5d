import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import type { FoundDefinition } from './find-definitions.ts'
import { createStatement, quote, toLine } from './statement.ts'

export function answerFromDefinitions(found: readonly FoundDefinition[]): PartialAnswer {
  return {
    sentences: found.map(stateDefinition),
    verdict: createVerdict('prose', 'answered'),
  }
}

function stateDefinition({ source, name, range }: FoundDefinition): AnswerSentence {
  const ranges = name ? [name, range] : [range]
  const words = ranges.map((one) => toLine(sliceRange(source.sourceText.text, one)))
  return createStatement(
    words.join(': '),
    ranges.map((one) => quote(source, one)),
  )
}
