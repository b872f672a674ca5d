import type { Refused } from '../../shared/model/document-reading.ts'
import { Refusal } from './refusal.ts'
import type { RefusalCode } from '../../shared/model/source-text.ts'

/**
 * The result of `read`, or why there is none: a reader never throws for what a file holds (law 8).
 * What no rule foresaw is damage, too, and keeps its message.
 */
export function refuseOnError<T>(read: () => T): T | Refused {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) {
      return { outcome: 'refused', code: error.code, reason: error.message }
    }
    return { outcome: 'refused', ...explain(error) }
  }
}

/** What the engine says when a file nests deeper, or holds more, than it can take in at once. */
function explain(error: unknown): { code: RefusalCode; reason: string } {
  const said = String(error)
  if (error instanceof RangeError) {
    if (/call stack/.test(said)) return { code: 'too_deep', reason: 'nested deeper than is read' }
    if (/length|allocation/.test(said)) return { code: 'too_large', reason: 'more than is read' }
  }
  return { code: 'damaged', reason: `cannot be read: ${said}` }
}
