import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { ChosenEvidence, RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceSource, SearchedEvidence } from '../evidence.ts'
import { listSources } from '../evidence-tables.ts'
import { findValues, type FoundValue, type ValueType } from '../find-values.ts'
import { parseSafePattern } from '../safe-pattern.ts'
import { createGap, describeSearch, gapChoice, gapResult } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import {
  findText,
  findValue,
  fromParameter,
  listRequiredRoles,
  listRoles,
  listTexts,
  planRoles,
} from './rule-parameters.ts'

/**
 * One value of a source, in its words: what stands beside or below a `label=`, what fits a
 * `pattern=`, or both. Values that differ within one source are ambiguous; the first source in
 * order of precedence that has one gives it.
 */
export const extractRule: RuleKind = {
  name: 'extract',
  parameters: [
    fromParameter(true),
    { name: 'label', isRequired: false, types: ['string', 'word', 'list'] },
    { name: 'pattern', isRequired: false, types: ['string'] },
    { name: 'type', isRequired: false, types: ['word'], words: ['date', 'number', 'text'] },
  ],
  needsOwnParagraph: false,
  evidence: 'value',
  findMistakes(rule) {
    if (!findValue(rule, 'label') && !findValue(rule, 'pattern')) {
      return ['label= or pattern= is needed']
    }
    const pattern = findText(rule, 'pattern')
    const parsed = pattern === undefined ? undefined : parseSafePattern(pattern)
    return parsed?.outcome === 'failed' ? [`pattern=: ${parsed.message}`] : []
  },
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence) {
    const roles = listRoles(rule, planRoles)
    const searched = describeSearch(describeWanted(rule), evidence, roles)
    for (const source of listSources(evidence, roles)) {
      const found = distinct(source, findInSource(rule, source))
      const [first, ...others] = found
      if (first && others.length === 0) return { chosen: [first], searched, gap: null }
      if (first) return gapChoice(manyValues(source, found, searched))
    }
    const reason = `no source has ${describeWanted(rule)}`
    return gapChoice(createGap('no_match', reason, searched))
  },
  compose(_rule, choice, evidence, { isWholeParagraph }) {
    const citation = citeChosen(choice, evidence)
    if (!citation) return gapResult(choice)
    const quote = citation.evidence.kind === 'text' ? citation.evidence.quote : ''
    const text = quote.replace(/\s+/g, ' ')
    const role = isWholeParagraph ? 'body' : 'inline'
    const sentences = [{ text, basis: 'cited' as const, citations: [citation] }]
    return { outcome: 'filled', content: [{ kind: 'paragraph', role, sentences }] }
  },
}

function findInSource(rule: Rule, { sourceText }: EvidenceSource): readonly FoundValue[] {
  const text = findText(rule, 'pattern')
  const parsed = text === undefined ? undefined : parseSafePattern(text)
  return findValues(sourceText, {
    labels: listTexts(rule, 'label'),
    pattern: parsed?.outcome === 'parsed' ? parsed.pattern : undefined,
    type: (findText(rule, 'type') ?? 'text') as ValueType,
  })
}

/** The same words at two places are one value. */
function distinct(
  { sourceTextId, sourceText }: EvidenceSource,
  values: readonly FoundValue[],
): readonly ChosenEvidence[] {
  const byWords = new Map<string, FoundValue>()
  for (const value of values) {
    const words = fold(sliceRange(sourceText.text, value))
    if (!byWords.has(words)) byWords.set(words, value)
  }
  return [...byWords.values()].map((range) => ({ sourceTextId, range }))
}

function manyValues(
  { name, sourceText }: EvidenceSource,
  found: readonly ChosenEvidence[],
  searched: string,
): NonNullable<RuleChoice['gap']> {
  const values = found.map(({ range }) => sliceRange(sourceText.text, range).replace(/\s+/g, ' '))
  const reason = `${name} gives ${found.length} different values`
  return createGap('ambiguous', reason, searched, values.slice(0, 20))
}

function citeChosen({ chosen }: RuleChoice, evidence: SearchedEvidence): DraftCitation | undefined {
  const [first] = chosen
  const source = evidence.sources.find((one) => one.sourceTextId === first?.sourceTextId)
  if (!first || !source) return undefined
  const { sourceTextId, range } = first
  const quote = sliceRange(source.sourceText.text, range)
  if (quote.trim() === '') return undefined
  return {
    evidence: { kind: 'text', sourceTextId, range, quote, cell: null },
    transformations: [],
    formula: '',
  }
}

function describeWanted(rule: Rule): string {
  const labels = listTexts(rule, 'label').map((label) => `"${label}"`)
  const pattern = findText(rule, 'pattern')
  return [
    ...(labels.length > 0 ? [`a value labelled ${labels.join(' or ')}`] : []),
    ...(pattern === undefined ? [] : [`words that fit ${pattern}`]),
  ].join(' and ')
}

function fold(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/[.,;]+$/, '')
    .toLowerCase()
}
