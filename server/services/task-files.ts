import type { TaskFile, TaskFilesResponse } from '../../shared/contract/tasks.ts'
import { taskStepNames, type TaskStepName } from '../../shared/model/vocabulary.ts'
import { findCheck, findLatestCheck, type StoredCheck } from '../db/checks.ts'
import { findDocument, type StoredDocument } from '../db/documents.ts'
import {
  findVersionOfWorkspaces,
  listVersions,
  type StoredVersion,
} from '../db/document-versions.ts'
import { listSections } from '../db/run-sections.ts'
import { findRunOfWorkspaces, type StoredRun } from '../db/runs.ts'
import { slicePage, type Page } from '../domain/page.ts'
import { mimeTypeOf } from '../formats/file-type.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { getRunByNumber } from './tasks.ts'

type Store = Pick<Dependencies, 'db'>

/** A file of a task; the id is that of the version, of the run whose plan it is, or of the check. */
export type FoundFile = { readonly document: StoredDocument } & (
  | { readonly kind: 'source' | 'document'; readonly version: StoredVersion }
  | { readonly kind: 'outline'; readonly run: StoredRun }
  | { readonly kind: 'review'; readonly check: StoredCheck }
)

/** What went into a run and what came of it so far. @throws Problem `not_found` */
export async function listTaskFiles(
  deps: Dependencies,
  principal: Principal,
  number: string,
  page: Page,
): Promise<TaskFilesResponse> {
  const run = await getRunByNumber(deps, principal, number)
  const sources = await Promise.all(
    run.inputs.sources.map(({ versionId }) => findOfVersion(deps, [run.workspaceId], versionId)),
  )
  const made = await Promise.all(taskStepNames.map((step) => findOfStep(deps, run, step)))
  const all = [...sources, ...made].filter((file) => file !== undefined)
  const files = slicePage(all, page).map(describeFile)
  return { files, total: all.length, page: page.page, page_size: page.pageSize }
}

/** @throws Problem `not_found` for no such task or step; `step_without_document` */
export async function getFileOfStep(
  deps: Dependencies,
  principal: Principal,
  number: string,
  stepId: string,
): Promise<FoundFile> {
  const run = await getRunByNumber(deps, principal, number)
  const step = taskStepNames.find((name) => name === stepId)
  if (!step) throw notFound('step')
  const file = await findOfStep(deps, run, step)
  if (file) return file
  throw new Problem('step_without_document', 'Document not available for this step')
}

/** @throws Problem `not_found`, alike for a foreign and a missing id */
export async function getFileOfCaller(
  deps: Store,
  principal: Principal,
  id: string,
): Promise<FoundFile> {
  return getFile(deps, listWorkspaceIds(principal), id)
}

/** @throws Problem `not_found` */
export async function getFile(
  deps: Store,
  workspaceIds: readonly string[],
  id: string,
): Promise<FoundFile> {
  const found =
    (await findOfVersion(deps, workspaceIds, id)) ??
    (await findPlan(deps, workspaceIds, id)) ??
    (await findReview(deps, workspaceIds, id))
  if (!found) throw notFound('file')
  return found
}

export function describeFile(file: FoundFile): TaskFile {
  const { id, stepId, createdAt } = identify(file)
  return {
    file_id: id,
    file_name: nameFile(file),
    kind: file.kind,
    step_id: stepId,
    document_id: file.document.id,
    mime_type: 'version' in file ? file.version.mimeType : mimeTypeOf('docx'),
    created_at: createdAt,
  }
}

export function identify(file: FoundFile): {
  id: string
  stepId: TaskStepName | null
  createdAt: string
} {
  switch (file.kind) {
    case 'outline':
      return { id: file.run.id, stepId: 'outline', createdAt: file.run.createdAt }
    case 'review': {
      const { id, createdAt, completedAt } = file.check
      return { id, stepId: 'review_step', createdAt: completedAt ?? createdAt }
    }
    default: {
      const { id, createdAt } = file.version
      return { id, stepId: file.kind === 'document' ? 'generate' : null, createdAt }
    }
  }
}

export function nameFile({ kind, document, ...file }: FoundFile): string {
  const name = document.name.replace(/\.docx$/i, '')
  if (kind === 'outline') return `${name} source plan.docx`
  if (kind === 'review') return `${name} review.docx`
  const isSource = document.kind === 'source' && 'version' in file
  return isSource ? file.version.fileName.replaceAll('/', '_') : `${name}.docx`
}

async function findOfStep(
  deps: Store,
  run: StoredRun,
  step: TaskStepName,
): Promise<FoundFile | undefined> {
  const { db } = deps
  if (step === 'outline') return findPlan(deps, [run.workspaceId], run.id)
  const document = await findDocument(db, [run.workspaceId], run.documentId)
  if (!document) return undefined
  if (step === 'generate') {
    const version = (await listVersions(db, document.id)).find(({ runId }) => runId === run.id)
    return version && { kind: 'document', document, version }
  }
  if (step !== 'review_step') return undefined
  const check = await findLatestCheck(db, document.id, ['completed'])
  return check && { kind: 'review', document, check }
}

async function findOfVersion(
  { db }: Store,
  workspaceIds: readonly string[],
  id: string,
): Promise<FoundFile | undefined> {
  const version = await findVersionOfWorkspaces(db, workspaceIds, id)
  const document = version && (await findDocument(db, workspaceIds, version.documentId))
  return document && { kind: document.kind === 'source' ? 'source' : 'document', document, version }
}

/** The outline is there once it is stored; a template without rules has one without sections. */
async function findPlan(
  { db }: Store,
  workspaceIds: readonly string[],
  id: string,
): Promise<FoundFile | undefined> {
  const run = await findRunOfWorkspaces(db, workspaceIds, id)
  const document = run && (await findDocument(db, workspaceIds, run.documentId))
  if (!document) return undefined
  const isThere = run.approval === 'awaiting' || (await listSections(db, run.id)).length > 0
  return isThere ? { kind: 'outline', document, run } : undefined
}

async function findReview(
  { db }: Store,
  workspaceIds: readonly string[],
  id: string,
): Promise<FoundFile | undefined> {
  const check = await findCheck(db, id)
  if (check?.status !== 'completed') return undefined
  const document = await findDocument(db, workspaceIds, check.documentId)
  return document && { kind: 'review', document, check }
}
