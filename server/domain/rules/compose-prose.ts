import type { DraftBlock, DraftSentence } from '../../../shared/model/draft.ts'
import type { ChosenEvidence } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { applyTerms, parseTerm, type TermChange } from '../apply-terms.ts'
import { cleanReferences } from '../clean-references.ts'
import type { EvidenceSource, SearchedEvidence } from '../evidence.ts'
import { listSentences, type ProseBlock } from '../prose-units.ts'
import { startRewriting } from '../rewriting.ts'
import type { ParameterSpec } from './rule-kind.ts'
import { listTexts } from './rule-parameters.ts'

/** `terms=("patient=subject")`: the style guide's words for the source's. */
export const termsParameter: ParameterSpec = {
  name: 'terms',
  isRequired: false,
  types: ['string', 'list'],
}

export function listTermChanges(rule: Rule): readonly TermChange[] {
  return listTexts(rule, 'terms').flatMap((entry) => parseTerm(entry) ?? [])
}

export function findTermMistakes(rule: Rule): readonly string[] {
  return listTexts(rule, 'terms')
    .filter((entry) => !parseTerm(entry))
    .map((entry) => `terms= takes "word=word", not "${entry}"`)
}

/** Clean copies of the chosen sentences; those of one block of the source stay in one paragraph. */
export function composeBlocks(
  chosen: readonly ChosenEvidence[],
  evidence: SearchedEvidence,
  terms: readonly TermChange[],
): readonly DraftBlock[] {
  const groups: { block: ProseBlock; sentences: DraftSentence[] }[] = []
  for (const { block, sentence } of composeSentences(chosen, evidence, terms)) {
    const last = groups.at(-1)
    if (last?.block === block) last.sentences.push(sentence)
    else groups.push({ block, sentences: [sentence] })
  }
  return groups.map(({ block, sentences }) => ({
    kind: 'paragraph',
    role: block.kind === 'list_item' ? 'list_item' : 'body',
    ...(block.kind === 'list_item' && block.level > 0 && { level: block.level }),
    sentences,
  }))
}

/** Without sentences that do nothing but point into the source. */
export function composeSentences(
  chosen: readonly ChosenEvidence[],
  evidence: SearchedEvidence,
  terms: readonly TermChange[],
): readonly { readonly block: ProseBlock; readonly sentence: DraftSentence }[] {
  return chosen.flatMap(({ sourceTextId, range }) => {
    const source = evidence.sources.find((one) => one.sourceTextId === sourceTextId)
    if (!source) return []
    return listSentences(source, range).flatMap(({ block, range: place }) => {
      const quote = sliceRange(source.sourceText.text, place)
      const sentence = cite(source, place, quote, terms)
      return sentence ? [{ block, sentence }] : []
    })
  })
}

/** What a place in a source is called from outside. */
const owners: Partial<Record<SourceRole, string>> = {
  protocol: 'the protocol',
  sap: 'the analysis plan',
  report: 'the source report',
  contract: 'the contract',
  guideline: 'the guideline',
}

function cite(
  { sourceTextId, role }: EvidenceSource,
  range: ChosenEvidence['range'],
  quote: string,
  terms: readonly TermChange[],
): DraftSentence | undefined {
  const cleaned = cleanReferences(
    startRewriting(quote.replace(/\s+/g, ' ')),
    owners[role] ?? 'the source',
  )
  if (!cleaned) return undefined
  const { text, transformations } = applyTerms(cleaned, terms)
  const evidence = { kind: 'text' as const, sourceTextId, range, quote, cell: null }
  return { text, basis: 'cited', citations: [{ evidence, transformations, formula: '' }] }
}
