import { createHash } from 'node:crypto'
import {
  claimRequestKey,
  forgetRequestKeys,
  isAnswered,
  recordAnswer,
  releaseRequestKey,
  type RecordedAnswer,
  type RequestKey,
} from '../db/request-keys.ts'
import type { Settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { Problem } from './problem.ts'

export type { RecordedAnswer }

/** A request whose caller gave it a name (Idempotency-Key), so that it can be sent again. */
export type NamedRequest = {
  readonly name: string
  readonly method: string
  readonly path: string
  /** SHA-256 of all else that was sent, hex. */
  readonly fingerprint: string
}

type ClaimedRequest =
  | { readonly outcome: 'replay'; readonly answer: RecordedAnswer }
  | { readonly outcome: 'execute'; readonly execution: Execution }

/** The one execution of a named request. */
export type Execution = {
  /** Records the answer in the transaction of the effect. */
  settle(trx: Parameters<Settle>[0], answer: RecordedAnswer): Promise<void>
  /** Records the answer unless that was done; a refusal had no effect, and frees the name. */
  end(answer: RecordedAnswer | undefined): Promise<void>
}

const keptMilliseconds = 86_400_000
/** No request runs that long: its process is gone. */
const longestMilliseconds = 900_000
const endOfTime = '9999-12-31T23:59:59.999Z'

/**
 * Claims a named request for execution, or finds the answer that it was given before.
 * @throws Problem `request_running` while the first runs; `request_key_reused` for another request of
 * the same name; `permission_missing` for an answer that may tell of a workspace that the caller
 * reaches no more
 */
export async function claimRequest(
  { db, clock, newId }: Dependencies,
  principal: Principal,
  request: NamedRequest,
): Promise<ClaimedRequest> {
  const now = clock.now()
  const key: RequestKey = {
    id: hashScope(principal, request),
    fingerprint: request.fingerprint,
    claim: newId(),
    createdAt: now,
    reached: listWorkspaceIds(principal),
  }
  const known = await db.transaction().execute(async (trx) => {
    const keptSince = moveBack(now, keptMilliseconds)
    await forgetRequestKeys(trx, { keptSince, runningSince: moveBack(now, longestMilliseconds) })
    return claimRequestKey(trx, key)
  })
  if (!known) return { outcome: 'execute', execution: createExecution(db, key) }
  if (known.fingerprint !== request.fingerprint) throw keyReused()
  if (known.answer) return { outcome: 'replay', answer: checkMayRead(known, known.answer, key) }
  const detail = 'The first request with this Idempotency-Key is still running; ask again.'
  throw new Problem('request_running', detail, { headers: { 'Retry-After': '1' } })
}

/** What was running when the process ended can be sent again; to be called before the first request. */
export async function forgetRunningRequests({
  db,
  clock,
}: Pick<Dependencies, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  await forgetRequestKeys(db, {
    keptSince: moveBack(now, keptMilliseconds),
    runningSince: endOfTime,
  })
}

function createExecution(db: Dependencies['db'], key: RequestKey): Execution {
  return {
    settle: (trx, answer) => recordAnswer(trx, key, answer),
    async end(answer) {
      if (await isAnswered(db, key)) return
      if (answer === undefined || answer.status >= 400) await releaseRequestKey(db, key)
      else await recordAnswer(db, key, answer)
    },
  }
}

/** Who calls is the same behind a rotation of its key, and another in another workspace. */
function hashScope(
  { credential, organizationId, userId, workspace }: Principal,
  { method, path, name }: NamedRequest,
): string {
  const caller = credential.kind === 'api_key' ? `key ${credential.familyId}` : `user ${userId}`
  const scope = [organizationId, caller, workspace?.id ?? '', method, path, name]
  return createHash('sha256').update(JSON.stringify(scope)).digest('hex')
}

/** What the caller has come to reach since is nothing that the answer tells of. */
function checkMayRead(
  { reached }: Pick<RequestKey, 'reached'>,
  answer: RecordedAnswer,
  now: Pick<RequestKey, 'reached'>,
): RecordedAnswer {
  const tellsNothing = answer.status === 204
  if (tellsNothing || reached.every((id) => now.reached.includes(id))) return answer
  throw new Problem(
    'permission_missing',
    'The request was carried out, and is not again. Its answer is not shown: you no longer reach a document set that you reached then.',
  )
}

function keyReused(): Problem {
  const msg = 'was sent before with another request; a new request needs a new one'
  return new Problem('request_key_reused', `The Idempotency-Key ${msg}.`, {
    errors: [{ loc: ['header', 'Idempotency-Key'], msg, type: 'request_key_reused' }],
  })
}

function moveBack(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) - milliseconds).toISOString()
}
