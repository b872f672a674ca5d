import { sliceRange } from '../../shared/text/range.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'
import { listUnitsIn, type ProseUnit } from './prose-units.ts'

/**
 * Sentences and list items of the best passages, best first: by how many of the query's words they
 * have, then by the rank of their passage. At least half of the words must be there.
 * @param allowed when given, only these.
 */
export function rankUnits(
  query: string,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
  allowed?: readonly ProseUnit[],
): readonly ProseUnit[] {
  const words = contentWords(query)
  const scored = hits.flatMap((hit, rank) =>
    listHitUnits(hit, sources)
      .filter((unit) => !allowed || allowed.some((one) => isSame(one, unit)))
      .map((unit) => ({ unit, rank, score: countWords(unit, words) })),
  )
  return scored
    .filter(({ score }) => score > 0 && score * 2 >= words.length)
    .sort((a, b) => b.score - a.score || a.rank - b.rank || a.unit.range.start - b.unit.range.start)
    .map(({ unit }) => unit)
}

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

function countWords({ source, range }: ProseUnit, words: readonly string[]): number {
  const found = new Set(contentWords(sliceRange(source.sourceText.text, range)))
  return words.filter((word) => found.has(word)).length
}

const functionWords = new Set(
  'a an and are as at be been by can do does for from had has have how in into is it its of on or shall that the their there these this those to was were what when where which who will with'.split(
    ' ',
  ),
)

/** Words without their endings, each once: "randomised", "randomization" → "randomi". */
function contentWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const stems = words.filter((word) => !functionWords.has(word)).map(stem)
  return [...new Set(stems)]
}

/** Crude on purpose: it only compares words of a query with words of a sentence. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '')
  return word.replace(/(?:[sz]ations?|[sz]ed|[sz]ing|ings?|ions?|ed|es|s|ly|ment|ments)$/, '')
}
