import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { groupBy } from '../check/same-cells.ts'
import type { Statistic } from '../check/named-rows.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findStrangePhrases } from '../verify/judge-phrases.ts'
import { turnsCause } from '../verify/judge-causes.ts'
import { isOfSmallerGroup } from '../verify/smaller-group.ts'
import { isQualifier } from '../verify/lexicon.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import { readStatement } from '../verify/statement.ts'
import { findBoth, splitClauses } from './clauses.ts'
import { comparesGroups, toldExactly } from './exact-words.ts'
import type { Form, Outcome } from './form.ts'
import { createRecordCounter, tellsCount } from './find-counted-records.ts'
import { createNearTableFinder, type ReadTable } from './near-tables.ts'
import type { Mention } from './mention.ts'
import { findGroupMentions } from './mentions.ts'
import { fit } from './names.ts'
import { readLists } from './read-lists.ts'
import { tellsWhatCounts } from './told-things.ts'
import { readAnyOther } from './read-any-other.ts'
import { readLimits } from './read-limits.ts'
import { readAll, readShares } from './read-shares.ts'
import { readTimes, timesAs } from './read-times.ts'
import { readTurn } from './read-turn.ts'
import { readValues } from './read-values.ts'
import { readRange } from './read-range.ts'
import { readMeasures } from './read-measures.ts'
import { readMore } from './read-more.ts'
import { readMost } from './read-most.ts'
import { readNone, readOnly } from './read-only.ts'
import { readOutnumber } from './read-outnumber.ts'
import { readPairs } from './read-pairs.ts'
import { readPortions } from './read-portions.ts'
import { readEither, readParts, readSum } from './read-sums.ts'
import { toEvidence, type ComparedTable } from './read-table.ts'
import {
  listParties,
  readGroupSentence,
  readRowSentence,
  type ComparedSentence,
} from './sentence.ts'
import type { Series } from './series.ts'

/** What a sentence says of several cells together, as they were computed. */
export type Computed = {
  readonly source: EvidenceSource
  readonly form: Form
  readonly outcome: Outcome
}

export type FindComputed = (text: string) => Computed | undefined

/**
 * Finds what follows from the cells of one row or column for a sentence that compares them: more than,
 * the most, only, none, sums, shares. Undefined unless the sentence names table, row, columns and statistic
 * without doubt, and all tables that it may mean agree. Tables are read when a sentence first compares, and
 * kept.
 */
export function createComputedFinder(sources: readonly EvidenceSource[]): FindComputed {
  const findCompared = createComparedFinder(sources)
  const countRecords = createRecordCounter(sources)
  return (text) => findCompared(text) ?? countRecords(text)
}

function createComparedFinder(sources: readonly EvidenceSource[]): FindComputed {
  let findTables: ReturnType<typeof createNearTableFinder> | undefined
  const findOne: FindComputed = (text) => {
    if (!tellsOne(text)) return undefined
    findTables ??= createNearTableFinder(sources)
    const found = findTables(text).flatMap((table) => findIn(text, table))
    const [first, ...others] = found
    if (!first || found.length > mostCandidates) return undefined
    if (first === doubt || others.some((one) => one === doubt)) return undefined
    const [own, ...rest] = found.flatMap((one) => (one === doubt ? [] : [one]))
    return rest.every(({ outcome }) => outcome.holds === own?.outcome.holds) ? own : undefined
  }
  return (text) => {
    const clauses = splitClauses(text)
    return clauses ? findBoth(clauses, findOne) : findOne(text)
  }
}

/** False for a sentence for which nothing can be computed from tables. */
export function mayBeComputed(text: string): boolean {
  return tellsComparison(text) || tellsCount(text)
}

/** False for a sentence that says nothing of several cells together, or what no cells tell. */
function tellsComparison(text: string): boolean {
  return splitClauses(text)?.every(tellsOne) ?? tellsOne(text)
}

function tellsOne(text: string): boolean {
  const told = text.replace(pair, ' ').replace(toldExactly, ' ')
  const isOfSeveral = compares.test(text) || comparesGroups.test(text) || gives.test(text)
  return isOfSeveral && !withholds.test(told)
}

/** "(46% against 9%)" are the values of what is compared. */
const pair = /\((?=\d)[^()]*\b(?:against|versus|vs|compared (?:with|to))\b[^()]*\)/gi

/** Any of the words by which a sentence says something of several cells. */
const compares =
  /\b(?:than|only|alone|none|no|not|most|least|half|majority|quarter|one in four|highest|lowest|all|up|down|rose|fell|largest|smallest|greatest|fewest|longest|shortest|oldest|youngest|heaviest|lightest|best|leading|main|commonest|between|from|both|two|three|all|or|together|combined|in total)\b|:/i

/** A count of people, a share of them, an average: it may be told in other words than the table's. */
const gives = new RegExp(
  `\\b(?:\\d+|${numberWordsPattern})\\b[^.;]*\\b(?:patients|subjects|participants|volunteers|people|men|women)\\b|\\b(?:patients|subjects|participants)\\b[^.;]*\\d|\\baverage|\\bmean\\b|\\brang(?:e|es|ed|ing) from\\b`,
  'i',
)

