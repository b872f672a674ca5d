import type { Passage } from '../../shared/model/passage.ts'
import type { CandidateSet } from '../domain/candidates.ts'

export interface SearchIndex {
  /** Idempotent: adding a SourceText again replaces it. Only evidence passages are found later. */
  add(sourceTextId: string, text: string, passages: readonly Passage[]): Promise<void>
  remove(sourceTextId: string): Promise<void>
  /** Of every workspace. */
  listSourceTextIds(): Promise<string[]>
  /** Evidence passages of the texts. */
  countPassages(sourceTextIds: readonly string[]): Promise<number>
  findCandidates(terms: readonly string[], sourceTextIds: readonly string[]): Promise<CandidateSet>
}
