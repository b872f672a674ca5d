import type { CellReference } from '../../../shared/model/citation.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import type { ClaimEvidence } from '../verify/verdict.ts'

/** A cell as a sentence is held against it that nobody said to rest on it. */
export function holdCell(
  source: Pick<EvidenceSource, 'sourceTextId' | 'sourceText' | 'role'>,
  { range, reference }: { readonly range: TextRange; readonly reference: CellReference },
): ClaimEvidence {
  const { sourceTextId, sourceText } = source
  const quote = sliceRange(sourceText.text, range)
  const stored = { kind: 'text', sourceTextId, range, quote, cell: reference } as const
  return toClaimEvidence({ evidence: stored, transformations: [], formula: '' }, source)
}
