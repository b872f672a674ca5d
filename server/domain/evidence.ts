import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'

/** One source that is searched, by what is known of it without its text. */
export type SearchedSource = {
  readonly documentId: string
  readonly name: string
  readonly role: SourceRole
  /** SHA-256 of the file's bytes, hex. */
  readonly sourceHash: string
  readonly versionNumber: number
  readonly sourceTextId: string
  /** The newest reading of a newer version, where an older one is searched. */
  readonly newerTextId?: string | undefined
}

/** One source of a run, pinned: everything a rule may look at. */
export type EvidenceSource = SearchedSource & {
  readonly sourceText: SourceText
  readonly passages: readonly Passage[]
}

/** What the rules of a run search. Sources stand in the order in which they take precedence within a role. */
export type SearchedEvidence = {
  readonly sources: readonly EvidenceSource[]
  /** Results of the queries that a rule asked for, best first, keyed by `searchKey`. */
  readonly hits: ReadonlyMap<string, readonly RankedPassage[]>
}

/** A query over the sources of some roles; the pipeline runs it before the rule chooses. */
export type EvidenceQuery = {
  readonly query: string
  readonly roles: readonly SourceRole[]
  readonly limit: number
}

export type RankedPassage = {
  readonly sourceTextId: string
  readonly ordinal: number
  readonly score: number
}

export function searchKey(query: EvidenceQuery): string {
  return JSON.stringify([query.query, query.roles, query.limit])
}
