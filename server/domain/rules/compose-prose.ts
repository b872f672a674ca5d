import type { DraftBlock, DraftSentence } from '../../../shared/model/draft.ts'
import type { ChosenEvidence } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import { applyTerms, parseTerm, type TermChange } from '../apply-terms.ts'
import { cleanReferences } from '../clean-references.ts'
import { joinRanges, moveRanges } from '../edit.ts'
import type { EvidenceSource, SearchedEvidence } from '../evidence.ts'
import { listSentences, type ProseBlock } from '../prose-units.ts'
import { startRewriting, type Rewriting } from '../rewriting.ts'
import { changeSentences } from '../tense/change-sentences.ts'
import { hangsOnCondition } from '../tense/decide-mode.ts'
import type { TenseMode } from '../tense/change-tense.ts'
import type { ParameterSpec } from './rule-kind.ts'
import { findText, listTexts } from './rule-parameters.ts'
import { settleIntroductions, type SentenceCopy } from './settle-introductions.ts'

/** `terms=("patient=subject")`: the style guide's words for the source's. */
export const termsParameter: ParameterSpec = {
  name: 'terms',
  isRequired: false,
  types: ['string', 'list'],
}

/** `tense=done`: a plan's sentences in the past, as far as they allow it; `planned`: as intentions. */
export const tenseParameter: ParameterSpec = {
  name: 'tense',
  isRequired: false,
  types: ['word'],
  words: ['keep', 'planned', 'done'],
}

/** What a rule does to the words that it copies; `tense` is undefined where they stay. */
type ProseChanges = {
  readonly terms: readonly TermChange[]
  readonly tense: TenseMode | undefined
}

export function readProseChanges(rule: Rule): ProseChanges {
  return {
    terms: listTexts(rule, 'terms').flatMap((entry) => parseTerm(entry) ?? []),
    tense: readTense(rule),
  }
}

/** Undefined where words stay in their tense. */
export function readTense(rule: Rule): TenseMode | undefined {
  const tense = findText(rule, 'tense')
  return tense === 'done' || tense === 'planned' ? tense : undefined
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
  changes: ProseChanges,
): readonly DraftBlock[] {
  const groups: { block: ProseBlock; sentences: DraftSentence[] }[] = []
  for (const { block, sentence } of composeSentences(chosen, evidence, changes)) {
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
  changes: ProseChanges,
): readonly SentenceCopy[] {
  const copies = chosen.flatMap(({ sourceTextId, range }) => {
    const source = evidence.sources.find((one) => one.sourceTextId === sourceTextId)
    if (!source) return []
    return listSentences(source, range).flatMap(({ block, range: place }) => {
      const quote = sliceRange(source.sourceText.text, place)
      const tense = changes.tense && chooseTense(source, block, place, changes.tense)
      const sentence = cite(source, place, quote, { ...changes, tense })
      return sentence ? [{ source, block, sentence }] : []
    })
  })
  return settleIntroductions(copies)
}

/** What hangs on a condition in the sentence before it is no more sure than that one. */
function chooseTense(
  { sourceText: { text } }: EvidenceSource,
  block: ProseBlock,
  place: TextRange,
  tense: TenseMode,
): TenseMode {
  const before = splitSentences(text, { start: block.range.start, end: place.start }).at(-1)
  const hangs = before && hangsOnCondition(sliceRange(text, place), sliceRange(text, before))
  return hangs ? 'planned' : tense
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
  { terms, tense }: ProseChanges,
): DraftSentence | undefined {
  const cleaned = cleanReferences(
    startRewriting(quote.replace(/\s+/g, ' ')),
    owners[role] ?? 'the source',
  )
  if (!cleaned) return undefined
  const moved = tense ? moveTense(cleaned, tense) : cleaned
  const changed = applyTerms(moved, terms)
  const { text, transformations } = changed
  const evidence = { kind: 'text' as const, sourceTextId, range, quote, cell: null }
  const citations = [{ evidence, transformations, formula: '' }]
  return { text, basis: 'cited', citations, ...leaveWords(changed) }
}

/** A sentence has the field only where there is something in it. */
export function leaveWords({
  leftToWriter,
}: Pick<Rewriting, 'leftToWriter'>): Pick<DraftSentence, 'leftToWriter'> {
  return leftToWriter.length > 0 ? { leftToWriter } : {}
}

/** Puts words into the past; what the tense leaves to the writer is added to what was left before. */
export function moveTense(words: Rewriting, tense: TenseMode): Rewriting {
  const { text, transformations, edits, leftToWriter } = changeSentences(words.text, tense)
  return {
    text,
    transformations: [...words.transformations, ...transformations],
    leftToWriter: joinRanges([...moveRanges(words.leftToWriter, edits), ...leftToWriter]),
  }
}
