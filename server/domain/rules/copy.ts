import type { DraftBlock, DraftSentence } from '../../../shared/model/draft.ts'
import type { ChosenEvidence } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { applyTerms, parseTerm, type TermChange } from '../apply-terms.ts'
import { cleanReferences } from '../clean-references.ts'
import type { SearchedEvidence } from '../evidence.ts'
import { listSentences, type ProseBlock } from '../prose-units.ts'
import { startRewriting } from '../rewriting.ts'
import { choosePassages, copyQuery } from './choose-prose.ts'
import { createGap, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  findValue,
  fromParameter,
  listRequiredRoles,
  listTexts,
} from './rule-parameters.ts'

/**
 * Sentences and list items of a source, in its words: chosen by heading, by query, or by query
 * below a heading. References into the source are taken out; `terms=("patient=subject")` puts the
 * style guide's words for the source's.
 */
export const copyRule: RuleKind = {
  name: 'copy',
  parameters: [
    fromParameter(false),
    { name: 'heading', isRequired: false, types: ['string', 'word', 'list'] },
    { name: 'query', isRequired: false, types: ['string', 'word'] },
    { name: 'pick', isRequired: false, types: ['number', 'list'] },
    { name: 'except', isRequired: false, types: ['number', 'string', 'word', 'list'] },
    { name: 'tense', isRequired: false, types: ['word'], words: ['keep', 'planned', 'done'] },
    { name: 'terms', isRequired: false, types: ['string', 'list'] },
    { name: 'max', isRequired: false, types: ['number'] },
  ],
  needsOwnParagraph: true,
  findMistakes: (rule) => [
    ...(findValue(rule, 'heading') || findValue(rule, 'query')
      ? []
      : ['heading= or query= is needed']),
    ...(['planned', 'done'].includes(findText(rule, 'tense') ?? 'keep')
      ? ['tense=planned and tense=done are not available yet; tense=keep is']
      : []),
    ...listTexts(rule, 'terms')
      .filter((entry) => !parseTerm(entry))
      .map((entry) => `terms= takes "word=word", not "${entry}"`),
  ],
  requiredRoles: listRequiredRoles,
  queries(rule) {
    const query = copyQuery(rule)
    return query ? [query] : []
  },
  choose: choosePassages,
  compose(rule, choice, evidence) {
    if (choice.chosen.length === 0) return gapResult(choice)
    const content = composeBlocks(choice.chosen, evidence, listTerms(rule))
    if (content.length > 0) return { outcome: 'filled', content }
    const reason = 'the chosen sentences only refer to other places of the source'
    return { outcome: 'gap', gap: createGap('no_evidence', reason, choice.searched) }
  },
}

function listTerms(rule: Rule): readonly TermChange[] {
  return listTexts(rule, 'terms').flatMap((entry) => parseTerm(entry) ?? [])
}

/** Sentences of one block of the source stay in one paragraph. */
export function composeBlocks(
  chosen: readonly ChosenEvidence[],
  evidence: SearchedEvidence,
  terms: readonly TermChange[],
): readonly DraftBlock[] {
  const groups: { block: ProseBlock; sentences: DraftSentence[] }[] = []
  for (const { sourceTextId, range } of chosen) {
    const source = evidence.sources.find((one) => one.sourceTextId === sourceTextId)
    if (!source) continue
    for (const { block, range: sentenceRange } of listSentences(source, range)) {
      const quote = sliceRange(source.sourceText.text, sentenceRange)
      const sentence = cite(sourceTextId, sentenceRange, quote, terms)
      if (!sentence) continue
      const last = groups.at(-1)
      if (last?.block === block) last.sentences.push(sentence)
      else groups.push({ block, sentences: [sentence] })
    }
  }
  return groups.map(({ block, sentences }) => ({
    kind: 'paragraph',
    role: block.kind === 'list_item' ? 'list_item' : 'body',
    sentences,
  }))
}

function cite(
  sourceTextId: string,
  range: ChosenEvidence['range'],
  quote: string,
  terms: readonly TermChange[],
): DraftSentence | undefined {
  const cleaned = cleanReferences(startRewriting(quote.replace(/\s+/g, ' ')))
  if (!cleaned) return undefined
  const { text, transformations } = applyTerms(cleaned, terms)
  const evidence = { kind: 'text' as const, sourceTextId, range, quote, cell: null }
  return { text, basis: 'cited', citations: [{ evidence, transformations, formula: '' }] }
}
