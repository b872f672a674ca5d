import { isSort } from './equivalents.ts'
import type { ToldWord } from './read-words.ts'

/** Whether a word of a clause is told by a word of a source. */
export function saysSame(one: ToldWord, other: ToldWord): boolean {
  if (one.kind === 'value' || other.kind === 'value') {
    return one.kind === other.kind && one.sort === other.sort && isSameValue(one, other)
  }
  if (one.kind !== other.kind) return false
  return one.keys.some((key) => other.keys.some((same) => key === same || isSort(key, same)))
}

/** March 2025 is told of 4 March 2025, and not the other way. */
function isSameValue(
  { keys: [one = ''], sort }: ToldWord,
  { keys: [other = ''] }: ToldWord,
): boolean {
  return one === other || (sort === 'date' && other.startsWith(`${one}-`))
}
