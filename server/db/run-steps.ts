import type { Kysely, Transaction } from 'kysely'
import { stepNames, type StepName, type TaskStatus } from '../../shared/model/vocabulary.ts'
import type { Database } from './tables.ts'

type StoredStep = {
  readonly name: StepName
  readonly status: TaskStatus
  readonly startedAt: string
  readonly completedAt: string | null
}

/** @returns false where it was under way already, as in a run that goes on behind a crash */
export async function startStep(
  db: Transaction<Database>,
  runId: string,
  name: StepName,
  at: string,
): Promise<boolean> {
  const before = await db
    .selectFrom('run_steps')
    .select('status')
    .where('run_id', '=', runId)
    .where('name', '=', name)
    .executeTakeFirst()
  await db
    .insertInto('run_steps')
    .values({
      run_id: runId,
      name,
      position: stepNames.indexOf(name),
      status: 'in_progress',
      started_at: at,
      completed_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['run_id', 'name'])
        .doUpdateSet({ status: 'in_progress', completed_at: null }),
    )
    .execute()
  return before?.status !== 'in_progress'
}

/** Nothing, and false, for a step that is over: its end was stored with what it made. */
export async function endStep(
  db: Transaction<Database>,
  runId: string,
  name: StepName,
  status: TaskStatus,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('run_steps')
    .set({ status, completed_at: at })
    .where('run_id', '=', runId)
    .where('name', '=', name)
    .where('status', '=', 'in_progress')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function listSteps(db: Kysely<Database>, runId: string): Promise<StoredStep[]> {
  const rows = await db
    .selectFrom('run_steps')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    name: row.name as StepName,
    status: row.status as TaskStatus,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  }))
}
