import type { RuleKind } from './rule-kind.ts'
import { findText } from './rule-parameters.ts'
import { fillPieces } from './value-text.ts'
import { splitTableNames } from './table-names.ts'

/**
 * House text: the template's own words, never evidence and never red. `{table 14-3.01}` names a
 * table that the document places; other braces are words.
 */
export const fixedRule: RuleKind = {
  name: 'fixed',
  parameters: [{ name: 'text', isRequired: true, types: ['string', 'word', 'number'] }],
  needsOwnParagraph: false,
  evidence: 'none',
  findMistakes: (rule) => (findText(rule, 'text')?.trim() ? [] : ['text= is empty']),
  requiredRoles: () => [],
  queries: () => [],
  choose: () => ({ chosen: [], searched: 'nothing: house text', gap: null }),
  compose(rule, _choice, _evidence, { isWholeParagraph }) {
    const text = (findText(rule, 'text') ?? '').replace(/\s+/g, ' ').trim()
    const sentences = fillPieces(splitTableNames(text), () => ({ text: '', citations: [] }))
    const role = isWholeParagraph ? 'body' : 'inline'
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}
