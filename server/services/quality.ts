import type { Quality } from '../../shared/contract/documents.ts'
import { listBlockSentences, type Draft, type Gap } from '../../shared/model/draft.ts'

/**
 * What a document is worth: sections that rules fill, with the gaps. A section counts as filled
 * when no rule of it left a gap or left it out.
 */
export function measureQuality(drafts: readonly Draft[]): Quality {
  const gaps = drafts.flatMap((draft) =>
    draft.outputs.flatMap(({ ruleId, result }) =>
      result.outcome === 'gap' ? [toGapAnswer(draft.sectionId, ruleId, result.gap)] : [],
    ),
  )
  const ruled = drafts.filter((draft) => draft.outputs.length > 0)
  const omitted = ruled.filter((draft) => hasOutcome(draft, 'omitted'))
  const filled = ruled.filter((draft) => !hasOutcome(draft, 'omitted') && !hasOutcome(draft, 'gap'))
  return {
    sections: ruled.length,
    filled: filled.length,
    omitted: omitted.length,
    gaps,
    claims: countClaims(drafts),
  }
}

export function toGapAnswer(
  sectionId: string,
  ruleId: string,
  { code, reason, searched }: Gap,
): Quality['gaps'][number] {
  return { section_id: sectionId, rule_id: ruleId, code, reason, searched }
}

/** House text has its own state; everything else waits for a check. */
function countClaims(drafts: readonly Draft[]): Record<string, number> {
  const blocks = drafts
    .flatMap((draft) => draft.outputs)
    .flatMap(({ result }) => (result.outcome === 'filled' ? result.content : []))
  const sentences = blocks.flatMap(listBlockSentences)
  const cells = blocks
    .flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []))
    .filter((cell) => cell.citations.length > 0)
  const house = sentences.filter((sentence) => sentence.basis === 'house_text').length
  return { house_text: house, not_checked: sentences.length - house + cells.length }
}

function hasOutcome(draft: Draft, outcome: 'omitted' | 'gap'): boolean {
  return draft.outputs.some(({ result }) => result.outcome === outcome)
}
