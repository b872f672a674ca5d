import type { GivenPassages } from './outline.ts'
import type { StyleGuide } from './style-guide.ts'
import type { Requirement, SourceRole } from './vocabulary.ts'

/** What a run pins when it is accepted; nothing else enters the document (law 4). */
export type RunInputs = {
  readonly documentType: string
  readonly documentName: string
  readonly template: {
    readonly templateId: string
    readonly versionId: string
    readonly number: number
    readonly hash: string
  }
  readonly sources: readonly PinnedSource[]
  /** Earlier versions that taken-over sections rest on: cited, and searched no more; absent is none. */
  readonly earlierSources?: readonly PinnedSource[]
  /** A section that a person chose in place of the one before, by the hash of its words. */
  readonly chosenSections?: readonly { readonly sectionId: string; readonly hash: string }[]
  /** JSON value for placeholders; null without. */
  readonly data: unknown
  /** ISO 8601 date. */
  readonly asOf: string
  /** null makes all sections; others keep their headings. */
  readonly selectedSectionIds: readonly string[] | null
  readonly programVersion: string
  /** Sections whose evidence a person has chosen before the run; absent is none. */
  readonly givenPassages?: readonly GivenPassages[]
  /** Terms and formats as they stood when the run was accepted; absent is none. */
  readonly style?: StyleGuide
  /** What the document has to be; it decides no byte. Absent is nothing. */
  readonly require?: readonly Requirement[]
}

export type PinnedSource = {
  readonly documentId: string
  readonly versionId: string
  readonly versionNumber: number
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string
  readonly name: string
  /** null: as classified when it was read. */
  readonly role: SourceRole | null
  /** The reading, where not the one that was there when the run's `extract` ended. */
  readonly sourceTextId?: string
}

/** A step or section as it happens; stored in order, and sent as server-sent events. */
export type RunEvent = {
  readonly sequence: number
  readonly type: RunEventType
  readonly data: Readonly<Record<string, unknown>>
  readonly createdAt: string
}

export const runEventTypes = [
  'run.accepted',
  'run.resumed',
  'step.started',
  'step.completed',
  'source.read',
  'outline.awaiting_approval',
  'outline.changed',
  'outline.approved',
  'section.completed',
  'run.completed',
  'run.failed',
  'run.cancelled',
] as const
export type RunEventType = (typeof runEventTypes)[number]
