import type { ClauseKind } from './clause-openers.ts'
import type { Token } from './tokens.ts'
import { isAdverb, isConjunction, isModal } from './word-classes.ts'

/** What form a verb joined by "and" would take: that of the verb before it. */
export type Mood = 'none' | 'base' | 'singular' | 'plural' | 'past'

export type FiniteForm = {
  readonly kind: 'will' | 'modal' | 'past' | 'be' | 'have' | 'do' | 'lexical'
  /** Base form of a lexical verb; '' else. */
  readonly base: string
}

export type FinitePlace = {
  readonly line: readonly Token[]
  readonly at: number
  readonly mood: Mood
  /** The clause that waits for its verb, and its words so far. */
  readonly waiting: ClauseKind | undefined
  /** How many clauses wait, with this one. */
  readonly waitingCount: number
  readonly region: readonly Token[]
  /** Whether clauses with verbs of their own stand in these words. */
  readonly hasNested: boolean
}

/** The index before `at`, back over adverbs, "not" and asides between commas. */
export function skipBack(line: readonly Token[], at: number): number {
  let before = at - 1
  while (before >= 0 && isAdverb(line[before]?.lower ?? '')) before -= 1
  if (line[before]?.text !== ',') return before
  const opening = line.findLastIndex(({ text }, index) => text === ',' && index < before)
  const isAside = opening >= 0 && before - opening <= 12
  const joint = line[opening - 1]?.lower ?? ''
  return isAside && (isConjunction(joint) || joint === 'will' || isModal(joint))
    ? opening - 1
    : before
}
