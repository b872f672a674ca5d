import type { PinnedSource } from '../../shared/model/run.ts'
import { listTargets } from '../db/citations.ts'
import { findDocument, type StoredDocument } from '../db/documents.ts'
import { listVersions, type StoredVersion } from '../db/document-versions.ts'
import { listSections, type StoredSection } from '../db/run-sections.ts'
import { getRun, type StoredRun } from '../db/runs.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { nameSections } from '../domain/document-sections.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller, getVersionOfDocument } from './document-of-caller.ts'
import type { Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { findNewestRead } from './source-standing.ts'

/** A section of a document's newest version that a run composed. */
export type SectionOfRun = {
  readonly document: StoredDocument
  readonly version: StoredVersion
  readonly run: StoredRun
  readonly section: StoredSection
}

/**
 * By the outline's name of the section, or by the title that the document gives it.
 * @throws Problem `wrong_state` for a document that no run wrote; `not_found`
 */
export async function getSectionOfRun(
  deps: Pick<Dependencies, 'db'>,
  principal: Principal,
  { id, section_id: name }: { readonly id: string; readonly section_id: string },
): Promise<SectionOfRun> {
  const document = await getDocumentOfCaller(deps, principal, id)
  const version = await getVersionOfDocument(deps, document)
  if (!version.runId) {
    const detail = `${document.name} was not generated here: no run can compose its sections again.`
    throw new Problem('wrong_state', detail)
  }
  const run = await getRun(deps.db, version.runId)
  const composed = (await listSections(deps.db, run.id)).filter(({ draft }) => draft !== null)
  const own = composed.find(({ sectionId }) => sectionId === name)
  const section = own ?? (await findByTitle(deps, version, composed, name))
  if (!section) throw notFound('section')
  return { document, version, run, section }
}

/** The one section of the run whose sentences and cells stand below the document's heading. */
async function findByTitle(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  composed: readonly StoredSection[],
  title: string,
): Promise<StoredSection | undefined> {
  const reading = await findSourceTextOfVersion(db, version.id)
  const named = reading && nameSections(reading.sourceText).find(({ id }) => id === title)
  if (!named) return undefined
  const { start, end } = named.range
  const within = (await listTargets(db, version.id)).filter(
    ({ range }) => start <= range.start && range.end <= end,
  )
  const ids = new Set(within.map(({ sectionId }) => sectionId))
  return ids.size === 1 ? composed.find(({ sectionId }) => ids.has(sectionId)) : undefined
}

/** The sources of a run that were not deleted, each in its newest version that could be read. */
export async function pinPresent(
  { db }: Pick<Dependencies, 'db'>,
  { workspaceId, inputs }: StoredRun,
): Promise<PinnedSource[]> {
  const sources = new Map(inputs.sources.map((source) => [source.documentId, source]))
  const pinned: PinnedSource[] = []
  for (const { documentId, role } of sources.values()) {
    const document = await findDocument(db, [workspaceId], documentId)
    const found = document && (await findNewestRead(db, await listVersions(db, documentId)))
    if (!found) continue
    const { version, reading } = found
    pinned.push({
      documentId,
      versionId: version.id,
      versionNumber: version.number,
      hash: version.blobHash,
      name: document.name,
      role,
      sourceTextId: reading.id,
    })
  }
  return pinned
}
