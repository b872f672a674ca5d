import type { LockedWords, RegenerateRequest, StartedRival } from '../../shared/contract/rivals.ts'
import type { ProblemItem } from '../../shared/contract/problem.ts'
import type { Draft } from '../../shared/model/draft.ts'
import type { KeptWords, RivalInputs } from '../../shared/model/rival.ts'
import { anchor } from '../../shared/text/anchor.ts'
import { rangesOverlap } from '../../shared/text/range.ts'
import { listTargets, type StoredTarget } from '../db/citations.ts'
import { insertJob } from '../db/jobs.ts'
import { findRival, replaceRival, type StoredRival } from '../db/rivals.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { listDraftParts } from '../domain/draft-parts.ts'
import { readTargetKey } from '../domain/target-key.ts'
import { hashJson } from './canonical-json.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { pinPresent, type SectionOfRun } from './section-of-run.ts'

/**
 * Has a section composed again from its sources as they are now, and the result parked beside the
 * present one. The same asked for again is the same rival; another takes its place.
 * @throws Problem `validation_failed` for locked words that are no sentence or cell of the section
 */
export async function requestRival(
  deps: Dependencies,
  principal: Principal,
  place: SectionOfRun,
  { keep }: RegenerateRequest,
): Promise<StartedRival> {
  const rival = createRival(deps, principal, place, {
    kept: await findKept(deps, place, keep),
    sources: await pinPresent(deps, place.run),
  })
  const answer = await commit(deps, async (trx): Promise<StartedRival> => {
    const before = await findRival(trx, rival.documentId, rival.sectionId)
    if (before && isParked(before) && before.inputsHash === rival.inputsHash) {
      return { ...summarize(before), reused: true }
    }
    await replaceRival(trx, rival)
    const { id: subjectId, createdAt } = rival
    const { workspaceId } = place.document
    await insertJob(trx, {
      id: deps.newId(),
      workspaceId,
      kind: 'regenerate',
      subjectId,
      createdAt,
    })
    return { ...summarize(rival), reused: false }
  })
  deps.queue.wake()
  return answer
}

export function summarize(rival: StoredRival): Omit<StartedRival, 'reused'> {
  return {
    rival_id: rival.id,
    document_id: rival.documentId,
    section_id: rival.sectionId,
    status: rival.status,
    created_at: rival.createdAt,
    completed_at: rival.completedAt,
    error: rival.error,
  }
}

function isParked({ status }: StoredRival): boolean {
  return status === 'pending' || status === 'completed'
}

function createRival(
  { newId, clock }: Dependencies,
  { userId }: Principal,
  { document, version, run, section }: SectionOfRun,
  { kept, sources }: Pick<RivalInputs, 'kept' | 'sources'>,
): StoredRival {
  const inputs = { runId: run.id, sectionId: section.sectionId, sources, kept }
  return {
    id: newId(),
    documentId: document.id,
    sectionId: section.sectionId,
    versionId: version.id,
    inputs,
    inputsHash: hashJson({ versionId: version.id, ...inputs }),
    status: 'pending',
    composed: null,
    error: null,
    chosenRunId: null,
    userId,
    createdAt: clock.now(),
    completedAt: null,
  }
}

async function findKept(
  { db }: Dependencies,
  { version, section }: SectionOfRun,
  keep: readonly LockedWords[],
): Promise<KeptWords[]> {
  const text = (await findSourceTextOfVersion(db, version.id))?.sourceText.text ?? ''
  const targets = (await listTargets(db, version.id)).filter(
    ({ sectionId }) => sectionId === section.sectionId,
  )
  const errors: ProblemItem[] = []
  const locked = keep.flatMap((selector, index) => {
    const { range, state } = anchor(text, selector)
    const own = range
      ? targets.filter((target) => rangesOverlap(target.range, range))
      : listTwins(targets, selector)
    if (own.length === 0) {
      const msg = range
        ? `"${selector.exact}" has no sentence or cell of this section that was generated`
        : `"${selector.exact}" is ${state} in the document`
      errors.push({ loc: ['body', 'keep', index], msg, type: 'words_unknown' })
    }
    return own
  })
  const [first] = errors
  if (first) throw new Problem('validation_failed', `What to keep: ${first.msg}.`, { errors })
  const draft = section.draft ?? { sectionId: section.sectionId, outputs: [] }
  return targets.filter((one) => locked.includes(one)).map((one) => toKept(one, draft))
}

/** What stands in the document several times may stand in the section once. */
function listTwins(
  targets: readonly StoredTarget[],
  { exact }: LockedWords,
): readonly StoredTarget[] {
  const alike = targets.filter(({ text }) => text.trim() === exact.trim())
  return alike.length === 1 ? alike : []
}

/** A target's words are those of the file, where a reference to a table may be another; of unedited ones the Draft's. */
function toKept({ targetKey, text, anchor: state }: StoredTarget, draft: Draft): KeptWords {
  const drafted = listDraftParts(draft).find((part) => part.targetKey === targetKey)?.text
  const isEdited = state === 'edited' || state === 'split'
  return { ...readTargetKey(targetKey), text: isEdited ? text : (drafted ?? text) }
}
