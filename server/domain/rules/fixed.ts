import { splitSentences } from '../../../shared/text/sentences.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { RuleKind } from './rule-kind.ts'
import { findText } from './rule-parameters.ts'

/** House text: the template's own words, never evidence and never red. */
export const fixedRule: RuleKind = {
  name: 'fixed',
  parameters: [{ name: 'text', isRequired: true, types: ['string', 'word', 'number'] }],
  needsOwnParagraph: false,
  findMistakes: (rule) => (findText(rule, 'text')?.trim() ? [] : ['text= is empty']),
  requiredRoles: () => [],
  queries: () => [],
  choose: () => ({ chosen: [], searched: 'nothing: house text', gap: null }),
  compose(rule, _choice, _evidence, { isWholeParagraph }) {
    const text = (findText(rule, 'text') ?? '').replace(/\s+/g, ' ').trim()
    const sentences = splitSentences(text).map((range) => ({
      text: sliceRange(text, range),
      basis: 'house_text' as const,
      citations: [],
    }))
    const role = isWholeParagraph ? 'body' : 'inline'
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}
