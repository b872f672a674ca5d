import { listTerms } from '../../shared/text/terms.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'
import { listUnitsIn, type ProseUnit } from './prose-units.ts'

/**
 * Sentences and list items of the best passages, best first: by how many of the query's words they
 * have, then by the rank of their passage. At least half of the words must be
 * there, and not much fewer than the best has.
 * @param allowed when given, only these.
 */
export function rankUnits(
  query: string,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
  allowed?: readonly ProseUnit[],
): readonly ProseUnit[] {
  const terms = [...new Set(listTerms(query))]
  const scored = hits.flatMap((hit, rank) =>
    listHitUnits(hit, sources)
      .filter((unit) => !allowed || allowed.some((one) => isSame(one, unit)))
      .map((unit) => ({ unit, rank, score: countTerms(unit, terms) })),
  )
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0)
  const least = Math.max(1, terms.length / 2, best * shareOfBest)
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.rank - b.rank || a.unit.range.start - b.unit.range.start)
    .map(({ unit }) => unit)
}

const shareOfBest = 0.65

function listHitUnits(
  { sourceTextId, ordinal }: RankedPassage,
  sources: readonly EvidenceSource[],
): readonly ProseUnit[] {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  const passage = source?.passages.find((one) => one.ordinal === ordinal)
  return source && passage?.isEvidence ? listUnitsIn(source, passage.range) : []
}

function isSame(a: ProseUnit, b: ProseUnit): boolean {
  return a.source === b.source && a.range.start === b.range.start
}

function countTerms({ source, range }: ProseUnit, terms: readonly string[]): number {
  const found = new Set(listTerms(sliceRange(source.sourceText.text, range)))
  return terms.filter((term) => found.has(term)).length
}
