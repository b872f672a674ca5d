import type { Kysely, Transaction } from 'kysely'
import type { RunInputs } from '../../shared/model/run.ts'
import {
  findDocument,
  insertDocument,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import { insertJob } from '../db/jobs.ts'
import { appendEvent, findRunOfDocument, insertRun, type StoredRun } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import { findTemplate } from '../db/templates.ts'
import { takeTaskNumber, type Workspace } from '../db/tenants.ts'
import type { Dependencies } from './dependencies.ts'
import { jobOfRun } from './end-run.ts'
import { hashInputs } from './hash-inputs.ts'
import { Problem } from './problem.ts'
import { recordTaskCreated } from './task-events.ts'
import { templateUnknown } from './template-of-request.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type AcceptedRun = {
  readonly inputs: RunInputs
  readonly warnings: readonly string[]
  readonly mustApprove: boolean
  readonly now: string
}

/** A document and the run that makes it, in the transaction of its cause; the queue is woken behind it. */
export async function storeFirstRun(
  trx: Transaction<Database>,
  deps: Dependencies,
  workspace: Pick<Workspace, 'id'>,
  accepted: AcceptedRun,
): Promise<StoredRun> {
  const document = createDocument(deps, workspace, accepted.inputs, accepted.now)
  await insertDocument(trx, document)
  return storeRun(trx, deps, document, accepted)
}

/** A run that makes the document's next version. @throws Problem `wrong_state` while another makes one */
export async function storeNextRun(
  trx: Transaction<Database>,
  deps: Dependencies,
  existing: StoredDocument,
  accepted: AcceptedRun,
): Promise<StoredRun> {
  await checkIsOver(trx, existing)
  const { templateId } = accepted.inputs.template
  const change = { status: 'Pending', error: null, templateId, updatedAt: accepted.now } as const
  await updateDocument(trx, existing.id, change)
  return storeRun(trx, deps, existing, accepted)
}

/** The run with its job, and all that tells of it. */
export async function storeRun(
  trx: Transaction<Database>,
  deps: Dependencies,
  document: StoredDocument,
  accepted: AcceptedRun,
): Promise<StoredRun> {
  const { inputs, now } = accepted
  const taskNumber = await takeTaskNumber(trx, document.workspaceId)
  const run = createRun(deps, document, { ...accepted, taskNumber })
  await insertRun(trx, run)
  const data = { task_number: taskNumber, sources: inputs.sources.length }
  await appendEvent(trx, run.id, { type: 'run.accepted', data, createdAt: now })
  await recordTaskCreated(trx, deps, run)
  await insertJob(trx, jobOfRun(deps, run, now))
  return run
}

/** What was found a moment ago may be deleted by now; behind this transaction the run keeps it. */
export async function checkPinned(
  trx: Transaction<Database>,
  workspace: Workspace,
  { template, sources }: RunInputs,
): Promise<void> {
  if (!(await findTemplate(trx, [workspace.id], template.templateId))) {
    throw templateUnknown(workspace, template.templateId)
  }
  for (const { documentId, name } of sources) {
    if (await findDocument(trx, [workspace.id], documentId)) continue
    const what = `The source ${documentId} (${name}) was deleted while the request was being checked`
    throw new Problem('file_unknown', `${what}; one that is still there is expected.`)
  }
}

/** Two runs of one document would end in any order, and the older could win. */
export async function checkIsOver(db: Kysely<Database>, existing: StoredDocument): Promise<void> {
  const run = await findRunOfDocument(db, existing.id)
  if (run?.status !== 'pending' && run?.status !== 'in_progress') return
  throw new Problem('wrong_state', `"${existing.name}" is being generated; wait, or cancel it.`)
}

function createRun(
  deps: Dependencies,
  document: StoredDocument,
  accepted: AcceptedRun & { readonly taskNumber: number },
): StoredRun {
  return {
    id: deps.newId(),
    workspaceId: document.workspaceId,
    documentId: document.id,
    taskNumber: accepted.taskNumber,
    status: 'pending',
    step: null,
    progress: 0,
    inputs: accepted.inputs,
    inputsHash: hashInputs(accepted.inputs),
    warnings: accepted.warnings,
    error: null,
    isCancelRequested: false,
    approval: accepted.mustApprove ? 'asked' : 'none',
    createdAt: accepted.now,
    updatedAt: accepted.now,
    completedAt: null,
  }
}

export function createDocument(
  deps: Dependencies,
  workspace: Pick<Workspace, 'id'>,
  inputs: RunInputs,
  now: string,
): StoredDocument {
  return {
    id: deps.newId(),
    workspaceId: workspace.id,
    kind: 'generated',
    name: inputs.documentName,
    externalId: null,
    status: 'Pending',
    role: null,
    roleConfidence: null,
    mimeType: docxType,
    metadata: { document_type: inputs.documentType },
    templateId: inputs.template.templateId,
    error: null,
    currentVersion: 0,
    createdAt: now,
    updatedAt: now,
  }
}
