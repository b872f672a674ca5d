import type { DraftBlock } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceQuery, SearchedEvidence } from '../evidence.ts'
import type { ProseUnit } from '../prose-units.ts'
import { findByQuery, findOfRole, inTextOrder, toEvidence } from './choose-prose.ts'
import {
  composeSentences,
  findTermMistakes,
  readProseChanges,
  tenseParameter,
  termsParameter,
} from './compose-prose.ts'
import { createGap, describeSearch, gapChoice, gapResult } from './gap.ts'
import type { ParameterSpec, RuleKind } from './rule-kind.ts'
import {
  findNumber,
  findText,
  fromParameter,
  listRequiredRoles,
  listRoles,
  planRoles,
} from './rule-parameters.ts'

const parameters: readonly ParameterSpec[] = [
  fromParameter(true),
  { name: 'query', isRequired: true, types: ['string', 'word'] },
  { name: 'sentences', isRequired: false, types: ['number'] },
  tenseParameter,
  termsParameter,
]

/** The sentences of one source that say most about a query, in one paragraph, in the source's words. */
export const summaryRule: RuleKind = {
  name: 'summary',
  parameters,
  needsOwnParagraph: false,
  evidence: 'sentences',
  findMistakes,
  requiredRoles: listRequiredRoles,
  queries: (rule) => [queryOf(rule)],
  choose(rule, evidence) {
    const query = queryOf(rule)
    const units = findByQuery(query, evidence)
    const [best] = units
    const ofSource = units.filter(({ source }) => source === best?.source)
    return chooseUnits(rule, query, evidence, withoutEchoes(ofSource))
  },
  compose,
}

/**
 * As a summary, of every role that is named: their best sentences in turn, so that none is left
 * out; a sentence that repeats another's words is not taken.
 */
export const synthesisRule: RuleKind = {
  name: 'synthesis',
  parameters,
  needsOwnParagraph: false,
  evidence: 'sentences',
  findMistakes,
  requiredRoles: listRequiredRoles,
  queries: (rule) => [queryOf(rule)],
  choose(rule, evidence) {
    const query = queryOf(rule)
    const perRole = query.roles.map((role) => findOfRole(role, query, evidence))
    return chooseUnits(rule, query, evidence, withoutEchoes(takeInTurn(perRole)))
  },
  compose,
}

function findMistakes(rule: Rule): readonly string[] {
  const count = findNumber(rule, 'sentences') ?? defaultCount
  const isCount = Number.isInteger(count) && count > 0 && count <= 50
  return [...(isCount ? [] : ['sentences= takes 1 to 50']), ...findTermMistakes(rule)]
}

const defaultCount = 3

function queryOf(rule: Rule): EvidenceQuery {
  return { query: findText(rule, 'query') ?? '', roles: listRoles(rule, planRoles), limit: 30 }
}

function chooseUnits(
  rule: Rule,
  query: EvidenceQuery,
  evidence: SearchedEvidence,
  units: readonly ProseUnit[],
): RuleChoice {
  const searched = describeSearch(`sentences on "${query.query}"`, evidence, query.roles)
  const taken = units.slice(0, findNumber(rule, 'sentences') ?? defaultCount)
  if (taken.length > 0) return { chosen: inTextOrder(taken).map(toEvidence), searched, gap: null }
  return gapChoice(createGap('no_match', 'no sentence of the sources answers the query', searched))
}

function compose(
  rule: Rule,
  choice: RuleChoice,
  evidence: SearchedEvidence,
  { isWholeParagraph }: { readonly isWholeParagraph: boolean },
): ReturnType<RuleKind['compose']> {
  const made = composeSentences(choice.chosen, evidence, readProseChanges(rule))
  if (made.length === 0) return gapResult(choice)
  const content: readonly DraftBlock[] = [
    {
      kind: 'paragraph',
      role: isWholeParagraph ? 'body' : 'inline',
      sentences: made.map(({ sentence }) => sentence),
    },
  ]
  return { outcome: 'filled', content }
}

function takeInTurn(lists: readonly (readonly ProseUnit[])[]): readonly ProseUnit[] {
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0)
  const rounds = Array.from({ length: longest }, (_, round) =>
    lists.flatMap((list) => list[round] ?? []),
  )
  return rounds.flat()
}

/** Of two sentences with nearly the same words the better one stays. */
function withoutEchoes(units: readonly ProseUnit[]): readonly ProseUnit[] {
  const kept: { unit: ProseUnit; terms: ReadonlySet<string> }[] = []
  for (const unit of units) {
    const terms = new Set(listTerms(sliceRange(unit.source.sourceText.text, unit.range)))
    if (!kept.some((other) => overlap(other.terms, terms) > echo)) kept.push({ unit, terms })
  }
  return kept.map(({ unit }) => unit)
}

const echo = 0.7

/** Jaccard's index. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}
