import type { EvidenceSource } from '../domain/evidence.ts'
import { hashJson } from './canonical-json.ts'

/** Changes when a check could find something else of the same words. */
const checkVersion = '4'

/** Names what a check searched, and how: the readings, their roles, the engine's version. */
export function hashSources(
  sources: readonly Pick<EvidenceSource, 'sourceTextId' | 'role'>[],
): string {
  const read = sources.map(({ sourceTextId, role }) => `${sourceTextId} ${role}`).toSorted()
  return hashJson([checkVersion, ...read])
}
