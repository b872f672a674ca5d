import type { TextEvidence } from '../../shared/model/citation.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { diffSourceTexts } from '../domain/diff/diff-source-texts.ts'
import { createFateFinder, type Fate } from '../domain/diff/find-fate.ts'

export type FindFate = (evidence: TextEvidence) => Fate

/**
 * Readings never change, and the store gives one object for each as long as it keeps it: two are
 * compared once (some 0.3 s for 40,000 words), and what came of it goes when either of them does.
 */
const finders = new WeakMap<SourceText, WeakMap<SourceText, FindFate>>()

/** What became of words of one reading in another; compares them, or gives what was found before. */
export function findFatesIn(cited: SourceText, now: SourceText): FindFate {
  const known = finders.get(cited) ?? new WeakMap<SourceText, FindFate>()
  finders.set(cited, known)
  const find = known.get(now) ?? createFateFinder(now, diffSourceTexts(cited, now))
  known.set(now, find)
  return find
}
