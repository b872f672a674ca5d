import type { SourceRole } from './vocabulary.ts'

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
  /** JSON value for placeholders; null without. */
  readonly data: unknown
  /** ISO 8601 date. */
  readonly asOf: string
  /** null makes all sections; others keep their headings. */
  readonly selectedSectionIds: readonly string[] | null
  readonly programVersion: string
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
