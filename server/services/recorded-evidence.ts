import type { Evidence } from '../../shared/model/citation.ts'
import { listCitations, type StoredCitation } from '../db/citations.ts'
import { toClaimEvidence } from '../domain/verify/claim-evidence.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { ClaimEvidence } from '../domain/verify/verdict.ts'
import type { Dependencies } from './dependencies.ts'
import { loadCitedSources } from './searched-sources.ts'

/** Evidence as it is stored, and as `verify` wants it. */
export type HeldEvidence = {
  readonly stored: Evidence
  readonly held: ClaimEvidence
}

export type RecordedEvidence = (targetKeys: readonly string[]) => readonly HeldEvidence[]

/** More are read faster with all the others of their run. */
const mostKeys = 500

/** The recorded citations of targets of a run; those of a source that was deleted are left out. */
export async function loadRecordedEvidence(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
  run: { readonly id: string; readonly targetKeys: readonly string[] },
  sources: readonly EvidenceSource[],
): Promise<RecordedEvidence> {
  const keys = run.targetKeys.length > mostKeys ? undefined : run.targetKeys
  const citations = await listCitations(db, run.id, keys)
  const textIds = citations.flatMap(({ evidence }) =>
    evidence.kind === 'text' ? evidence.sourceTextId : [],
  )
  const before = await loadCitedSources({ db }, workspaceId, textIds, sources)
  const byText = new Map([...sources, ...before].map((one) => [one.sourceTextId, one]))
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  return (targetKeys) =>
    targetKeys.flatMap((key) =>
      (byTarget.get(key) ?? []).flatMap((citation) => hold(citation, byText) ?? []),
    )
}

function hold(
  citation: StoredCitation,
  byText: ReadonlyMap<string, EvidenceSource>,
): HeldEvidence | undefined {
  const { evidence } = citation
  if (evidence.kind === 'data') {
    return { stored: evidence, held: toClaimEvidence(citation, undefined) }
  }
  const source = byText.get(evidence.sourceTextId)
  return source && { stored: evidence, held: toClaimEvidence(citation, source) }
}
