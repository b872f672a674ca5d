import type { DocumentOutline } from '../../shared/contract/outlines.ts'
import type { GivenPassages } from '../../shared/model/outline.ts'
import { findNextOutline } from '../db/document-outlines.ts'
import type { StoredRun } from '../db/runs.ts'
import { findTemplateVersion } from '../db/templates.ts'
import type { GivenEvidence } from '../domain/change-choice.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { Dependencies } from './dependencies.ts'
import {
  findOutlineOfRun,
  getOutlineOfRun,
  getRunOfOutline,
  loadVisibleEvidence,
  presentOutline,
  presentSection,
} from './get-outline.ts'
import { isMade, planKept } from './plan-given.ts'
import type { Principal } from './principal.ts'
import { readTemplateVersion } from './read-template.ts'
import { pinPresent } from './section-of-run.ts'

/**
 * What the newest run of a document chose for each rule, and what is kept for the next.
 * @throws Problem `not_ready` while there is neither
 */
export async function getDocumentOutline(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
): Promise<DocumentOutline> {
  const run = await getRunOfOutline(deps, principal, documentId)
  const next = await findKeptOutline(deps, run)
  if (!next) return { ...(await getOutlineOfRun(deps, run)), next_run: null }
  // a run that failed early has none
  const outline = (await findOutlineOfRun(deps, run)) ?? presentOutline(run, [], [])
  return { ...outline, next_run: next }
}

/** What is kept for the run behind this one, as it would use it now; null where nothing is. */
async function findKeptOutline(
  deps: Dependencies,
  run: StoredRun,
): Promise<DocumentOutline['next_run']> {
  const kept = await findNextOutline(deps.db, run.documentId)
  const version = kept && (await findTemplateVersion(deps.db, kept.templateVersionId))
  if (!kept || !version) return null
  const sources = await loadPresentEvidence(deps, run)
  const { sections } = readTemplateVersion(version).content
  const made = sections.filter((section) => section.headingParagraph !== null && isMade(section))
  return {
    created_at: kept.createdAt,
    sections: made.map((section) => {
      const passages = findGiven(kept.givenPassages, section.id, sources)
      return presentSection(planKept(section, passages), sources)
    }),
  }
}

/** The newest versions of the run's sources. */
async function loadPresentEvidence(deps: Dependencies, run: StoredRun): Promise<EvidenceSource[]> {
  const sources = await pinPresent(deps, run)
  return loadVisibleEvidence(deps, {
    ...run,
    inputs: { ...run.inputs, sources, earlierSources: [] },
  })
}

function findGiven(
  given: readonly GivenPassages[],
  id: string,
  sources: readonly EvidenceSource[],
): GivenEvidence[] {
  const passages = given.find(({ sectionId }) => sectionId === id)?.passages ?? []
  return passages.flatMap(({ sourceTextId, range }) => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    return source ? [{ source, range }] : []
  })
}
