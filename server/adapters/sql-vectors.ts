import type { Kysely } from 'kysely'
import { listVectors } from '../db/passage-vectors.ts'
import type { Database } from '../db/tables.ts'
import { findNearest, measureCosine, packVector, type TextVectors } from '../domain/vectors.ts'
import type { Nearest, VectorIndex } from '../ports/vector-index.ts'
import { readVectors, sizeOfVectors } from '../domain/pack-vectors.ts'

/**
 * Searches the stored vectors of one making. What was searched stays in memory, up to `mostBytes`: beyond
 * that a search reads again what it needs, and is slower for it.
 */
export function createSqlVectors(
  db: Kysely<Database>,
  madeBy: string,
  mostBytes = mostBytesHeld,
): VectorIndex {
  const cache = createCache(mostBytes)
  return {
    async findNearest(query, sources, limit) {
      const ids = sources.map(({ sourceTextId }) => sourceTextId)
      const byId = await hold(db, madeBy, cache, ids)
      const texts = sources.flatMap(({ sourceTextId, sourceHash }) => {
        const one = byId.get(sourceTextId)
        return one?.dimensions === query.length ? [{ ...one, sourceTextId, sourceHash }] : []
      })
      const packed = packVector(query)
      const compared = texts.reduce((sum, { ordinals }) => sum + ordinals.length, 0)
      const measure: Nearest['measure'] = ({ sourceTextId, ordinal }) => {
        const text = byId.get(sourceTextId)
        return packed && text?.dimensions === query.length
          ? measureCosine(packed, text, ordinal)
          : undefined
      }
      return { hits: packed ? findNearest(packed, texts, limit) : [], compared, measure }
    },
    forget: (id) => cache.forget(id),
  }
}

const mostBytesHeld = 400_000_000

/** A statement has bounds on its parameters. */
const textsAtOnce = 100

async function hold(
  db: Kysely<Database>,
  madeBy: string,
  cache: Cache,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TextVectors>> {
  const found = new Map(
    ids.flatMap((id) => {
      const one = cache.find(id)
      return one ? [[id, one] as const] : []
    }),
  )
  const missing = ids.filter((id) => !found.has(id))
  for (let at = 0; at < missing.length; at += textsAtOnce) {
    const some = missing.slice(at, at + textsAtOnce)
    const keep = cache.prepare()
    const rows = Map.groupBy(await listVectors(db, madeBy, some), (row) => row.sourceTextId)
    for (const id of some) {
      const one = readVectors((rows.get(id) ?? []).map(({ packed }) => packed))
      found.set(id, one)
      keep(id, one)
    }
  }
  cache.shrink(found)
  return found
}

type Cache = {
  find(id: string): TextVectors | undefined
  /** To be called before reading: what was forgotten while it was read is not kept. */
  prepare(): (id: string, vectors: TextVectors) => void
  forget(id: string): void
  /** Where there is too much, what was not searched just now goes first. */
  shrink(searched: ReadonlyMap<string, unknown>): void
}

function createCache(mostBytes: number): Cache {
  const held = new Map<string, TextVectors>()
  let size = 0
  let changes = 0
  const drop = (id: string) => {
    const one = held.get(id)
    if (one) size -= sizeOfVectors(one)
    held.delete(id)
  }
  return {
    find: (id) => held.get(id),
    prepare() {
      const before = changes
      return (id, vectors) => {
        if (changes !== before) return
        drop(id)
        held.set(id, vectors)
        size += sizeOfVectors(vectors)
      }
    },
    forget(id) {
      changes += 1
      drop(id)
    },
    shrink(searched) {
      if (size <= mostBytes) return
      const isSearched = (id: string) => Number(searched.has(id))
      const order = [...held.keys()].sort((a, b) => isSearched(a) - isSearched(b))
      for (const id of order) {
        if (size <= mostBytes) return
        drop(id)
      }
    },
  }
}
