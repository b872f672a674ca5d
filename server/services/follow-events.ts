import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEvent } from '../../shared/model/run.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findRunOfDocument, getRun, listEvents } from '../db/runs.ts'
import type { Dependencies } from './dependencies.ts'

const lookEveryMilliseconds = 200
/** Proxies drop a silent connection after about half a minute. */
const idleAfterLooks = 75

/** The stored events of the newest run behind `after`, then those to come, until the run is over. */
export async function* followEvents(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  after: number,
  isOpen: () => boolean,
): AsyncGenerator<RunEvent | 'idle'> {
  const run = await findRunOfDocument(db, document.id)
  if (!run) return
  let last = after
  for (let looks = 1; isOpen(); looks += 1) {
    const { status } = await getRun(db, run.id)
    const events = await listEvents(db, run.id, last)
    yield* events
    last = events.at(-1)?.sequence ?? last
    // the status was read first, so no event can come behind it
    if (status !== 'pending' && status !== 'in_progress') return
    if (looks % idleAfterLooks === 0) yield 'idle'
    await sleep(lookEveryMilliseconds)
  }
}
