import type { DraftBlock, DraftParagraph } from '../../../shared/model/draft.ts'
import type { Rule } from '../../../shared/model/template.ts'
import { foldHeading } from '../find-heading.ts'
import { listDraftBlocks } from './draft-text.ts'
import { createGap } from './gap.ts'
import type { DocumentSoFar, RuleKind } from './rule-kind.ts'
import { findText, listValues, valueText } from './rule-parameters.ts'

/** Sentences that another section of this document has, with what they rest on. */
export const reuseRule: RuleKind = {
  name: 'reuse',
  parameters: [
    { name: 'section', isRequired: true, types: ['string', 'word'] },
    { name: 'pick', isRequired: false, types: ['number', 'list'] },
  ],
  needsOwnParagraph: false,
  evidence: 'none',
  needsDocument: true,
  findMistakes: (rule) => (findText(rule, 'section')?.trim() ? [] : ['section= is empty']),
  requiredRoles: () => [],
  queries: () => [],
  choose: (rule) => ({ chosen: [], searched: searchedOf(rule), gap: null }),
  compose(rule, _choice, _evidence, { document, isWholeParagraph }) {
    const blocks = findSection(rule, document)
    if (!blocks) {
      const known = document?.drafts.map(({ sectionId }) => sectionId) ?? []
      const reason = `the document has no section "${findText(rule, 'section')}" before this rule`
      return { outcome: 'gap', gap: createGap('no_match', reason, searchedOf(rule), known) }
    }
    const picked = pickSentences(rule, blocks)
    if (picked.length === 0) {
      const reason = `the section "${findText(rule, 'section')}" has no such sentence`
      return { outcome: 'gap', gap: createGap('no_evidence', reason, searchedOf(rule)) }
    }
    return {
      outcome: 'filled',
      content: isWholeParagraph ? picked.map(asBlock) : [asInline(picked)],
    }
  },
}

function findSection(
  rule: Rule,
  document: DocumentSoFar | undefined,
): readonly DraftBlock[] | undefined {
  const wanted = foldHeading(findText(rule, 'section') ?? '')
  const draft = document?.drafts.find(
    ({ sectionId }) => sectionId !== document.sectionId && foldHeading(sectionId) === wanted,
  )
  return draft && listDraftBlocks(draft)
}

/** `pick=` counts the section's sentences from 1. */
function pickSentences(rule: Rule, blocks: readonly DraftBlock[]): readonly DraftParagraph[] {
  const pick = listValues(rule, 'pick').map(valueText).map(Number)
  let count = 0
  return blocks.flatMap((block) => {
    if (block.kind !== 'paragraph') return []
    const sentences = block.sentences.filter(() => {
      count += 1
      return pick.length === 0 || pick.includes(count)
    })
    return sentences.length > 0 ? [{ ...block, sentences }] : []
  })
}

/** What was in a line there stands as a paragraph here. */
function asBlock(paragraph: DraftParagraph): DraftParagraph {
  return paragraph.role === 'inline' ? { ...paragraph, role: 'body' } : paragraph
}

function asInline(paragraphs: readonly DraftParagraph[]): DraftParagraph {
  return {
    kind: 'paragraph',
    role: 'inline',
    sentences: paragraphs.flatMap(({ sentences }) => sentences),
  }
}

function searchedOf(rule: Rule): string {
  return `the section "${findText(rule, 'section') ?? ''}" of this document`
}
