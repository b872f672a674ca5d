import type { StatusResponse } from '../../shared/contract/documents.ts'
import type { StoredDocument } from '../db/documents.ts'
import { countSections } from '../db/run-sections.ts'
import { findRunOfDocument, type StoredRun } from '../db/runs.ts'
import { findCheckedCounts } from './check-counts.ts'
import type { Dependencies } from './dependencies.ts'
import { findQualityOfRun } from './quality-of-run.ts'

/** Where a document of any kind stands; a source has no run and no task number. */
export async function getStatus(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
): Promise<StatusResponse> {
  const run = await findRunOfDocument(deps.db, document.id)
  return run ? describeRun(deps, document, run) : describeFile(document)
}

async function describeRun(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  run: StoredRun,
): Promise<StatusResponse> {
  const checked = await findCheckedCounts({ db }, document)
  const sections = await countSections(db, run.id)
  const isOver = run.status === 'completed'
  return {
    task_id: document.id,
    task_number: run.taskNumber,
    status: document.status as StatusResponse['status'],
    progress: run.progress,
    error: run.error,
    step: run.step,
    sections_done: sections.done,
    sections_total: sections.total,
    awaiting_approval: run.approval === 'awaiting',
    quality: isOver ? await findQualityOfRun(db, run.id, checked) : null,
    warnings: [...run.warnings],
  }
}

const progressOfFile: Readonly<Record<string, number>> = { pending: 0, processing: 50 }

function describeFile(document: StoredDocument): StatusResponse {
  return {
    task_id: document.id,
    task_number: null,
    status: document.status as StatusResponse['status'],
    progress: progressOfFile[document.status] ?? 100,
    error: document.error,
    step: null,
    sections_done: 0,
    sections_total: 0,
    awaiting_approval: false,
    quality: null,
    warnings: [],
  }
}
