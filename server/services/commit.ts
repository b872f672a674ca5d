import type { Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Dependencies } from './dependencies.ts'

/**
 * Stores the answer of a request in the transaction of its effect. A use case gives it the value that it
 * will return; the route has said what answer such a value becomes.
 */
export type Settle = (trx: Transaction<Database>, value: unknown) => Promise<void>

type Committing = Pick<Dependencies, 'db' | 'settle'>

/** One transaction that is the whole effect of a request: the value it gives is that of the use case. */
export function commit<T>(
  deps: Committing,
  write: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return deps.db.transaction().execute(async (trx) => settle(deps, trx, await write(trx)))
}

/** For a transaction that gives another value than the use case does. */
export async function settle<T>(
  deps: Pick<Dependencies, 'settle'>,
  trx: Transaction<Database>,
  value: T,
): Promise<T> {
  await deps.settle?.(trx, value)
  return value
}
