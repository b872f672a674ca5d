import type { EvidenceSource } from '../evidence.ts'

/**
 * Which of some documents one that amends is about: those whose titles have most words of its own title. None where
 * several have none of them.
 */
export function findAmendedDocuments(
  amending: EvidenceSource,
  others: readonly EvidenceSource[],
): ReadonlySet<string> {
  const own = readTitle(amending)
  const shares = others.map((other) => ({
    id: other.documentId,
    shared: [...readTitle(other)].filter((word) => own.has(word)).length,
  }))
  const most = Math.max(0, ...shares.map(({ shared }) => shared))
  if (most === 0 && shares.length > 1) return new Set()
  return new Set(shares.filter(({ shared }) => shared === most).map(({ id }) => id))
}

/** Telling words of the first lines. */
function readTitle({ sourceText: { text } }: EvidenceSource): ReadonlySet<string> {
  const words =
    text
      .slice(0, longestTitle)
      .toLowerCase()
      .match(/[\p{L}\p{N}-]{3,}|\d+/gu) ?? []
  return new Set(words.filter((word) => !common.has(word)))
}

const longestTitle = 160
const common: ReadonlySet<string> = new Set(
  'the and for with between dated this amendment deed variation agreement contract clause no'.split(
    ' ',
  ),
)
