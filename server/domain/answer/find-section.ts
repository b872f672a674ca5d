import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { listUnits } from '../prose-units.ts'
import type { AskedQuestion } from './asked-question.ts'
import { isAskedName, names } from './concept-weights.ts'
import { isIntroduction, listItemsBehind, type ToldSentence } from './prose-statement.ts'
import { asksForIt } from './says-what.ts'
import { toLine } from './statement.ts'

/**
 * What stands first in the section that a question asks for by its name: "Exclusion Criteria" has a list
 * below it, and the sentence that opens it need not call them so; "Sample Size" has a paragraph. A list
 * goes before a paragraph, and of several sections that of the better passage before the others; []
 * without any.
 */
export function findSection(
  question: AskedQuestion,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): readonly ToldSentence[] {
  if (!asksForIt(question)) return []
  const ranked = hits.flatMap(({ sourceTextId }) =>
    sources.filter((source) => source.sourceTextId === sourceTextId),
  )
  const distinct = [...new Set(ranked)]
  const find = (read: ReadBelow) => {
    for (const source of distinct) {
      const found = readNamedSections(question, source, read)
      if (found.length > 0) return found
    }
    return []
  }
  const list = find(readList)
  return list.length > 0 ? list : find(readParagraph)
}

/** @param at index of the section's heading among the source's blocks. */
type ReadBelow = (source: EvidenceSource, at: number) => readonly ToldSentence[]

function readNamedSections(
  question: AskedQuestion,
  source: EvidenceSource,
  read: ReadBelow,
): readonly ToldSentence[] {
  const { blocks, text } = source.sourceText
  for (const [at, { kind, range }] of blocks.entries()) {
    if (kind !== 'heading' || !isNamedBy(question, sliceRange(text, range))) continue
    const found = read(source, at)
    if (found.length > 0) return found
  }
  return []
}

function readList(source: EvidenceSource, at: number): readonly ToldSentence[] {
  const { blocks } = source.sourceText
  const rest = blocks.slice(at + 1)
  const items = rest.findIndex((block) => block.kind !== 'paragraph')
  if (items < 0 || rest[items]?.kind !== 'list_item') return []
  const [opening] =
    items === 0 ? blocks.slice(at) : listUnits(source, at + items, at + items + 1).slice(-1)
  if (!opening) return []
  const told = tell(source, opening.range)
  const leads = isIntroduction(told.text) && listItemsBehind(source, opening.range.end).length > 0
  return leads ? [told] : []
}

/** More would be the section itself. */
const mostSentences = 3

function readParagraph(source: EvidenceSource, at: number): readonly ToldSentence[] {
  if (source.sourceText.blocks[at + 1]?.kind !== 'paragraph') return []
  return listUnits(source, at + 1, at + 2)
    .slice(0, mostSentences)
    .map(({ range }) => tell(source, range))
}

function tell(source: EvidenceSource, range: TextRange): ToldSentence {
  return { source, range, text: toLine(sliceRange(source.sourceText.text, range)) }
}

/** Each names all that the other names. */
function isNamedBy({ concepts }: AskedQuestion, heading: string): boolean {
  const own = new Set(listTerms(heading))
  return isAskedName(concepts, own) && concepts.every((concept) => names(own, concept))
}
