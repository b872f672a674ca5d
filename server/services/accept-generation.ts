import type { Transaction } from 'kysely'
import type { Generation, GenerationRequest } from '../../shared/contract/generations.ts'
import { commitTogether } from '../db/commit-together.ts'
import { countNumberedNames, findHolderOfName, insertDocument } from '../db/documents.ts'
import { insertGenerationRun } from '../db/generation-runs.ts'
import {
  appendGenerationEvent,
  insertGeneration,
  type StoredGeneration,
} from '../db/generations.ts'
import { insertJob } from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import type { Workspace } from '../db/tenants.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import { settle } from './commit.ts'
import { describeGeneration } from './describe-generation.ts'
import type { Dependencies } from './dependencies.ts'
import { fetchData } from './fetch-records.ts'
import { checkPinned, createDocument, storeRun } from './store-run.ts'
import { prepareGeneration, type PreparedGeneration } from './prepare-generation.ts'
import { chooseWorkspace, type Principal } from './principal.ts'

/**
 * Accepts a generation: data, template and sources are pinned, and it is stored with its documents,
 * runs and jobs in one transaction. Always a new one.
 * @throws Problem as prepareGeneration
 */
export async function acceptGeneration(
  deps: Dependencies,
  principal: Principal,
  request: GenerationRequest,
): Promise<Generation> {
  const workspace = chooseWorkspace(principal)
  const data = await fetchData(deps, workspace.id, request)
  const prepared = await prepareGeneration(deps, workspace, request, data)
  const accepted = await commitTogether(deps.db, async (trx) => {
    const { id } = await storeGeneration(trx, deps, workspace, prepared, principal.userId)
    return settle(deps, trx, await describeGeneration({ ...deps, db: trx }, [workspace.id], id))
  })
  deps.queue.wake()
  return accepted
}

/** To be called in the transaction of its cause; the queue is woken behind it. */
export async function storeGeneration(
  trx: Transaction<Database>,
  deps: Dependencies,
  workspace: Workspace,
  prepared: PreparedGeneration,
  userId: string,
): Promise<StoredGeneration> {
  const now = deps.clock.now()
  const { inputs: all, ...asked } = prepared
  const generation: StoredGeneration = {
    ...asked,
    id: `gen_${deps.newId().replaceAll('-', '')}`,
    workspaceId: workspace.id,
    status: 'pending',
    error: null,
    isCancelRequested: false,
    userId,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
  }
  await insertGeneration(trx, generation)
  if (all[0]) await checkPinned(trx, workspace, all[0])
  for (const [position, inputs] of all.entries()) {
    await storeDocument(trx, deps, generation, position, inputs)
  }
  const pruning = { id: deps.newId(), workspaceId: workspace.id, kind: 'prune' as const }
  await insertJob(trx, { ...pruning, subjectId: workspace.id, createdAt: now })
  const data = { documents: all.length, outputs: asked.outputs }
  const event = { type: 'generation.accepted', data, createdAt: now } as const
  await appendGenerationEvent(trx, generation.id, event)
  return generation
}

async function storeDocument(
  trx: Transaction<Database>,
  deps: Dependencies,
  { id: generationId, workspaceId, createdAt: now }: StoredGeneration,
  position: number,
  wished: RunInputs,
): Promise<void> {
  const documentName = await findFreeName(trx, workspaceId, wished.documentName)
  const inputs = { ...wished, documentName }
  const document = createDocument(deps, { id: workspaceId }, inputs, now)
  await insertDocument(trx, document)
  const accepted = { inputs, warnings: [], mustApprove: false, now }
  const run = await storeRun(trx, deps, document, accepted)
  await insertGenerationRun(trx, {
    generationId,
    position,
    runId: run.id,
    documentId: document.id,
  })
}

/** The name itself, or one with a number behind all that have one: " (2)", " (3)" … */
async function findFreeName(
  trx: Transaction<Database>,
  workspaceId: string,
  wished: string,
): Promise<string> {
  if (!(await findHolderOfName(trx, workspaceId, wished))) return wished
  const numbered = await countNumberedNames(trx, workspaceId, wished)
  for (let number = numbered + 2; ; number += 1) {
    const name = `${wished} (${number})`
    if (!(await findHolderOfName(trx, workspaceId, name))) return name
  }
}
