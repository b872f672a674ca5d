import type { ControlledTransaction, Kysely, Transaction } from 'kysely'
import type { Database } from './tables.ts'

/**
 * As a transaction of its own, but those that wait at the same time share one commit, since what a
 * durable commit costs is the disk and not what it holds. Each sees what the ones before it wrote;
 * one that throws is undone alone. Nothing is answered before the commit.
 * @throws what `write` threw, or what kept the commit from being made.
 */
export function commitTogether<T>(
  db: Kysely<Database>,
  write: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const run = async (trx: Transaction<Database>) => {
      const value = await write(trx)
      return () => resolve(value)
    }
    const waiting = queues.get(db)
    if (waiting) waiting.push({ run, fail: reject })
    else void commitAll(db, [{ run, fail: reject }])
  })
}

type Waiting = {
  /** @returns what answers the caller, for when the commit is made */
  readonly run: (trx: Transaction<Database>) => Promise<() => void>
  readonly fail: (error: unknown) => void
}

/** What waits for the transaction that is being made; absent where none is. */
const queues = new WeakMap<Kysely<Database>, Waiting[]>()

async function commitAll(db: Kysely<Database>, waiting: Waiting[]): Promise<void> {
  queues.set(db, waiting)
  while (waiting.length > 0) await commitWaiting(db, waiting)
  queues.delete(db)
}

async function commitWaiting(db: Kysely<Database>, waiting: Waiting[]): Promise<void> {
  const taken: Waiting[] = []
  let trx: ControlledTransaction<Database> | undefined
  try {
    trx = await db.startTransaction().execute()
    taken.push(...waiting.splice(0))
    const answers: (() => void)[] = []
    for (const one of taken) answers.push(...(await runAlone(trx, one)))
    await trx.commit().execute()
    for (const answer of answers) answer()
  } catch (error) {
    // a commit that failed may leave the transaction open, or have ended it
    await trx
      ?.rollback()
      .execute()
      .catch(() => undefined)
    for (const { fail } of trx ? taken : waiting.splice(0)) fail(error)
  }
}

/** @returns no answer where it threw: what it wrote is undone, and its caller told */
async function runAlone(
  trx: ControlledTransaction<Database>,
  { run, fail }: Waiting,
): Promise<(() => void)[]> {
  const own = await trx.savepoint('own').execute()
  const ran = await run(own).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  )
  if ('answer' in ran) {
    await own.releaseSavepoint('own').execute()
    return [ran.answer]
  }
  await own.rollbackToSavepoint('own').execute()
  fail(ran.error)
  return []
}
