import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredConversation } from '../db/conversations.ts'
import type { StoredDocument } from '../db/documents.ts'
import { listPending, listChosenSources, type ChosenSources } from './chosen-sources.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

const lookEveryMilliseconds = 200
/** Proxies drop a silent connection after about half a minute. */
const idleAfterLooks = 75

type WaitEvent =
  | { readonly type: 'waiting'; readonly documents: readonly StoredDocument[] }
  | { readonly type: 'idle' }

/**
 * What a conversation is about, once all of it has been read; says what is waited for.
 * @throws Problem `not_ready` when some of it is still being read after so many seconds
 */
export async function* waitForSources(
  deps: Pick<Dependencies, 'db'>,
  { workspaceId, documentIds }: StoredConversation,
  seconds: number,
): AsyncGenerator<WaitEvent, ChosenSources> {
  const mostLooks = Math.ceil((seconds * 1000) / lookEveryMilliseconds)
  let said = ''
  for (let looks = 0; ; looks += 1) {
    const pending = await listPending(deps, workspaceId, documentIds)
    if (pending.length === 0) return listChosenSources(deps, workspaceId, documentIds)
    if (looks >= mostLooks) throw notReady(pending, seconds)
    const names = pending.map(({ id }) => id).join()
    if (names !== said) yield { type: 'waiting', documents: pending }
    else if (looks % idleAfterLooks === 0) yield { type: 'idle' }
    said = names
    await sleep(lookEveryMilliseconds)
  }
}

function notReady(pending: readonly StoredDocument[], seconds: number): Problem {
  const names = pending.map(({ name }) => name).join(', ')
  const verb = pending.length === 1 ? 'is' : 'are'
  return new Problem(
    'not_ready',
    `${names} ${verb} still being read after ${seconds} s. The question is kept: send the turn again.`,
  )
}
