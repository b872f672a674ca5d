import type { RuleKind } from './rule-kind.ts'
import { findText } from './rule-parameters.ts'
import { fillPieces } from './value-text.ts'

/**
 * The name of a table that the document places, by the source's number. In the template's own words
 * it is written `{table 14-3.01}`. Of several places of a table the first one with a number of the
 * document's own is named, so that a summary in the text goes before the full table of an appendix.
 */
export const referenceRule: RuleKind = {
  name: 'reference',
  parameters: [{ name: 'number', isRequired: true, types: ['word', 'string', 'number'] }],
  needsOwnParagraph: false,
  evidence: 'none',
  findMistakes: (rule) => (findText(rule, 'number')?.trim() ? [] : ['number= is empty']),
  requiredRoles: () => [],
  queries: () => [],
  choose: () => ({ chosen: [], searched: 'the tables of this document', gap: null }),
  compose(rule, _choice, _evidence, { isWholeParagraph }) {
    const number = findText(rule, 'number') ?? ''
    const sentences = fillPieces([{ kind: 'table', number }], () => ({ text: '', citations: [] }))
    const role = isWholeParagraph ? 'body' : 'inline'
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}
