import type { Gap } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import type { SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import { foldTableNumber } from '../cell-address.ts'
import type { EvidenceSource, SearchedEvidence } from '../evidence.ts'
import {
  chooseTable,
  describeTable,
  listFilledTables,
  listSources,
  type EvidenceTable,
} from '../evidence-tables.ts'
import { findHeadings, foldHeading, listHeadings, type HeadingSection } from '../find-heading.ts'
import { quoteAll } from './choose-prose.ts'
import { createGap, describeSearch, gapChoice } from './gap.ts'
import type { ParameterSpec } from './rule-kind.ts'
import { findValue, listTexts } from './rule-parameters.ts'

/**
 * Parameters that say where a table stands, for those without a number or to tell twins apart:
 * `heading=` names a heading above it, as in copy, or its own title, or, where it has neither, its
 * file, with or without the ending; `page=` pages of a source that has pages, from 1; `pick=` counts from 1 among all that are found.
 */
export const placeParameters: readonly ParameterSpec[] = [
  { name: 'heading', isRequired: false, types: ['string', 'word', 'list'] },
  { name: 'page', isRequired: false, types: ['number', 'list'] },
  { name: 'pick', isRequired: false, types: ['number', 'list'] },
]

export function namesPlace(rule: Rule): boolean {
  return findValue(rule, 'heading') !== undefined || findValue(rule, 'page') !== undefined
}

export function findPlaceMistakes(rule: Rule): readonly string[] {
  const counts = ['page', 'pick'].flatMap((name) =>
    listTexts(rule, name)
      .filter((text) => !/^[1-9]\d{0,5}$/.test(text))
      .map((text) => `${name}= counts from 1, not ${text}`),
  )
  const isIdle = findValue(rule, 'pick') !== undefined && !namesPlace(rule)
  return isIdle ? [...counts, 'pick= needs heading= or page='] : counts
}

/**
 * The tables with values at a place, in the order of the text, of the first role that has some
 * there, and of its first source. Pages of two sources of one role are ambiguous: nothing says
 * whose are meant.
 */
export function choosePlacedTables(
  rule: Rule,
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): RuleChoice {
  const wish = readWish(rule)
  const searched = describeSearch(describeWish(wish), evidence, roles)
  const sources = listSources(evidence, roles)
  const found = sources.map((source) => ({ source, ...findPlaced(source, wish) }))
  const first = found.find(({ tables }) => tables.length > 0)
  const failure = first ? findDoubt(first, found, wish) : describeMissing(sources, found, wish)
  if (failure) {
    const { code, reason, candidates } = failure
    return gapChoice(createGap(code, reason, searched, candidates.slice(0, maximumCandidates)))
  }
  return { chosen: pickTables(first, wish).map(chooseTable), searched, gap: null }
}

const maximumCandidates = 20

type Wish = {
  readonly numbers: readonly string[]
  readonly headings: readonly string[]
  readonly pages: readonly number[]
  readonly picks: readonly number[]
}

function readWish(rule: Rule): Wish {
  return {
    numbers: listTexts(rule, 'number'),
    headings: listTexts(rule, 'heading'),
    pages: listTexts(rule, 'page').map(Number),
    picks: listTexts(rule, 'pick').map(Number),
  }
}

type Placed = { readonly tables: readonly EvidenceTable[]; readonly ambiguous: readonly string[] }
type Found = Placed & { readonly source: EvidenceSource }
type Failure = Pick<Gap, 'code' | 'reason' | 'candidates'>

/** Named by numbers they come in the order of these. */
function pickTables(found: Found | undefined, { picks, numbers }: Wish): readonly EvidenceTable[] {
  const picked = (found?.tables ?? []).filter(
    (_, at) => picks.length === 0 || picks.includes(at + 1),
  )
  if (numbers.length === 0) return picked
  return numbers.flatMap((number) => picked.filter((one) => hasNumber(one, number)))
}

/** What keeps the tables that were found from being the ones that are meant. */
function findDoubt(first: Found, all: readonly Found[], wish: Wish): Failure | undefined {
  const twins = all.filter(({ source, tables }) => {
    return source.role === first.source.role && tables.length > 0
  })
  if (wish.pages.length > 0 && twins.length > 1) {
    const reason = `${twins.length} sources have tables on ${describePages(wish.pages)}`
    const candidates = twins.flatMap(({ tables }) => tables.map(describeTable))
    return { code: 'ambiguous', reason, candidates }
  }
  const candidates = first.tables.map(describeTable)
  const absent = wish.numbers.filter((number) => {
    return !first.tables.some((one) => hasNumber(one, number))
  })
  if (absent.length > 0) {
    const reason = `no table ${absent.join(', ')} stands ${describePlace(wish)}`
    return { code: 'no_match', reason, candidates }
  }
  if (pickTables(first, wish).length > 0) return undefined
  const reason = `pick= leaves none of ${first.tables.length} tables`
  return { code: 'no_match', reason, candidates }
}

function describeMissing(
  sources: readonly EvidenceSource[],
  found: readonly Found[],
  wish: Wish,
): Failure {
  if (wish.pages.length > 0 && sources.length > 0 && !sources.some(hasPages)) {
    const names = sources.map(({ name }) => name)
    return {
      code: 'no_match',
      reason: 'no source has pages: Word files have none',
      candidates: names,
    }
  }
  const ambiguous = found.flatMap((one) => one.ambiguous)
  if (ambiguous.length > 0) {
    const reason = `more than one heading is or contains ${quoteAll(wish.headings)}`
    return { code: 'ambiguous', reason, candidates: ambiguous }
  }
  const reason = `no table with values stands ${describePlace(wish)}`
  const candidates = sources.flatMap((source) => listPlaces(source, wish))
  return { code: 'no_match', reason, candidates }
}

function findPlaced(source: EvidenceSource, wish: Wish): Placed {
  const { sourceText } = source
  const { sections, ambiguous } = findHeadings(sourceText, wish.headings, hasTable)
  const titles = wish.headings.map(foldHeading)
  const tables = listFilledTables(source).filter((one) => {
    const { table } = one
    const index = sourceText.blocks.indexOf(table)
    const names = table.title !== '' ? [table.title] : listFileNames(source, index)
    const isBelow =
      wish.headings.length === 0 ||
      sections.some((section) => isInside(section, index)) ||
      names.some((name) => titles.includes(foldHeading(name)))
    const isOnPage = wish.pages.length === 0 || isOnPages(source, table, wish.pages)
    const isNumbered =
      wish.numbers.length === 0 || wish.numbers.some((number) => hasNumber(one, number))
    return isBelow && isOnPage && isNumbered
  })
  return { tables, ambiguous }
}

/** What a table that stands below no heading may be called by: a .csv is nothing but one. */
function listFileNames({ name, sourceText }: EvidenceSource, index: number): readonly string[] {
  const isBelowNone = !listHeadings(sourceText).some((section) => isInside(section, index))
  return isBelowNone ? [name, name.replace(/\.[^.]+$/, '')] : []
}

function isInside({ heading, end }: HeadingSection, index: number): boolean {
  return heading < index && index < end
}

function hasTable({ blocks }: SourceText, { heading, end }: HeadingSection): boolean {
  return blocks.slice(heading + 1, end).some(({ kind }) => kind === 'table')
}

function hasPages({ sourceText }: EvidenceSource): boolean {
  return sourceText.pages.length > 0
}

function isOnPages(
  { sourceText }: EvidenceSource,
  table: TableBlock,
  pages: readonly number[],
): boolean {
  return sourceText.pages.some(
    ({ number, range }) => pages.includes(number) && rangesOverlap(range, table.range),
  )
}

function hasNumber({ table }: EvidenceTable, number: string): boolean {
  return table.number !== '' && foldTableNumber(table.number) === foldTableNumber(number)
}

/** Where tables do stand, for the writer of the rule. */
function listPlaces(source: EvidenceSource, { pages }: Wish): readonly string[] {
  const tables = listFilledTables(source)
  if (pages.length > 0) return hasPages(source) ? tables.map(describeTable) : []
  const { blocks } = source.sourceText
  const headings = listHeadings(source.sourceText)
  return tables.map((one) => {
    const index = blocks.indexOf(one.table)
    const above = headings.findLast((section) => isInside(section, index))
    return above ? `${describeTable(one)} below "${above.title}"` : describeTable(one)
  })
}

function describeWish({ numbers, ...wish }: Wish): string {
  const what = numbers.length === 0 ? 'tables' : `tables ${numbers.join(', ')}`
  return `${what} ${describePlace(wish)}`
}

function describePlace({ headings, pages }: Pick<Wish, 'headings' | 'pages'>): string {
  return [
    ...(headings.length === 0 ? [] : [`below or called ${quoteAll(headings)}`]),
    ...(pages.length === 0 ? [] : [`on ${describePages(pages)}`]),
  ].join(' ')
}

function describePages(pages: readonly number[]): string {
  return `${pages.length === 1 ? 'page' : 'pages'} ${pages.join(', ')}`
}
