import type { Kysely } from 'kysely'
import type { Database } from './tables.ts'

/** What a store holds and never changes, by its id, so that what was parsed once can be given again. */
type StoreCache<T> = {
  find(id: string): T | undefined
  /** @param size bytes in memory, about. */
  keep(id: string, value: T, size: number): void
}

/**
 * One cache for each store, of those values that were asked for last, as long as they fit together. A
 * transaction has none: what it writes may never be.
 * @param maximumSize bytes, about
 */
export function createStoreCaches<T>(
  maximumSize: number,
): (db: Kysely<Database>) => StoreCache<T> | undefined {
  const caches = new WeakMap<Kysely<Database>, StoreCache<T>>()
  return (db) => {
    if (db.isTransaction) return undefined
    const cache = caches.get(db) ?? createCache<T>(maximumSize)
    caches.set(db, cache)
    return cache
  }
}

function createCache<T>(limit: number): StoreCache<T> {
  const kept = new Map<string, { value: T; size: number }>()
  let total = 0
  const drop = (id: string) => {
    total -= kept.get(id)?.size ?? 0
    kept.delete(id)
  }
  return {
    find(id) {
      const found = kept.get(id)
      if (!found) return undefined
      kept.delete(id)
      kept.set(id, found)
      return found.value
    },
    keep(id, value, size) {
      drop(id)
      if (size > limit) return
      kept.set(id, { value, size })
      total += size
      for (const oldest of kept.keys()) {
        if (total <= limit) return
        drop(oldest)
      }
    },
  }
}
