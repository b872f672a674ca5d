import type { DraftCitation } from './citation.ts'
import type { Draft } from './draft.ts'
import type { OutlineSection } from './outline.ts'
import type { PinnedSource } from './run.ts'

/** What a rival Draft of a section is composed from; nothing else enters it (law 4). */
export type RivalInputs = {
  /** The run whose template, data and other sections it shares. */
  readonly runId: string
  readonly sectionId: string
  /** The run's sources as they are now, each with its reading. */
  readonly sources: readonly PinnedSource[]
  /** What the writer has locked, in document order. */
  readonly kept: readonly KeptWords[]
}

/** A sentence of a present Draft, or a whole block of it, that stays as it is. */
export type KeptWords = {
  readonly ruleId: string
  /** Counted from 0, as `sentence` is. */
  readonly block: number
  /** null keeps the block: a cell stays with its table. */
  readonly sentence: number | null
  /** As it stands in the document. */
  readonly text: string
}

export type ComposedRival = {
  readonly outline: OutlineSection
  readonly draft: Draft
  readonly citations: readonly (DraftCitation & { targetKey: string; position: number })[]
}

export const rivalStatuses = ['pending', 'completed', 'failed', 'chosen'] as const
export type RivalStatus = (typeof rivalStatuses)[number]