/** What no cell tells, or not exactly. */
const withholds =
  /\b(?:significan\w*|slightly|somewhat|a (?:little|few)|marginally|barely|just|about|approximately|nearly|almost|roughly|around|some|several|if|unless|would|could|may|might|should|will|expected|planned|likely|suggest\w*|except|excluding|apart from|although|while|whereas|(?<!\ball )but|twice|double|times|much|far|markedly|considerably|clearly|substantially|sharply|respectively|one of the (?:most|largest|highest|lowest|smallest|main|leading)|second|third|differ\w*|compar\w+ (?:with|to)|versus|vs)\b|\bp\s*[=<>]/i

const mostCandidates = 3

const doubt = 'doubt'

type Candidate = {
  readonly series: Series
  readonly form: Form
  readonly coverage: number
  readonly outcome: Outcome | undefined
}

/** The best named of a table, and doubt where one that is named leaves open what it says. */
function findIn(text: string, read: ReadTable): readonly (Computed | typeof doubt)[] {
  const { table, series } = read
  const groups = findGroupMentions(text, table)
  if (!groups) return []
  const byGroups = readForms(readGroupSentence(text, table, groups))
  const candidates = series.flatMap((one) => {
    if (one.axis === 'groups') return judgeAll(byGroups, one, read)
    if (!isOfGroup(groups, one)) return []
    const sentence = readRowSentence(text, table, groups, one)
    return sentence ? judgeAll(readForms(sentence), one, read) : []
  })
  const most = Math.max(0, ...candidates.map(({ coverage }) => coverage))
  const best = candidates.filter(({ coverage }) => coverage === most)
  return joinGroups(best)
    .filter(({ series: own }) => isNamedWhole(text, table, own))
    .map(({ outcome, form }) => (outcome ? { source: table.source, form, outcome } : doubt))
}

/** Rows are compared in the column of a group that the sentence names, else in that of all. */
function isOfGroup(groups: readonly Mention[], { group }: Series): boolean {
  const named = listParties(groups)
  return named.length === 0 ? group === '' : named.includes(group)
}

const forms = [
  readMore,
  readOutnumber,
  readAnyOther,
  readMost,
  readOnly,
  readNone,
  readSum,
  readEither,
  readParts,
  readPortions,
  readPairs,
  readShares,
  readAll,
  readLimits,
  readTurn,
  readValues,
  readLists,
  readMeasures,
  readRange,
]

type Read = { readonly sentence: ComparedSentence; readonly forms: readonly Form[] }

function readForms(sentence: ComparedSentence): Read {
  // "twice" and "five times" are no numbers of whoever is named
  const readers = timesAs.test(sentence.text) ? [readTimes] : forms
  return { sentence, forms: readers.flatMap((read) => read(sentence)) }
}

function judgeAll(
  { sentence, forms: read }: Read,
  series: Series,
  { table, series: all }: ReadTable,
): readonly Candidate[] {
  return read.flatMap((form) => {
    const found = fit(sentence, form, series, table)
    if (!found || !tellsWhatCounts(sentence, form, series, table)) return []
    const { coverage, orient } = found
    const outcome = form.judge(series, orient)
    const isOpen = outcome !== undefined && !changesAgree(all, form, outcome)
    return [{ series, form, coverage, outcome: isOpen ? undefined : outcome }]
  })
}

/** Of who was there at either time the means differ: the mean change, where a table gives it, may go the other way. */
function changesAgree(all: readonly Series[], { turn }: Form, { holds }: Outcome): boolean {
  if (turn === undefined) return true
  const way = holds ? turn : -turn
  return all
    .filter(({ isChange, statistics }) => isChange && statistics.every(isOfPlace))
    .every(({ entries }) => entries.every(({ cell }) => Math.sign(cell.value) === way))
}

function isOfPlace(statistic: Statistic): boolean {
  return statistic === 'mean' || statistic === 'median'
}

/** "In each of the three groups": in every one of their columns. */
function joinGroups(candidates: readonly Candidate[]): readonly Candidate[] {
  const rows = candidates.filter(({ series }) => series.axis !== 'groups')
  const joined = [...groupBy(rows, ({ series }) => series.title).values()].flatMap(
    ([first, ...others]) => {
      if (!first) return []
      const outcomes = [first, ...others].map(({ outcome }) => outcome)
      const known = outcomes.flatMap((one) => one ?? [])
      if (known.length < outcomes.length) return [{ ...first, outcome: undefined }]
      const [own] = known
      const wrong = known.find(({ holds }) => !holds)
      if (wrong || !own) return [{ ...first, outcome: wrong }]
      const cells = known.flatMap((one) => one.cells)
      const words = known.map((one) => one.words).join(' ')
      return [{ ...first, outcome: { ...own, cells, words } }]
    },
  )
  return [...candidates.filter(({ series }) => series.axis === 'groups'), ...joined]
}

/** A table of men, of completers, of serious events says nothing of all. */
function isNamedWhole(text: string, table: ComparedTable, { entries }: Series): boolean {
  const tokens = readStatement(text, table.findArms)
  const evidence = entries.slice(0, 1).map(({ cell }) => toEvidence(table.source, cell))
  const claim = { text, context: '', isCell: false }
  if (isOfSmallerGroup(claim, tokens, evidence, table.findArms)) return false
  if (findStrangePhrases(text, evidence).length > 0) return false
  if (evidence.some((one) => turnsCause(text, tokens, one, table.findArms))) return false
  const told = new Set(tokens.map(nameKey))
  const { title, population } = table.block
  return readStatement(`${title} ${population}`, table.findArms)
    .map(nameKey)
    .filter((key) => isQualifier(key) && !/^(?:primari|secondari)$/.test(key))
    .every((key) => told.has(key))
}
