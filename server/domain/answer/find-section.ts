import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { listUnits } from '../prose-units.ts'
import type { AskedQuestion } from './asked-question.ts'
import { names } from './concept-weights.ts'
import { isIntroduction, listItemsBehind, type ToldSentence } from './prose-statement.ts'
import { isGeneralTerm } from './question-words.ts'
import { asksForIt } from './says-what.ts'
import { toLine } from './statement.ts'

/**
 * The sentence with which a section opens the list that a question asks for by the section's name:
 * "Exclusion Criteria" has them below it, and the sentence need not call them so. Of several sections
 * that of the better passage.
 */
export function findListBelow(
  question: AskedQuestion,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): ToldSentence | undefined {
  if (!asksForIt(question)) return undefined
  const ranked = hits.flatMap(({ sourceTextId }) =>
    sources.filter((source) => source.sourceTextId === sourceTextId),
  )
  for (const source of new Set(ranked)) {
    const found = findInSource(question, source)
    if (found) return found
  }
  return undefined
}

function findInSource(question: AskedQuestion, source: EvidenceSource): ToldSentence | undefined {
  const { blocks, text } = source.sourceText
  for (const [at, { kind, range }] of blocks.entries()) {
    if (kind !== 'heading' || !isNamedBy(question, sliceRange(text, range))) continue
    const rest = blocks.slice(at + 1)
    const items = rest.findIndex((block) => block.kind !== 'paragraph')
    if (items < 1 || rest[items]?.kind !== 'list_item') continue
    const [opening] = listUnits(source, at + items, at + items + 1).slice(-1)
    if (!opening) continue
    const words = toLine(sliceRange(text, opening.range))
    const isOpening = isIntroduction(words) && listItemsBehind(source, opening.range.end).length > 0
    if (isOpening) return { source, range: opening.range, text: words }
  }
  return undefined
}

/** Each names all that the other names. */
function isNamedBy({ concepts }: AskedQuestion, heading: string): boolean {
  const terms = listTerms(heading).filter((term) => !isGeneralTerm(term) && !/^[\d.]+$/.test(term))
  const own = new Set(terms)
  return (
    terms.length > 0 &&
    concepts.every((concept) => names(own, concept)) &&
    terms.every((term) => concepts.some((concept) => concept.terms.has(term)))
  )
}
