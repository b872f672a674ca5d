import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { searchKey, type EvidenceQuery, type SearchedEvidence } from '../evidence.ts'
import { listSources } from '../evidence-tables.ts'
import { findHeadings, listHeadings } from '../find-heading.ts'
import { listUnits, type ProseUnit } from '../prose-units.ts'
import { rankUnits } from '../rank-units.ts'
import { createGap, describeSearch, gapChoice } from './gap.ts'
import {
  findNumber,
  findText,
  listRoles,
  listTexts,
  listValues,
  planRoles,
  valueText,
} from './rule-parameters.ts'

/** The query of a rule that has one; below a heading more passages are asked for, since most lie elsewhere. */
export function copyQuery(rule: Rule): EvidenceQuery | undefined {
  const query = findText(rule, 'query')
  const limit = listTexts(rule, 'heading').length > 0 ? 60 : 20
  return query === undefined ? undefined : { query, roles: listRoles(rule, planRoles), limit }
}

/** Chooses sentences and list items by `heading=` and `query=`, then `pick=`, `except=`, `max=`. */
export function choosePassages(rule: Rule, evidence: SearchedEvidence): RuleChoice {
  const roles = listRoles(rule, planRoles)
  const names = listTexts(rule, 'heading')
  const query = copyQuery(rule)
  const searched = describeSearch(describeWhat(names, query?.query), evidence, roles)
  const below = names.length > 0 ? findBelowHeadings(names, evidence, roles) : undefined
  if (below && below.units.length === 0) {
    const code = below.candidates.length > 0 && below.isAmbiguous ? 'ambiguous' : 'no_match'
    return gapChoice(createGap(code, below.reason, searched, below.candidates))
  }
  const units = query ? findByQuery(query, evidence, below?.units) : (below?.units ?? [])
  const chosen = limitUnits(rule, units)
  if (chosen.length > 0) {
    return { chosen: chosen.map(toEvidence), searched, gap: null }
  }
  const reason =
    units.length > 0
      ? `pick= and except= leave none of ${units.length} sentences`
      : 'no sentence of the sources answers the query'
  return gapChoice(createGap('no_match', reason, searched))
}

type BelowHeadings = {
  readonly units: readonly ProseUnit[]
  readonly reason: string
  readonly isAmbiguous: boolean
  readonly candidates: readonly string[]
}

/** The first source, in order of precedence, that has text below a heading of these names. */
function findBelowHeadings(
  names: readonly string[],
  evidence: SearchedEvidence,
  roles: EvidenceQuery['roles'],
): BelowHeadings {
  const ambiguous: string[] = []
  const sources = listSources(evidence, roles)
  for (const source of sources) {
    const found = findHeadings(source.sourceText, names)
    const ranges = found.sections.map(({ heading, end }) => listUnits(source, heading + 1, end))
    const units = withoutTwins(ranges.flat())
    if (units.length > 0) return { units, reason: '', isAmbiguous: false, candidates: [] }
    ambiguous.push(...found.ambiguous)
  }
  const reason =
    ambiguous.length > 0
      ? `more than one heading is or contains ${quoteAll(names)}`
      : `no source has a heading ${quoteAll(names)} with text below it`
  const titles = sources.flatMap(({ sourceText }) => listHeadings(sourceText))
  const candidates =
    ambiguous.length > 0
      ? ambiguous
      : nearTitles(
          names,
          titles.map(({ title }) => title),
        )
  return {
    units: [],
    reason,
    isAmbiguous: ambiguous.length > 0,
    candidates: candidates.slice(0, 20),
  }
}

/** Sentences that share most with the query, best first; of the first role that has any. */
export function findByQuery(
  query: EvidenceQuery,
  evidence: SearchedEvidence,
  allowed?: readonly ProseUnit[],
): readonly ProseUnit[] {
  for (const role of query.roles) {
    const units = findOfRole(role, query, evidence, allowed)
    if (units.length > 0) return units
  }
  return []
}

export function findOfRole(
  role: SourceRole,
  query: EvidenceQuery,
  evidence: SearchedEvidence,
  allowed?: readonly ProseUnit[],
): readonly ProseUnit[] {
  const hits = evidence.hits.get(searchKey(query)) ?? []
  const sources = evidence.sources.filter((source) => source.role === role)
  return rankUnits(query.query, hits, sources, allowed)
}

/** Without `max=`, a query gives no more than this: what comes later answers it less and less. */
const defaultQueryMaximum = 3

/** `pick=` counts from 1 among all that were found; the order of the text is kept. */
function limitUnits(rule: Rule, units: readonly ProseUnit[]): readonly ProseUnit[] {
  const pick = listValues(rule, 'pick').map(valueText).map(Number)
  const except = listValues(rule, 'except').map(valueText)
  const maximum =
    findNumber(rule, 'max') ??
    (findText(rule, 'query') !== undefined && pick.length === 0 ? defaultQueryMaximum : Infinity)
  const kept = units.filter((unit, index) => {
    const isPicked = pick.length === 0 || pick.includes(index + 1)
    return isPicked && !except.some((word) => isExcepted(unit, index, word))
  })
  return inTextOrder(kept.slice(0, maximum))
}

function isExcepted({ source, range }: ProseUnit, index: number, word: string): boolean {
  if (/^\d+$/.test(word)) return Number(word) === index + 1
  const text = sliceRange(source.sourceText.text, range).replace(/\s+/g, ' ').toLowerCase()
  return text.includes(word.toLowerCase())
}

/** Sources stay in the order in which they first come. */
export function inTextOrder(units: readonly ProseUnit[]): readonly ProseUnit[] {
  const sources = [...new Set(units.map(({ source }) => source))]
  return units.toSorted(
    (a, b) =>
      sources.indexOf(a.source) - sources.indexOf(b.source) || a.range.start - b.range.start,
  )
}

function withoutTwins(units: readonly ProseUnit[]): readonly ProseUnit[] {
  const starts = new Set<number>()
  return units.filter(({ range }) => !starts.has(range.start) && starts.add(range.start))
}

export function toEvidence({ source, range }: ProseUnit): RuleChoice['chosen'][number] {
  return { sourceTextId: source.sourceTextId, range }
}

function describeWhat(names: readonly string[], query: string | undefined): string {
  const parts = [
    ...(query === undefined ? [] : [`sentences on "${query}"`]),
    ...(names.length > 0 ? [`headings ${quoteAll(names)}`] : []),
  ]
  return parts.join(' below ')
}

export function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

/** Titles that share a word of substance with what was asked for. */
function nearTitles(names: readonly string[], titles: readonly string[]): readonly string[] {
  const words = names.flatMap((name) => name.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
  return titles.filter((title) => words.some((word) => title.toLowerCase().includes(word)))
}
