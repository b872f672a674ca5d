import type { PinnedSource } from '../../shared/model/run.ts'
import { getVersionById } from '../db/document-versions.ts'
import { listSteps } from '../db/run-steps.ts'
import type { StoredRun } from '../db/runs.ts'
import { findSourceTextOfVersion, getSourceText } from '../db/source-texts.ts'
import type { EvidenceSource } from '../domain/evidence.ts'

import type { Dependencies } from './dependencies.ts'

type Store = Pick<Dependencies, 'db'>

/**
 * The readable sources of the run, newest version first within a role and else by name and hash,
 * so that the order depends on nothing but the inputs (law 4). A source that was read again after
 * the run saw all of its sources read stays as it was for this run: its steps rest on one reading.
 */
export async function loadEvidence({ db }: Store, run: StoredRun): Promise<EvidenceSource[]> {
  const steps = await listSteps(db, run.id)
  const readAt = steps.find(({ name }) => name === 'extract')?.completedAt ?? undefined
  const { sources, earlierSources = [] } = run.inputs
  const found = await Promise.all(
    [...sources, ...earlierSources].map((source) => findEvidence({ db }, source, readAt)),
  )
  return found.filter((source) => source !== undefined).toSorted(comparePrecedence)
}

/** Undefined for what could not be read. */
export async function findEvidence(
  { db }: Store,
  source: PinnedSource,
  readAt?: string,
): Promise<EvidenceSource | undefined> {
  const version = await getVersionById(db, source.versionId)
  const reading = source.sourceTextId
    ? await getSourceText(db, source.sourceTextId)
    : await findSourceTextOfVersion(db, version.id, readAt)
  if (!reading || version.status !== 'completed') return undefined
  return {
    documentId: source.documentId,
    name: source.name,
    // as it was read, whatever was said of it since: the run pinned it
    role: source.role ?? version.role ?? 'other',
    sourceHash: source.hash,
    versionNumber: source.versionNumber,
    sourceTextId: reading.id,
    sourceText: reading.sourceText,
    passages: reading.passages,
  }
}

function comparePrecedence(a: EvidenceSource, b: EvidenceSource): number {
  if (a.versionNumber !== b.versionNumber) return b.versionNumber - a.versionNumber
  const [left, right] = [a, b].map(({ name, sourceHash }) => `${name}\u0000${sourceHash}`)
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1
}
