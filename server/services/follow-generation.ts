import { setTimeout as sleep } from 'node:timers/promises'
import type { Generation } from '../../shared/contract/generations.ts'
import {
  findGenerationById,
  listGenerationEvents,
  type GenerationEvent,
} from '../db/generations.ts'
import { describeGeneration } from './describe-generation.ts'
import type { Dependencies } from './dependencies.ts'
import { followLog } from './follow-log.ts'

/** The stored events behind the one whose id was seen last, then those to come, until it is over. */
export function followGeneration(
  { db }: Pick<Dependencies, 'db'>,
  id: string,
  lastId: string | undefined,
  isOpen: () => boolean,
): AsyncGenerator<GenerationEvent | 'idle'> {
  const log = {
    isOver: () => isOver({ db }, id),
    listEvents: (after: number) => listGenerationEvents(db, id, after),
  }
  const last = Number(lastId ?? 0)
  return followLog(log, Number.isInteger(last) ? last : 0, isOpen)
}

const lookEveryMilliseconds = 100

/** As it is once it is over, behind so many seconds, or when nobody may wait any more. */
export async function waitForGeneration(
  deps: Dependencies,
  { id, workspace_id: workspaceId }: Generation,
  seconds: number,
  isOpen: () => boolean,
): Promise<Generation> {
  for (let waited = 0; isOpen() && waited < seconds * 1000; waited += lookEveryMilliseconds) {
    if (await isOver(deps, id)) break
    await sleep(lookEveryMilliseconds)
  }
  return describeGeneration(deps, [workspaceId], id)
}

async function isOver({ db }: Pick<Dependencies, 'db'>, id: string): Promise<boolean> {
  const generation = await findGenerationById(db, id)
  return generation?.status !== 'pending' && generation?.status !== 'processing'
}
