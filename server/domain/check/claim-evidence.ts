import type { CellReference, Transformation } from '../../../shared/model/citation.ts'
import type { Passage } from '../../../shared/model/passage.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { ClaimEvidence } from '../verify/verdict.ts'

/** Words of a source, with what they speak of, as `verify` wants them. */
export function toClaimEvidence(
  source: EvidenceSource,
  range: TextRange,
  cell: CellReference | null,
  recorded: { transformations: readonly Transformation[]; formula: string } = notRecorded,
): ClaimEvidence {
  const passage = findPassage(source.passages, range.start)
  const above = passage ? [...passage.headingPath, passage.caption] : []
  return {
    sourceTextId: source.sourceTextId,
    role: source.role,
    range,
    quote: sliceRange(source.sourceText.text, range),
    context: above.filter(Boolean).join(' | '),
    cell: cell && { reference: cell, headers: [...cell.rowPath, ...cell.columnPath] },
    ...recorded,
  }
}

const notRecorded = { transformations: [], formula: '' }

/** Passages tile the text (law 2), so that the one that holds an offset is found by halving. */
function findPassage(passages: readonly Passage[], offset: number): Passage | undefined {
  let low = 0
  let high = passages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((passages[middle]?.range.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return passages[low]
}
