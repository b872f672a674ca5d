import type { Quality } from '../../shared/contract/quality.ts'
import {
  listBlockSentences,
  type Draft,
  type DraftBlock,
  type DraftSentence,
  type Gap,
  type RuleResult,
} from '../../shared/model/draft.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { CheckedCounts } from './check-counts.ts'

/**
 * What a document is worth: sections that rules fill, with the gaps. A section counts as filled
 * when no rule of it left a gap or left it out.
 * @param checked how many claims of the newest version have which state; undefined before a check of it
 */
export function measureQuality(
  drafts: readonly Draft[],
  checked: CheckedCounts | undefined,
): Quality {
  const gaps = drafts.flatMap((draft) =>
    draft.outputs.flatMap(({ ruleId, result }) =>
      result.outcome === 'gap' ? [toGapAnswer(draft.sectionId, ruleId, result.gap)] : [],
    ),
  )
  const ruled = drafts.filter((draft) => draft.outputs.length > 0)
  const omitted = ruled.filter((draft) => hasOutcome(draft, 'omitted'))
  const filled = ruled.filter((draft) => !hasOutcome(draft, 'omitted') && !hasOutcome(draft, 'gap'))
  const leftToWriter = drafts.flatMap(listLeftToWriter)
  return {
    sections: ruled.length,
    filled: filled.length,
    omitted: omitted.length,
    gaps,
    left_to_writer: leftToWriter,
    words_left_to_writer: leftToWriter.reduce((sum, { words }) => sum + words.length, 0),
    ...(checked ? describeChecked(checked) : { claims: countClaims(drafts) }),
  }
}

export function describeChecked({
  states,
  approvedWording,
}: CheckedCounts): Pick<Quality, 'claims' | 'approved_wording'> {
  return { claims: { ...states }, approved_wording: approvedWording }
}

export function toGapAnswer(
  sectionId: string,
  ruleId: string,
  { code, reason, searched }: Gap,
): Quality['gaps'][number] {
  return { section_id: sectionId, rule_id: ruleId, code, reason, searched }
}

/** One line a sentence, in document order. */
function listLeftToWriter({ sectionId, outputs }: Draft): Quality['left_to_writer'] {
  return outputs.flatMap(({ ruleId, result }) =>
    listSentences(result).flatMap(({ text, leftToWriter = [] }) => {
      const words = leftToWriter.map((range) => sliceRange(text, range))
      return words.length > 0 ? [{ section_id: sectionId, rule_id: ruleId, text, words }] : []
    }),
  )
}

function listSentences(result: RuleResult): readonly DraftSentence[] {
  return listBlocks(result).flatMap(listBlockSentences)
}

function listBlocks(result: RuleResult): readonly DraftBlock[] {
  return result.outcome === 'filled' ? result.content : []
}

/** House text has its own state; everything else waits for a check. */
function countClaims(drafts: readonly Draft[]): Record<string, number> {
  const results = drafts.flatMap(({ outputs }) => outputs.map(({ result }) => result))
  const sentences = results.flatMap(listSentences)
  const cells = results
    .flatMap(listBlocks)
    .flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []))
    .filter((cell) => cell.citations.length > 0)
  const house = sentences.filter((sentence) => sentence.basis === 'house_text').length
  return { house_text: house, not_checked: sentences.length - house + cells.length }
}

function hasOutcome(draft: Draft, outcome: 'omitted' | 'gap'): boolean {
  return draft.outputs.some(({ result }) => result.outcome === outcome)
}
