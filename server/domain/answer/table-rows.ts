import type { TableCell } from '../../../shared/model/source-text.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { isPValueHead, listNamedParts } from '../cell-parts.ts'
import type { CellPart } from '../../../shared/model/citation.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { readColumnPath } from '../table-columns.ts'
import type { TableView } from '../table-view.ts'
import { listMonthTerms } from './asked-month.ts'
import { listToldTerms } from './told-columns.ts'
import { listDueTerms } from './due-columns.ts'
import { listMoneyTerms } from './money-columns.ts'

type Terms = ReadonlySet<string>

/** A table as questions are held against it: each name as the terms that it has. */
export type AskedTable = {
  readonly place: EvidenceTable
  readonly columns: readonly AskedColumn[]
  readonly rows: readonly AskedRow[]
  /** Number, title and population, and the headings above. */
  readonly above: Terms
  /** What its source is called. */
  readonly ofSource: Terms
  /** What the notes below it say. */
  readonly notes: Terms
  /** What the heads of the columns that name rows say that the rows are: "Process", "Site Id". */
  readonly subject: Terms
  /** Those heads, outermost first; '' for one that says nothing. */
  readonly subjects: readonly string[]
}

export type AskedColumn = {
  readonly path: readonly string[]
  /** Terms that tell it from other columns. */
  readonly own: Terms
  /** What else people call its values. */
  readonly also: Terms
  readonly isTotal: boolean
  /** It is of a group of so many ("N=60"), whatever the row counts. */
  readonly isGroup: boolean
  readonly isPValue: boolean
  /** What a sub-header says that its values are. */
  readonly parts: ReadonlySet<CellPart>
}

export type AskedRow = {
  readonly path: readonly string[]
  /** What the row is called, without a statistic, which its group gives sense to. */
  readonly own: Terms
  /** In brackets behind its name: another name, or a unit. */
  readonly aside: Terms
  readonly group: Terms
  /** "mean" and "sd" for "Mean (SD)"; empty for a row that is called by its own name. */
  readonly statistics: ReadonlySet<CellPart>
  readonly isPValue: boolean
  /** It sums the others up. */
  readonly isTotal: boolean
  /** The cells that name it, parallel to the table's subjects. */
  readonly heads: readonly (TableCell | undefined)[]
  /** Parallel to the columns. */
  readonly cells: readonly (TableCell | undefined)[]
}

export function readAskedTable(
  place: EvidenceTable,
  view: TableView,
  around: {
    readonly headingPath: readonly string[]
    readonly intro: string
    readonly notes: string
  },
): Omit<AskedTable, 'ofSource'> {
  const { number, title, population } = place.table
  const subjects = view.headColumns.map((column) => readSubject(view, column))
  return {
    place,
    columns: readColumns(view, around.notes),
    rows: view.rows
      .filter(({ isGroup }) => !isGroup)
      .map(({ path, heads, cells }) => ({ path, heads, cells, ...nameRow(path) })),
    subject: new Set(subjects.flatMap(listTerms)),
    subjects,
    above: new Set(
      listTerms(
        [
          number,
          title,
          nameMembers(population),
          ...around.headingPath,
          around.intro,
          ...listSharedYears(view),
        ].join(' '),
      ),
    ),
    notes: new Set(listTerms(around.notes)),
  }
}

/** A year in the head of each column is the table's: "Jan 2025", "Feb 2025". */
function listSharedYears({ columns }: TableView): readonly string[] {
  const years = columns.map(
    ({ path }): readonly string[] => path.join(' ').match(/\b(?:19|20)\d\d\b/g) ?? [],
  )
  const [first = [], ...others] = years.filter((one) => one.length > 0)
  return others.length > 0 ? first.filter((year) => others.every((one) => one.includes(year))) : []
}

function readSubject({ grid }: TableView, column: number): string {
  const name = readColumnPath(grid, column).join(' ')
  return /^column \d+$/.test(name) ? '' : name
}

/** The intent-to-treat population is those who were randomized (ICH E9, 5.2.1). */
function nameMembers(population: string): string {
  return /intent(?:ion)?[- ]to[- ]treat/i.test(population) ? `${population} randomized` : population
}

