import type { Block } from '../../../shared/model/source-text.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { names } from './concept-weights.ts'
import { listUnits } from '../prose-units.ts'
import { foldWords } from './prose-statement.ts'
import { listTitleTerms } from './source-title.ts'

/** Where a source explains a name: beside it ("High: a control …"), or in the paragraph below it. */
export type FoundDefinition = {
  readonly source: EvidenceSource
  /** The name, where it stands in a paragraph of its own. */
  readonly name: TextRange | undefined
  readonly range: TextRange
}

const mostDefinitions = 3

/** The definitions of what the question names, each wording once, in the order of the passages. */
export function findDefinitions(
  question: AskedQuestion,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): readonly FoundDefinition[] {
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const found = hits.flatMap(({ sourceTextId, ordinal }) => {
    const source = byId.get(sourceTextId)
    return source ? findInPassage(question, source, ordinal) : []
  })
  const wording = ({ source, range }: FoundDefinition) =>
    foldWords(sliceRange(source.sourceText.text, range))
  const distinct = new Map(found.toReversed().map((one) => [wording(one), one]))
  return [...distinct.values()].toReversed().slice(0, mostDefinitions)
}

function findInPassage(
  question: AskedQuestion,
  source: EvidenceSource,
  ordinal: number,
): FoundDefinition[] {
  const passage = source.passages[ordinal]
  if (!passage) return []
  const { blocks } = source.sourceText
  const above = new Set(listTerms(passage.headingPath.join(' ')))
  return blocks.flatMap((block, index) =>
    isText(block) && rangesOverlap(block.range, passage.range)
      ? (readDefinition(question, source, index, above) ?? [])
      : [],
  )
}

function readDefinition(
  question: AskedQuestion,
  source: EvidenceSource,
  index: number,
  above: ReadonlySet<string>,
): FoundDefinition | undefined {
  const { blocks, text } = source.sourceText
  const [block, next] = [blocks[index], blocks[index + 1]]
  if (!block) return undefined
  const words = sliceRange(text, block.range)
  const beside = besideName.exec(words)?.[1]
  if (beside) {
    const isName = isNameOf(question, beside, above)
    return isName ? { source, name: undefined, range: block.range } : undefined
  }
  const inWords = findDefiningSentence(question, source, index)
  if (inWords) return { source, name: undefined, range: inWords }
  if (block.kind !== 'paragraph' || next?.kind !== 'paragraph') return undefined
  const isAlone = !/[.:;?!]\s*$/.test(words) && isNameOf(question, words, above)
  return isAlone ? { source, name: block.range, range: next.range } : undefined
}

/** "Seroconversion is defined as a titre …" among other sentences. */
function findDefiningSentence(
  question: AskedQuestion,
  source: EvidenceSource,
  index: number,
): TextRange | undefined {
  const title = listTitleTerms(source)
  return listUnits(source, index, index + 1).find(({ range }) => {
    const name = definesName.exec(sliceRange(source.sourceText.text, range))?.[1]
    return name !== undefined && isNameOf(question, name, title)
  })?.range
}

const definesName =
  /^\s*(?:(?:an?|the|in this [\p{L}]+,) )?([\p{L}\p{N}][^.:;]{0,60}?) (?:is|are|was|were) defined (?:as|by)\b/iu

/** "Full analysis set (FAS): all …" */
const besideName = /^\s*([\p{L}\p{N}][^:=.\n]{0,60}?)\s*(?:[:=]|\s[–—]\s)\s*\S/u

/** All of the name is asked for, and all that is asked for is in the name or the headings above it. */
function isNameOf(
  { concepts, general }: AskedQuestion,
  words: string,
  above: ReadonlySet<string>,
): boolean {
  const terms = new Set(listTerms(words.replace(/\([^)]*\)/g, ' ')))
  const asked = [...concepts, ...general]
  const isAsked = (term: string) => asked.some((concept) => concept.terms.has(term))
  const isIn = (concept: Concept) => names(terms, concept)
  return (
    terms.size > 0 &&
    [...terms].every(isAsked) &&
    concepts.some(isIn) &&
    concepts.every((concept) => isIn(concept) || names(above, concept))
  )
}

function isText({ kind }: Block): boolean {
  return kind === 'paragraph' || kind === 'list_item' || kind === 'table_note' || kind === 'note'
}
