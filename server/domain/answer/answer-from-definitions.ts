import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import type { FoundDefinition } from './find-definitions.ts'
import { stateSentences } from './prose-statement.ts'
import { explainShortForm, findShortForm } from './short-form.ts'
import { createStatement, quote, toLine } from './statement.ts'

export function answerFromDefinitions(found: readonly FoundDefinition[]): PartialAnswer {
  return {
    sentences: found.map(stateDefinition),
    verdict: createVerdict('prose', 'answered'),
  }
}

/** Undefined where no short form is asked for, or none of the sources spells it out. */
export function answerFromShortForm(
  text: string,
  sources: readonly EvidenceSource[],
): PartialAnswer | undefined {
  const short = findShortForm(text)
  const found = short === undefined ? [] : explainShortForm(short, sources)
  if (found.length === 0) return undefined
  const sentences = stateSentences(found.slice(0, mostExplained), () => '')
  return { sentences, verdict: createVerdict('prose', 'answered') }
}

const mostExplained = 2

function stateDefinition({ source, name, range }: FoundDefinition): AnswerSentence {
  const ranges = name ? [name, range] : [range]
  const words = ranges.map((one) => toLine(sliceRange(source.sourceText.text, one)))
  return createStatement(
    words.join(': '),
    ranges.map((one) => quote(source, one)),
  )
}
