import type { Kysely } from 'kysely'
import type { StoredSourceText } from './source-texts.ts'
import type { Database } from './tables.ts'

/** Readings never change, so that what was parsed once can be given again. */
export type ReadingCache = {
  find(id: string): StoredSourceText | undefined
  /** @param size bytes in memory, about. */
  keep(reading: StoredSourceText, size: number): void
}

/** Ten thousand pages of prose take about 130 million bytes, a study with its tables as much. */
const maximumSize = 160_000_000

const caches = new WeakMap<Kysely<Database>, ReadingCache>()

/** That of a store. A transaction has none: what it writes may never be. */
export function getReadingCache(db: Kysely<Database>): ReadingCache | undefined {
  if (db.isTransaction) return undefined
  const cache = caches.get(db) ?? createReadingCache(maximumSize)
  caches.set(db, cache)
  return cache
}

/** Keeps those that were asked for last, as long as they fit together. */
function createReadingCache(limit: number): ReadingCache {
  const kept = new Map<string, { reading: StoredSourceText; size: number }>()
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
      return found.reading
    },
    keep(reading, size) {
      drop(reading.id)
      if (size > limit) return
      kept.set(reading.id, { reading, size })
      total += size
      for (const id of kept.keys()) {
        if (total <= limit) return
        drop(id)
      }
    },
  }
}
