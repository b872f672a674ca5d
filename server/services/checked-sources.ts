import type { SearchedSource } from '../domain/evidence.ts'
import { hashJson } from './canonical-json.ts'

/** Changes when a check could find something else of the same words. */
const checkVersion = '22'

/**
 * Names what a check searched, and how: the readings, their roles, what newer versions say in place of
 * them, the engine's version.
 */
export function hashSources(
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'role' | 'newerTextId'>[],
): string {
  const read = sources
    .map(({ sourceTextId, role, newerTextId = '' }) => `${sourceTextId} ${role} ${newerTextId}`)
    .toSorted()
  return hashJson([checkVersion, ...read])
}
