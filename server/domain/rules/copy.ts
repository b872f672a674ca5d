import { choosePassages, copyQuery } from './choose-prose.ts'
import {
  composeBlocks,
  findTermMistakes,
  readProseChanges,
  tenseParameter,
  termsParameter,
} from './compose-prose.ts'
import { createGap, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import { findValue, fromParameter, listRequiredRoles } from './rule-parameters.ts'

/**
 * Sentences and list items of a source, in its words: chosen by heading, by query, or by query
 * below a heading. References into the source are taken out; `tense=done` or `planned` moves a plan
 * into the past (tense/change-tense.ts), and `terms=("patient=subject")` puts the style guide's words
 * for the source's.
 */
export const copyRule: RuleKind = {
  name: 'copy',
  parameters: [
    fromParameter(false),
    { name: 'heading', isRequired: false, types: ['string', 'word', 'list'] },
    { name: 'query', isRequired: false, types: ['string', 'word'] },
    { name: 'pick', isRequired: false, types: ['number', 'list'] },
    { name: 'except', isRequired: false, types: ['number', 'string', 'word', 'list'] },
    tenseParameter,
    termsParameter,
    { name: 'max', isRequired: false, types: ['number'] },
  ],
  needsOwnParagraph: true,
  evidence: 'sentences',
  findMistakes: (rule) => [
    ...(findValue(rule, 'heading') || findValue(rule, 'query')
      ? []
      : ['heading= or query= is needed']),
    ...findTermMistakes(rule),
  ],
  requiredRoles: listRequiredRoles,
  queries(rule) {
    const query = copyQuery(rule)
    return query ? [query] : []
  },
  choose: choosePassages,
  compose(rule, choice, evidence) {
    if (choice.chosen.length === 0) return gapResult(choice)
    const content = composeBlocks(choice.chosen, evidence, readProseChanges(rule))
    if (content.length > 0) return { outcome: 'filled', content }
    const reason = 'the chosen sentences only refer to other places of the source'
    return { outcome: 'gap', gap: createGap('no_evidence', reason, choice.searched) }
  },
}
