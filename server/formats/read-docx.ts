import type { ReadResult } from '../../shared/model/source-text.ts'
import { readWordFile } from './docx-reading.ts'
import { refuseOnError } from './refused.ts'

/** A Word file as a source. */
export function readDocx(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { sourceText, warnings } = readWordFile(bytes)
    return { outcome: 'read', sourceText, warnings }
  })
}
