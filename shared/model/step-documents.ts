import type { TextRange } from '../text/range.ts'

/** What a run chose for its document, for a person who approves it; equal inputs give equal bytes. */
export type PlanInput = {
  readonly title: string
  /** ISO 8601 date; the only date in the file. */
  readonly asOf: string
  /** Short facts about the run, each with its name. */
  readonly facts: readonly (readonly [name: string, text: string])[]
  readonly sections: readonly PlanSection[]
}

export type PlanSection = {
  readonly title: string
  /** From 1. */
  readonly level: number
  /** False for one that keeps its heading and nothing else. */
  readonly isSelected: boolean
  readonly rules: readonly PlanRule[]
}

export type PlanRule = {
  readonly id: string
  /** As the template has it. */
  readonly text: string
  readonly isChanged: boolean
  readonly searched: string
  /** Whether it looks at sources at all. */
  readonly needsEvidence: boolean
  readonly gap: { readonly reason: string; readonly candidates: readonly string[] } | null
  readonly evidence: readonly PlanEvidence[]
}

export type PlanEvidence = {
  /** "protocol.pdf, version 1" */
  readonly source: string
  /** Role, page and headings or table, those that there are. */
  readonly place: readonly string[]
  readonly quote: string
}

/** A finished document and what a check says of its sentences and cells. */
export type ReviewInput = {
  readonly document: Uint8Array
  /** All claims in the order of the text, also those without a remark: they find each other's places. */
  readonly claims: readonly ReviewClaim[]
  /** The counts, said once at the top. */
  readonly summary: readonly string[]
  /** ISO 8601 time that the remarks carry. */
  readonly at: string
}

export type ReviewClaim = {
  /** In the text that a reader gets of the document. */
  readonly range: TextRange
  readonly text: string
  readonly kind: 'sentence' | 'cell'
  /** Paragraphs of the remark, the first in bold; empty for none. */
  readonly remark: readonly string[]
}
