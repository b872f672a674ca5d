import type { RunEvent } from '../../shared/model/run.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findRunOfDocument, findRunStatus, listEvents } from '../db/runs.ts'
import type { Dependencies } from './dependencies.ts'
import { followLog } from './follow-log.ts'

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
  const last = task === run.taskNumber && Number.isInteger(sequence) ? (sequence ?? 0) : 0
  const log = {
    async isOver() {
      const status = await findRunStatus(db, run.id)
      return status !== 'pending' && status !== 'in_progress'
    },
    listEvents: (after: number) => listEvents(db, run.id, after),
  }
  for await (const event of followLog(log, last, isOpen)) {
    yield event === 'idle' ? event : { ...event, id: `${run.taskNumber}-${event.sequence}` }
  }
}
