import type { ClaimVerdict } from '../../shared/model/check.ts'
import { toClaimEvidence } from '../domain/verify/claim-evidence.ts'
import type { Dependencies } from './dependencies.ts'
import type { HeldEvidence } from './recorded-evidence.ts'
import { citeChange, createStandings, findChange, type FindStanding } from './source-standing.ts'

/** Recorded evidence as the newest versions of its sources have it. */
export type NewerEvidence = (recorded: readonly HeldEvidence[]) => Promise<{
  /** What was changed stands with its newer words, what is gone is left out. */
  readonly evidence: readonly HeldEvidence[]
  /** The newer readings that these words are of; empty where nothing was changed. */
  readonly textIds: ReadonlySet<string>
}>

/** Why a claim that only a newer version bears out is supported: a reason of a verdict. */
export const newerVersion = 'newer_version'

/** The readings that a claim is borne out by where a newer version does it; else none. */
export function listNewer({
  verdict,
}: {
  readonly verdict: Pick<ClaimVerdict, 'followsNewer' | 'evidence'>
}): ReadonlySet<string> {
  const evidence = verdict.followsNewer ? verdict.evidence : []
  return new Set(evidence.flatMap((one) => (one.kind === 'text' ? one.sourceTextId : [])))
}

/** What newer versions, that have been read, say at the very places which are recorded. */
export function createNewerEvidence(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
): NewerEvidence {
  const findStanding = createStandings(deps, workspaceId)
  return async (recorded) => {
    const followed = await Promise.all(recorded.map((one) => follow(one, findStanding)))
    return {
      evidence: followed.flatMap(({ now }) => now ?? []),
      textIds: new Set(followed.flatMap(({ textId }) => textId ?? [])),
    }
  }
}

type Followed = {
  /** Undefined where it is gone. */
  readonly now: HeldEvidence | undefined
  /** Undefined where it is as it was. */
  readonly textId: string | undefined
}

async function follow(one: HeldEvidence, findStanding: FindStanding): Promise<Followed> {
  const { stored, held } = one
  const standing = stored.kind === 'text' ? await findStanding(stored.sourceTextId) : undefined
  const change = stored.kind === 'text' && standing ? findChange(stored, standing) : undefined
  if (stored.kind === 'data' || !change) return { now: one, textId: undefined }
  const evidence = citeChange(stored, change)
  if (!evidence) return { now: undefined, textId: undefined }
  const { transformations, formula, role } = held
  const source = { sourceText: change.read.reading.sourceText, role }
  const citation = { evidence, transformations, formula }
  const now = { stored: evidence, held: toClaimEvidence(citation, source) }
  return { now, textId: evidence.sourceTextId }
}
