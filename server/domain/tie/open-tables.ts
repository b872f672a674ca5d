import type { EvidenceSource } from '../evidence.ts'
import { listTiedTables, type ReadTables } from './tied-table.ts'
import { listShortForms, type ShortForms } from './told-sentence.ts'

/** The tables of some sources with what their texts define by capitals. */
type OpenTables = ReadTables & { readonly short: ShortForms }

const opened = new WeakMap<readonly EvidenceSource[], OpenTables>()

/** Tables are read at the first sentence, and kept as long as the list of their sources. */
export function openTables(sources: readonly EvidenceSource[]): OpenTables {
  const known = opened.get(sources)
  if (known) return known
  const read = {
    ...listTiedTables(sources),
    short: listShortForms(sources.map(({ sourceText }) => sourceText.text)),
  }
  opened.set(sources, read)
  return read
}
