import type { Transaction } from 'kysely'
import type { GenerateRequest, GenerateResponse } from '../../shared/contract/documents.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import type { TemplateContent } from '../../shared/model/template.ts'
import { requirements } from '../../shared/model/vocabulary.ts'
import { commitTogether } from '../db/commit-together.ts'
import {
  findDocument,
  findHolderOfName,
  insertDocument,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import { insertJob } from '../db/jobs.ts'
import { appendEvent, findRunOfDocument, insertRun, type StoredRun } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import { findTemplate, type StoredTemplateVersion } from '../db/templates.ts'
import { takeTaskNumber, type Workspace } from '../db/tenants.ts'
import { hashJson } from './canonical-json.ts'
import {
  checkData,
  checkFields,
  checkNamesAgree,
  checkPresent,
  checkRoles,
  checkSections,
  checkSources,
  checkStyles,
  checkTemplate,
  type NamedParts,
} from './check-generate-request.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { jobOfRun } from './end-run.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { hashInputs } from './hash-inputs.ts'
import { listNeededRoles } from './read-template.ts'
import { pinSources } from './run-sources.ts'
import { findRequestedStyle } from './style-of-request.ts'
import { recordTaskCreated } from './task-events.ts'
import {
  pinOutline,
  templateUnknown,
  withNamedTemplate,
  type NamedTemplate,
} from './template-of-request.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Accepts a run: pins template and sources, and stores document, run and job in one transaction,
 * so that what was answered with 202 survives a crash.
 * @throws Problem 400 with every mistake of the request at once
 */
export async function generateDocument(
  deps: Dependencies,
  principal: Principal,
  request: GenerateRequest,
): Promise<GenerateResponse> {
  checkNamesAgree(request)
  const workspace = chooseWorkspace(principal, {
    key: request.document_set_key ?? request.connector_data_id,
    keyPlace: ['body', request.document_set_key ? 'document_set_key' : 'connector_data_id'],
    name: request.document_set_name ?? request.workspace_name,
    namePlace: ['body', request.document_set_name ? 'document_set_name' : 'workspace_name'],
  })
  const named = checkPresent(request)
  checkData(request.data)
  const { generic_mrt_outline_full: outline } = request
  return withNamedTemplate(deps, workspace, { id: named.templateId, outline }, async (template) => {
    const { inputs, warnings } = await pinInputs(deps, workspace, request, { ...named, template })
    const accepted = await acceptRun(deps, workspace, {
      inputs,
      warnings,
      outlined: template.outlined,
      mayReplace: request.if_exists === 'new_version',
      mustApprove: request.approve_outline === true,
    })
    if ('existing' in accepted) return answerExisting(deps, accepted.existing, inputs, request)
    deps.queue.wake()
    return toAccepted(accepted.run)
  })
}

async function pinInputs(
  deps: Dependencies,
  workspace: Workspace,
  request: GenerateRequest,
  named: NamedParts & { readonly template: NamedTemplate },
): Promise<{ inputs: RunInputs; warnings: string[] }> {
  const { template, version, reading, outlined } = named.template
  checkTemplate(reading.errors, outlined ? ['body', 'generic_mrt_outline_full'] : ['template'])
  const selectedSectionIds = pinSections(request, reading.content)
  const sources = await pinSources(deps, workspace, request)
  checkSources(sources)
  const { style, warnings } = await findRequestedStyle(deps, workspace.id, request)
  checkRoles(sources, listNeededRoles(reading.content, selectedSectionIds))
  const inputs: RunInputs = {
    documentType: named.documentType,
    documentName: named.outputName,
    template: {
      templateId: template.id,
      versionId: version.id,
      number: version.number,
      hash: version.blobHash,
    },
    sources: sources.pinned,
    data: request.data ?? null,
    asOf: request.as_of ?? deps.clock.now().slice(0, 10),
    selectedSectionIds,
    programVersion: deps.programVersion,
    ...(style && { style }),
    ...pinRequired(request),
  }
  const styles = checkFields(reading.content, inputs)
  await checkStyles(deps, () => deps.blobs.find(workspace.id, version.blobHash), styles)
  return { inputs, warnings: [...warnings] }
}

/** @returns null for all. @throws Problem `section_unknown` */
function pinSections(
  { selected_section_ids: asked }: GenerateRequest,
  { sections }: TemplateContent,
): readonly string[] | null {
  const selected = asked?.map((one) => (typeof one === 'string' ? one : one.section_id))
  checkSections(
    selected,
    sections.map(({ id }) => id),
  )
  return selected ?? null
}

/** Each once, in the order of the vocabulary. */
export function pinRequired({
  require: asked = [],
}: Pick<GenerateRequest, 'require'>): Pick<RunInputs, 'require'> {
  const required = requirements.filter((one) => asked.includes(one))
  return required.length > 0 ? { require: required } : {}
}

async function answerExisting(
  deps: Dependencies,
  existing: StoredDocument,
  inputs: RunInputs,
  request: GenerateRequest,
): Promise<GenerateResponse> {
  if (request.if_exists === 'error') {
    const msg = `there is a document named "${existing.name}" already`
    throw new Problem('name_taken', `T${msg.slice(1)}.`, {
      errors: [{ loc: ['body', 'output_name'], msg, type: 'name_taken' }],
    })
  }
  const run = await findRunOfDocument(deps.db, existing.id)
  if (!run) throw new Error(`document ${existing.id} has no run`)
  const asOf = request.as_of ?? run.inputs.asOf
  const inputsChanged =
    hashInputs({ ...inputs, asOf }) !== run.inputsHash || !requiresSame(inputs, run.inputs)
  return toResponse(run, { reused: true, inputsChanged })
}

/** What was required decides no byte, and yet another request was meant. */
function requiresSame(one: RunInputs, other: RunInputs): boolean {
  return hashJson(one.require ?? []) === hashJson(other.require ?? [])
}

type Wish = {
  readonly inputs: RunInputs
  readonly warnings: string[]
  /** What the run uses in place of the template's own; null where it does not. */
  readonly outlined: StoredTemplateVersion | null
  readonly mayReplace: boolean
  readonly mustApprove: boolean
}

/** Looks for a document that holds the name and stores the run in one transaction: no two can win. */
async function acceptRun(
  deps: Dependencies,
  workspace: Workspace,
  wish: Wish,
): Promise<{ run: StoredRun } | { existing: StoredDocument }> {
  const now = deps.clock.now()
  return commitTogether(deps.db, async (trx) => {
    await checkPinned(trx, workspace, wish.inputs)
    const existing = await findHolderOfName(trx, workspace.id, wish.inputs.documentName)
    if (existing && !wish.mayReplace) return { existing }
    const inputs = await pinOutline(trx, wish.inputs, wish.outlined)
    const document = existing ?? createDocument(deps, workspace, inputs, now)
    if (existing) {
      await checkIsOver(trx, existing)
      const { templateId } = inputs.template
      const change = { status: 'Pending', error: null, templateId, updatedAt: now }
      await updateDocument(trx, existing.id, change)
    } else await insertDocument(trx, document)
    const taskNumber = await takeTaskNumber(trx, workspace.id)
    const run = createRun(deps, document, { ...wish, inputs, taskNumber, now })
    await insertRun(trx, run)
    const data = { task_number: taskNumber, sources: inputs.sources.length }
    await appendEvent(trx, run.id, { type: 'run.accepted', data, createdAt: now })
    await recordTaskCreated(trx, deps, run)
    await insertJob(trx, jobOfRun(deps, run, now))
    await settle(deps, trx, toAccepted(run))
    return { run }
  })
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
async function checkIsOver(trx: Transaction<Database>, existing: StoredDocument): Promise<void> {
  const run = await findRunOfDocument(trx, existing.id)
  if (run?.status !== 'pending' && run?.status !== 'in_progress') return
  throw new Problem('wrong_state', `"${existing.name}" is being generated; wait, or cancel it.`)
}

export function createRun(
  deps: Dependencies,
  document: StoredDocument,
  accepted: Pick<Wish, 'inputs' | 'warnings' | 'mustApprove'> & { taskNumber: number; now: string },
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

function toAccepted(run: StoredRun): GenerateResponse {
  return toResponse(run, { reused: false, inputsChanged: false })
}

function toResponse(
  run: StoredRun,
  { reused, inputsChanged }: { reused: boolean; inputsChanged: boolean },
): GenerateResponse {
  return {
    message: reused ? 'A document of this name exists.' : 'Accepted.',
    task_id: run.documentId,
    task_number: run.taskNumber,
    reused,
    inputs_changed: inputsChanged,
    warnings: [...run.warnings],
  }
}
