import { containsRange, rangesOverlap, sliceRange } from '../../shared/text/range.ts'
import { listTerms } from '../../shared/text/terms.ts'
import type { Passage } from '../../shared/model/passage.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'
import { listSentences, type ProseUnit } from './prose-units.ts'

/**
 * Sentences of the best passages, best first: by how many of the query's terms they have, where a
 * term that only the headings above them have counts less, then by the rank of their passage. A
 * sentence with too few of the terms, or with far fewer than the best, does not answer.
 * @param allowed when given, only sentences of these.
 */
export function rankUnits(
  query: string,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
  allowed?: readonly ProseUnit[],
): readonly ProseUnit[] {
  const terms = [...new Set(listTerms(query))]
  const scored = hits.flatMap((hit, rank) => {
    const found = findPassage(hit, sources)
    if (!found) return []
    const { source, passage } = found
    const above = new Set(listTerms([...passage.headingPath, passage.caption].join(' ')))
    return listUnitsOf(source, passage)
      .filter((unit) => !allowed || allowed.some((one) => isInside(unit, one)))
      .map((unit) => ({ unit, rank, score: scoreUnit(unit, terms, above) }))
  })
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0)
  const least = Math.max(terms.length > 2 ? 2 : 1, terms.length * shareOfTerms, best * shareOfBest)
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.rank - b.rank || a.unit.range.start - b.unit.range.start)
    .map(({ unit }) => unit)
}

const shareOfTerms = 0.35
const shareOfBest = 0.65
/** A heading says what its sentences are about, and not what each of them says. */
const weightOfHeading = 0.75

function findPassage(
  { sourceTextId, ordinal }: RankedPassage,
  sources: readonly EvidenceSource[],
): { readonly source: EvidenceSource; readonly passage: Passage } | undefined {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  const passage = source?.passages.find((one) => one.ordinal === ordinal)
  return source && passage?.isEvidence ? { source, passage } : undefined
}

/** Sentences that begin in the passage: each belongs to one passage only. */
function listUnitsOf(source: EvidenceSource, passage: Passage): readonly ProseUnit[] {
  const { blocks } = source.sourceText
  const inside = blocks.filter(({ range }) => rangesOverlap(range, passage.range))
  return inside
    .flatMap(({ range }) => listSentences(source, range))
    .map(({ range }) => ({ source, range }))
    .filter(({ range }) => range.start >= passage.range.start && range.start < passage.range.end)
    .filter((unit) => isStatement(unit))
}

/** "Population: Safety" has the words of many queries and says nothing. */
function isStatement({ source, range }: ProseUnit): boolean {
  const words = sliceRange(source.sourceText.text, range).match(/\p{L}{2,}/gu) ?? []
  return words.length >= fewestWords
}

const fewestWords = 5

function isInside(unit: ProseUnit, outer: ProseUnit): boolean {
  return unit.source === outer.source && containsRange(outer.range, unit.range)
}

/** A sentence must have a term of its own. */
function scoreUnit(
  { source, range }: ProseUnit,
  terms: readonly string[],
  above: ReadonlySet<string>,
): number {
  const own = new Set(listTerms(sliceRange(source.sourceText.text, range)))
  const ownCount = terms.filter((term) => own.has(term)).length
  const aboveCount = terms.filter((term) => !own.has(term) && above.has(term)).length
  return ownCount === 0 ? 0 : ownCount + aboveCount * weightOfHeading
}
