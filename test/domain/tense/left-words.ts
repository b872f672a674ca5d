import type { TenseChange } from '../../../server/domain/tense/change-tense.ts'
import { sliceRange } from '../../../shared/text/range.ts'

/** The words that a moved sentence leaves to the writer, as they stand in it. */
export function listLeft({ text, leftToWriter }: TenseChange): readonly string[] {
  return leftToWriter.map((range) => sliceRange(text, range))
}
