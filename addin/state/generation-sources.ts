import type { AddedSource, DocumentDetails } from '../../shared/contract/documents.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'

/** A source that a document is to be made from. `key` is the upload's own, or the source's id. */
export type ChosenSource = {
  readonly key: string
  readonly name: string
  /** Of the file, in bytes; null until it is known. */
  readonly sizeBytes: number | null
  readonly standing: SourceStanding
}

export type SourceStanding =
  | { readonly status: 'sending' }
  | { readonly status: 'refused'; readonly problem: ProblemDetails }
  | { readonly status: 'reading'; readonly documentId: string }
  | {
      readonly status: 'read'
      readonly documentId: string
      readonly role: SourceRole | null
      /** 0 to 1, of the classification; 1 is a person's word. */
      readonly confidence: number | null
      readonly passages: number
    }
  | { readonly status: 'unreadable'; readonly documentId: string; readonly reason: string }
  /** The server could not be asked about it. */
  | { readonly status: 'unknown'; readonly documentId: string; readonly problem: ProblemDetails }

export type ChosenSourcesEvent =
  | {
      readonly type: 'added'
      readonly files: readonly {
        readonly key: string
        readonly name: string
        readonly size: number
      }[]
    }
  | { readonly type: 'sent'; readonly key: string; readonly added: AddedSource }
  | { readonly type: 'refused'; readonly key: string; readonly problem: ProblemDetails }
  | { readonly type: 'resent'; readonly key: string }
  | { readonly type: 'chosen'; readonly documentId: string; readonly name: string }
  | { readonly type: 'told'; readonly details: DocumentDetails }
  | { readonly type: 'not_told'; readonly documentId: string; readonly problem: ProblemDetails }
  | { readonly type: 'asked_again'; readonly documentId: string }
  | { readonly type: 'removed'; readonly key: string }

export function reduceChosenSources(
  state: readonly ChosenSource[],
  event: ChosenSourcesEvent,
): readonly ChosenSource[] {
  switch (event.type) {
    case 'added':
      return [...state, ...event.files.map(toSending)]
    case 'sent':
      return settle(state, event.key, event.added)
    case 'refused':
      return withStanding(state, isKey(event.key), { status: 'refused', problem: event.problem })
    case 'resent':
      return withStanding(state, isKey(event.key), { status: 'sending' })
    case 'chosen':
      return hasSource(state, event.documentId) ? state : [...state, toReading(event)]
    case 'told':
      return tell(state, event.details)
    case 'not_told': {
      const { documentId, problem } = event
      return withStanding(state, isSource(documentId), { status: 'unknown', documentId, problem })
    }
    case 'asked_again': {
      const { documentId } = event
      return withStanding(state, isSource(documentId), { status: 'reading', documentId })
    }
    case 'removed':
      return state.filter(({ key }) => key !== event.key)
  }
}

/** The server's id of a source, once it has one. */
export function findSourceId({ standing }: ChosenSource): string | undefined {
  return 'documentId' in standing ? standing.documentId : undefined
}

/** Ids of those that are still to be asked about. */
export function listUnread(sources: readonly ChosenSource[]): string[] {
  return sources.flatMap(({ standing }) =>
    standing.status === 'reading' ? [standing.documentId] : [],
  )
}

/** Ids of those that a run can use. */
export function listRead(sources: readonly ChosenSource[]): string[] {
  return sources.flatMap(({ standing }) =>
    standing.status === 'read' ? [standing.documentId] : [],
  )
}

function toSending(file: { key: string; name: string; size: number }): ChosenSource {
  return { key: file.key, name: file.name, sizeBytes: file.size, standing: { status: 'sending' } }
}

function toReading({ documentId, name }: { documentId: string; name: string }): ChosenSource {
  return { key: documentId, name, sizeBytes: null, standing: { status: 'reading', documentId } }
}

/** A file whose bytes are there already is that source: it is not listed twice. */
function settle(
  state: readonly ChosenSource[],
  key: string,
  { document_id: documentId, name, size_bytes: sizeBytes }: AddedSource,
): readonly ChosenSource[] {
  const rest = state.filter((source) => source.key === key || findSourceId(source) !== documentId)
  return rest.map((source) =>
    source.key === key
      ? { ...source, name, sizeBytes, standing: { status: 'reading', documentId } }
      : source,
  )
}

function tell(state: readonly ChosenSource[], details: DocumentDetails): readonly ChosenSource[] {
  const standing = toStanding(details)
  return state.map((source) =>
    findSourceId(source) === details.id
      ? { ...source, name: details.name, sizeBytes: details.size_bytes, standing }
      : source,
  )
}

function toStanding(details: DocumentDetails): SourceStanding {
  const documentId = details.id
  if (details.status === 'failed') {
    return { status: 'unreadable', documentId, reason: details.error?.message ?? unknownReason }
  }
  if (details.status !== 'completed') return { status: 'reading', documentId }
  const { role, role_confidence: confidence, chunk_count: passages } = details
  return { status: 'read', documentId, role, confidence, passages }
}

const unknownReason = 'The server stored no reason.'

function withStanding(
  state: readonly ChosenSource[],
  isMeant: (source: ChosenSource) => boolean,
  standing: SourceStanding,
): readonly ChosenSource[] {
  return state.map((source) => (isMeant(source) ? { ...source, standing } : source))
}

function isKey(key: string) {
  return (source: ChosenSource) => source.key === key
}

function isSource(documentId: string) {
  return (source: ChosenSource) => findSourceId(source) === documentId
}

function hasSource(state: readonly ChosenSource[], documentId: string): boolean {
  return state.some(isSource(documentId))
}

/** As one looks for a name in a list: 14-3.9 before 14-3.10, whatever came first. */
export function sortByName<T extends { readonly document_name: string }>(
  documents: readonly T[],
): readonly T[] {
  return documents.toSorted((a, b) => byName.compare(a.document_name, b.document_name))
}

const byName = new Intl.Collator(undefined, { numeric: true })
