import type { Passage } from '../../shared/model/passage.ts'
import { sliceRange } from '../../shared/text/range.ts'

/**
 * Names what vectors can be compared: those of one model, made of texts that were written in one way.
 * What is stored under another name is made anew.
 */
export function nameVectors(model: string): string {
  return `${model} ${writtenAs}`
}

/** Goes up with every change of what `writeForEmbedding` gives. */
const writtenAs = '1'

/** A model reads the beginning of a text alone, most of them about this much. */
const mostUnits = 2_000

/** What of a passage a model sees: the headings above it, a table's caption and heads, its words. */
export function writeForEmbedding(text: string, passage: Passage): string {
  const { headingPath, caption, headerCells, range } = passage
  const parts = [headingPath.join(' > '), caption, headerCells, sliceRange(text, range).trim()]
  return shorten(parts.filter((part) => part !== '').join('\n'))
}

/** A query is cut like a passage. */
export function writeQueryForEmbedding(query: string): string {
  return shorten(query)
}

/** Never through the middle of a character. */
function shorten(text: string): string {
  return text.slice(0, mostUnits).replace(/[\uD800-\uDBFF]$/, '')
}
