import type { Transaction } from 'kysely'
import type { testEvent } from '../../shared/model/vocabulary.ts'
import type { Database } from '../db/tables.ts'
import { getWorkspace } from '../db/tenants.ts'
import { insertEvent } from '../db/webhook-events.ts'
import { listListeners } from '../db/webhooks.ts'
import type { Dependencies } from './dependencies.ts'
import { writeEventBody, type Told } from './event-body.ts'

export type Happening = Exclude<Told, { readonly event: typeof testEvent }> & {
  readonly workspaceId: string
}

/**
 * Stores an event with one delivery for each enabled webhook of the workspace that asks for it, in the
 * transaction of its cause: it is sent if and only if that is stored. Where no webhook asks for it,
 * nothing is stored.
 */
export async function recordEvent(
  trx: Transaction<Database>,
  { newId, queue }: Pick<Dependencies, 'newId' | 'queue'>,
  happening: Happening,
): Promise<void> {
  const { workspaceId, event, at } = happening
  const listeners = await listListeners(trx, workspaceId, event)
  if (listeners.length === 0) return
  const { organizationId, isSandbox } = await getWorkspace(trx, workspaceId)
  const id = newId()
  const body = writeEventBody({ ...happening, id, organizationId })
  const outlook = isSandbox
    ? ({ status: 'withheld', dueAt: null } as const)
    : ({ status: 'pending', dueAt: at } as const)
  const deliveries = listeners.map((webhookId) => ({ id: newId(), webhookId, ...outlook }))
  await insertEvent(trx, { id, workspaceId, event, body, createdAt: at }, deliveries)
  // whoever looks now waits for this transaction, since a store has one connection
  queue.wake()
}
