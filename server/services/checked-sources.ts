import type { SearchedSource } from '../domain/evidence.ts'
import { hashJson } from './canonical-json.ts'

/** Changes when a check could find something else of the same words. */
const checkVersion = '46'

/**
 * Names what a check searched, and how: the readings, their roles, the engine's version; and behind a
 * blank what newer versions say in place of them.
 */
export function hashSources(
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'role' | 'newerTextId'>[],
): string {
  const read = sources.map(({ sourceTextId, role }) => `${sourceTextId} ${role}`)
  const newer = sources.flatMap(({ sourceTextId, newerTextId }) =>
    newerTextId === undefined ? [] : `${sourceTextId} ${newerTextId}`,
  )
  return `${hashJson([checkVersion, ...read.toSorted()])} ${hashJson(newer.toSorted())}`
}

/** Whether two checks differ in nothing but what newer versions say. */
export function haveSameReadings(hash: string, other: string): boolean {
  return hash.split(' ')[0] === other.split(' ')[0]
}
