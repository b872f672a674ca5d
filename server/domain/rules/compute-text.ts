import type { DraftCitation } from '../../../shared/model/citation.ts'
import { isValueFormat } from '../cell-address.ts'
import { evaluate, type Lookup } from '../evaluate-expression.ts'
import { formatExpression, listParts, parseExpression, type Expression } from '../expression.ts'
import { filterRows } from '../filter-rows.ts'
import { formatNumber } from '../format-value.ts'
import type { CellFailure } from '../find-cell.ts'
import { parseRowCondition } from '../row-condition.ts'
import type { ViewRow } from '../table-view.ts'
import type { CellSet, Shown } from './cell-set.ts'
import { citeRowHead } from './cite-row-head.ts'

/** A place of a text: a cell, or something that is computed. */
export type ValuePlace = { readonly expression: Expression; readonly formats: readonly string[] }

export type Names = ReadonlyMap<string, Expression>

/** `{= a - b | decimals=1}`, `{share | decimals=1}`, or a cell's address. */
export function parsePlace(source: string): ValuePlace | { readonly mistake: string } {
  const fields = source.split('|').map((field) => field.trim())
  const isComputed = source.trimStart().startsWith('=')
  const firstFormat = fields.findIndex((field, index) => index > 0 && isValueFormat(field))
  const formats = firstFormat < 0 ? [] : fields.slice(firstFormat)
  const isName = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(fields[0] ?? '')
  if (!isComputed && !(isName && fields.length === 1 + formats.length)) {
    return { expression: { kind: 'cell', source }, formats }
  }
  const text = isComputed ? cutFormats(source).replace(/^\s*=/, '') : (fields[0] ?? '')
  const parsed = parseExpression(text)
  return parsed.outcome === 'parsed'
    ? { expression: parsed.expression, formats }
    : { mistake: parsed.message }
}

/** "failed = screened - randomized". */
export function parseDefinition(
  entry: string,
): { readonly name: string; readonly expression: Expression } | { readonly mistake: string } {
  const match = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(.+)$/su.exec(entry)
  if (!match) return { mistake: `values= takes "name = …", not "${entry}"` }
  const parsed = parseExpression(match[2] ?? '')
  return parsed.outcome === 'parsed'
    ? { name: match[1] ?? '', expression: parsed.expression }
    : { mistake: parsed.message }
}

/** Addresses of cells and numbers of tables that expressions need. */
export function listNeeds(expressions: readonly Expression[]): {
  readonly cells: readonly string[]
  readonly tables: readonly string[]
} {
  const parts = expressions.flatMap(listParts)
  return {
    cells: parts.flatMap((part) => (part.kind === 'cell' ? [part.source] : [])),
    tables: parts.flatMap((part) => (part.kind === 'rows' ? [part.table] : [])),
  }
}

/** The value of a place; a lone cell, under whatever name, is shown as a cell. */
export function showPlace(
  place: ValuePlace,
  names: Names,
  cells: CellSet,
  isSentenceStart: boolean,
): Shown {
  const expression = followNames(place.expression, names)
  if (expression.kind === 'cell') {
    return cells.cite(
      expression.source,
      place.formats.length > 0 ? place.formats : undefined,
      isSentenceStart,
    )
  }
  const result = evaluate(expression, createLookup(names, cells))
  if (result.outcome === 'failed') return failed(result.message)
  const formatted = formatNumber(result, place.formats, isSentenceStart)
  if (formatted.outcome === 'failed') return failed(formatted.message)
  const { text } = formatted
  const formula = `${formatExpression(expression, names)} = ${text}`
  const citations = listCitations(expression, names, cells).map((one) => ({ ...one, formula }))
  return { outcome: 'shown', value: { text, citations } }
}

/** The lookup of an evaluation over cells that were found. */
export function createLookup(names: Names, cells: CellSet): Lookup {
  return {
    cell: (source) => cells.findQuote(source),
    name: (name) => names.get(name),
    rows: (table, condition) => findCountedRows(table, condition, cells)?.length,
  }
}

/** Each cell once, and the heads of rows that are counted. */
export function listCitations(
  expression: Expression,
  names: Names,
  cells: CellSet,
): readonly DraftCitation[] {
  const parts = listAllParts(expression, names, new Set())
  const sources = new Set(parts.flatMap((part) => (part.kind === 'cell' ? [part.source] : [])))
  const ofCells = [...sources].flatMap((source) => {
    const shown = cells.cite(source, [])
    return shown.outcome === 'shown'
      ? shown.value.citations.map((one) => ({ ...one, transformations: [] }))
      : []
  })
  const ofRows = parts.flatMap((part) => (part.kind === 'rows' ? citeRows(part, cells) : []))
  return [...ofCells, ...ofRows]
}

type Rows = Extract<Expression, { kind: 'rows' }>

function citeRows({ table, condition }: Rows, cells: CellSet): readonly DraftCitation[] {
  const found = cells.findTable(table)
  const rows = findCountedRows(table, condition, cells) ?? []
  return found ? rows.flatMap((row) => citeRowHead(found.table, row) ?? []) : []
}

function findCountedRows(
  table: string,
  condition: string,
  cells: CellSet,
): readonly ViewRow[] | undefined {
  const found = cells.findTable(table)
  const parsed = parseRowCondition(condition)
  if (!found || parsed.outcome === 'failed') return undefined
  const { sourceText } = found.table.source
  return filterRows(sourceText, found.view, parsed.condition).filter(({ isGroup }) => !isGroup)
}

function listAllParts(
  expression: Expression,
  names: Names,
  seen: Set<string>,
): readonly Expression[] {
  return listParts(expression).flatMap((part) => {
    if (part.kind !== 'name' || seen.has(part.name)) return [part]
    seen.add(part.name)
    const meant = names.get(part.name)
    return meant ? listAllParts(meant, names, seen) : []
  })
}

function followNames(expression: Expression, names: Names): Expression {
  let meant = expression
  for (let steps = 0; meant.kind === 'name' && steps <= names.size; steps += 1) {
    meant = names.get(meant.name) ?? { kind: 'number', text: '' }
  }
  return meant
}

/** Formats stand behind the last brace, so that the bars of addresses are left alone. */
function cutFormats(source: string): string {
  const end = source.lastIndexOf('}') + 1
  const bar = source.indexOf('|', end)
  return bar < 0 ? source : source.slice(0, bar)
}

function failed(message: string): CellFailure {
  return { outcome: 'failed', failure: 'bad_value', message, candidates: [] }
}
