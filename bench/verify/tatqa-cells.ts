import type { ClaimEvidence } from '../../server/domain/verify/verdict.ts'
import { listTerms } from '../../shared/text/terms.ts'

export type Context = {
  readonly table: { readonly table: readonly (readonly string[])[] }
  readonly paragraphs: readonly { readonly text: string }[]
}

/**
 * The cells that a gold derivation names by their values, or else the words of a paragraph. Of several
 * cells of one value it is the one whose row and column have most words of the question. Undefined
 * where an operand stands nowhere; constants ("/ 2", "- 1") are no operands.
 */
export function findOperands(
  context: Context,
  derivation: string,
  question: string,
): readonly ClaimEvidence[] | undefined {
  const used: Place[] = []
  const found: ClaimEvidence[] = []
  for (const { 0: operand, index } of derivation.matchAll(/\d[\d,]*(?:\.\d+)?/g)) {
    const before = derivation.slice(0, index).trimEnd()
    if (isConstant(operand, before)) continue
    const places = rankPlaces(context, operand, question)
    // "(a - b) / b" names b twice, "a + a" two cells of one value
    const isAgain = before.endsWith('/')
    const place = places.find((one) => isUsed(one, used) === isAgain) ?? places[0]
    const evidence = place ? toCell(context, place) : findWords(context, operand)
    if (!evidence) {
      if (operand.length === 1) continue
      return undefined
    }
    if (place) used.push(place)
    found.push(evidence)
  }
  return found
}

type Place = { readonly row: number; readonly column: number }

function isConstant(operand: string, before: string): boolean {
  const isYear = /^20\d\d$/.test(operand)
  return (operand.length === 1 && /[/\-+*]$/.test(before) && before.length > 3) || isYear
}

function isUsed({ row, column }: Place, used: readonly Place[]): boolean {
  return used.some((one) => one.row === row && one.column === column)
}

function rankPlaces({ table }: Context, operand: string, question: string): readonly Place[] {
  const whole = wholeNumber(operand)
  const asked = new Set(listTerms(question))
  return table.table
    .flatMap((cells, row) =>
      cells.flatMap((cell, column) => (column > 0 && whole.test(cell) ? [{ row, column }] : [])),
    )
    .map((place) => {
      const names = [...listRowPath(table.table, place.row), ...listColumnPath(table.table, place)]
      const shared = new Set(names.flatMap(listTerms).filter((term) => asked.has(term)))
      return { place, shared: shared.size }
    })
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ place }) => place)
}

function wholeNumber(operand: string): RegExp {
  return new RegExp(`(?<![\\d.,])${operand.replace('.', '\\.')}(?![\\d]|[.,]\\d)`)
}

type Grid = Context['table']['table']

/** Rows without values head those below them. */
function listRowPath(table: Grid, row: number): readonly string[] {
  const name = table[row]?.[0] ?? ''
  const above = table.slice(countHeads(table), row)
  const group = above.findLast(([first = '', ...cells]) => first !== '' && cells.every(isBlank))
  return group?.[0] === undefined ? [name] : [group[0], name]
}

/** A head that stands over several columns is given in the first of them. */
function listColumnPath(table: Grid, { column }: Place): readonly string[] {
  const heads = table.slice(0, countHeads(table))
  return heads.flatMap((cells, at) => {
    const own = cells[column] ?? ''
    const isLast = at === heads.length - 1
    const spanning = cells.slice(1, column + 1).findLast((cell) => !isBlank(cell))
    const next = cells.slice(column).find((cell) => !isBlank(cell))
    const head = isBlank(own) && !isLast ? (spanning ?? next ?? '') : own
    return isBlank(head) ? [] : [head]
  })
}

/** The rows before the first one that is named and has a value which is no year. */
function countHeads(table: Grid): number {
  const first = table.findIndex(
    ([name = '', ...cells]) =>
      !isBlank(name) &&
      cells.some((cell) => /^\W*\d[\d,.]*\W*$/.test(cell) && !/^\s*(?:19|20)\d\d\W*$/.test(cell)),
  )
  return Math.max(1, first)
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}

function toCell(context: Context, place: Place): ClaimEvidence {
  const { table } = context.table
  const rowPath = listRowPath(table, place.row)
  const columnPath = listColumnPath(table, place)
  const reference = { tableNumber: '', rowPath, columnPath, part: 'whole' } as const
  const rows = table.flatMap(([name]) => (name === undefined || name === '' ? [] : [[name]]))
  const names = { rows, columns: [], groups: [] }
  const cell = { reference, headers: [...rowPath, ...columnPath], table: names }
  const quote = readMoney(table[place.row]?.[place.column] ?? '')
  return toEvidence(quote, describeTable(context), cell, place.row * 100 + place.column)
}

/** What a reader has as caption and corner: the table's own heads, and the line that introduces it. */
function describeTable({ table: { table }, paragraphs }: Context): string {
  const heads = table
    .slice(0, countHeads(table))
    .flat()
    .filter((cell) => !isBlank(cell))
  const lines = paragraphs.flatMap(
    ({ text }) => /[^.;]*\bin (?:thousands|millions|billions)\b[^.;]*/i.exec(text)?.[0] ?? [],
  )
  return [...new Set(heads), ...lines.slice(0, 1)].join('\n')
}

/** Accounts write what is less than zero in brackets: "(1,102)". */
function readMoney(spelled: string): string {
  return spelled
    .replace(/^\s*[$€£]?\s*\(\s*[$€£]?\s*([\d,.]+)\s*\)?\s*(%?)\)?$/, '-$1$2')
    .replace(/[$€£]\s*/g, '')
}

function findWords({ paragraphs }: Context, operand: string): ClaimEvidence | undefined {
  const whole = wholeNumber(operand)
  const paragraph = paragraphs.find(({ text }) => whole.test(text))
  const match = paragraph && whole.exec(paragraph.text)
  return paragraph && match
    ? toEvidence(match[0], paragraph.text, null, 100_000 + match.index)
    : undefined
}

function toEvidence(
  quote: string,
  context: string,
  cell: ClaimEvidence['cell'],
  at: number,
): ClaimEvidence {
  const range = { start: at, end: at + quote.length }
  return {
    sourceTextId: 'report',
    role: 'table',
    range,
    quote,
    context,
    cell,
    transformations: [],
    formula: '',
  }
}
