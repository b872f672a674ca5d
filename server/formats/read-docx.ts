import type { ReadResult } from '../../shared/model/source-text.ts'
import type { ChangesView } from './docx-package.ts'
import { readWordFile } from './docx-reading.ts'
import { refuseOnError } from './refused.ts'

/** A Word file as a source; in the view `original` as it was before its tracked changes. */
export function readDocx(bytes: Uint8Array, view?: ChangesView): ReadResult {
  return refuseOnError(() => {
    const { sourceText, warnings } = readWordFile(bytes, view)
    return { outcome: 'read', sourceText, warnings }
  })
}
