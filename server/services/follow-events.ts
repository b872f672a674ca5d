import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEvent } from '../../shared/model/run.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findRunOfDocument, findRunStatus, listEvents } from '../db/runs.ts'
import type { Dependencies } from './dependencies.ts'

const lookEveryMilliseconds = 200
/** Proxies drop a silent connection after about half a minute. */
const idleAfterLooks = 75

/** `id` names run and place: "3-17". */
export type FollowedEvent = RunEvent & { readonly id: string }

/**
 * The stored events of the newest run behind `lastId`, then those to come, until the run is over.
 * An id of an earlier run begins at the beginning.
 */
export async function* followEvents(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  lastId: string | undefined,
  isOpen: () => boolean,
): AsyncGenerator<FollowedEvent | 'idle'> {
  const run = await findRunOfDocument(db, document.id)
  if (!run) return
  const [task, sequence] = (lastId ?? '').split('-').map(Number)
  let last = task === run.taskNumber && Number.isInteger(sequence) ? (sequence ?? 0) : 0
  for (let looks = 1; isOpen(); looks += 1) {
    const status = await findRunStatus(db, run.id)
    const events = await listEvents(db, run.id, last)
    yield* events.map((event) => ({ ...event, id: `${run.taskNumber}-${event.sequence}` }))
    last = events.at(-1)?.sequence ?? last
    // the status was read first, so no event can come behind it
    if (status !== 'pending' && status !== 'in_progress') return
    if (looks % idleAfterLooks === 0) yield 'idle'
    await sleep(lookEveryMilliseconds)
  }
}