/** All that the columns' values are called. */
export function listHeadTerms(
  { columns }: AskedTable,
  indexes: readonly number[],
): ReadonlySet<string> {
  return new Set(
    indexes.flatMap((index) => {
      const { own, also } = columns[index] ?? {}
      return [...(own ?? []), ...(also ?? [])]
    }),
  )
}

/** "Placebo (N=60)" is "Placebo" to those who ask. */
function withoutSize(name: string): string {
  return name.replace(/\s*[([]?\s*\bN\s*=\s*[\d,]+\s*[)\]]?/g, '').trim()
}

/** Marks of the table's notes at the end of a name. */
export function withoutMarks(name: string): string {
  return name.replace(/\s*(?:\[\w{1,2}\]|[*†‡§¹²³])+\s*$/u, '').trim()
}

/** "p-value(Dose Response)" is called by what was compared. */
const pValue = /\bp[\s-]*values?\b/gi

const statistic =
  /^(?:n|mean|sd|se|std(?: dev)?|median|min|max|min(?:imum)?\s*,\s*max(?:imum)?|q1|q3|range|p-?value|n ?\(%\)|%|mean ?\((?:sd|se|std)\)|median \(range\)|mean \(std dev\)|95% ci)$/i

function nameRow(
  path: readonly string[],
): Pick<AskedRow, 'own' | 'aside' | 'group' | 'statistics' | 'isPValue' | 'isTotal'> {
  const names = path.map((name) => withoutMarks(name))
  const last = names.at(-1) ?? ''
  const isStatistic = names.length > 1 && statistic.test(last)
  // "Any" below "Fatigue" is fatigue of any kind
  const isWhole = names.length > 1 && wholeName.test(last)
  // "Yes" below "Prior surgery" is those with it, and "No" those without
  const isAnswer = names.length > 1 && /^(?:yes|no)$/i.test(last)
  const named = isStatistic || isWhole || isAnswer ? names.slice(0, -1) : names
  const own = nameMembers(named.at(-1) ?? '')
  return {
    own: new Set(
      listNameTerms(isPValueHead(last) ? own.replace(pValue, ' ').replace(/[()]/g, ' ') : own),
    ),
    aside: new Set((own.match(/\([^)]*\)/g) ?? []).flatMap(listTerms)),
    group: new Set(named.slice(0, -1).flatMap(listTerms)),
    statistics:
      isStatistic || isStatisticName(last) || isPValueHead(last) ? findParts(last) : new Set(),
    isPValue: isPValueHead(last),
    isTotal: path.length === 1 && totalName.test(last),
  }
}

const wholeName = /^(?:any|all|total|overall)$/i

const totalName = /^(?:grand )?(?:total|all|any|overall|sum)\b/i

/** "Difference in LS means (SE)" is called by its name and says what it is, too. */
function isStatisticName(name: string): boolean {
  return listNamedParts(name).size > 0
}

function findParts(name: string): ReadonlySet<CellPart> {
  return isPValueHead(name) ? new Set(['p']) : listNamedParts(name)
}

/** Units and explanations in brackets are no part of the name where words stand before them. */
function listNameTerms(name: string): string[] {
  const terms = listTerms(name.replace(/\([^)]*\)/g, ' '))
  return terms.length > 0 ? terms : listTerms(name)
}

function readColumns({ columns }: TableView, notes: string): AskedColumn[] {
  const heads = columns.map(
    ({ path }) =>
      new Set(path.flatMap((name) => [...listTerms(withoutSize(name)), ...listMonthTerms(name)])),
  )
  const money = listMoneyTerms(columns.map(({ path }) => path))
  const due = listDueTerms(columns.map(({ path }) => path))
  const told = listToldTerms(
    columns.map(({ path }) => path),
    notes,
  )
  const isShared = (term: string) => heads.length > 1 && heads.every((head) => head.has(term))
  return columns.map(({ path }, index) => ({
    path,
    own: new Set([...(heads[index] ?? [])].filter((term) => !isShared(term))),
    also: new Set([...(money[index] ?? []), ...(due[index] ?? []), ...(told[index] ?? [])]),
    isTotal: /^(?:total|all|overall)\b/i.test(path[0] ?? ''),
    isGroup: path.some((name) => withoutSize(name) !== name.trim()),
    isPValue: path.some(isPValueHead),
    parts: listNamedParts(path.at(-1) ?? ''),
  }))
}
