import { cellParts, type CellPart } from '../../shared/model/citation.ts'

/** `table number | row path | column path | part` (rules.md). */
export type CellAddress = {
  readonly tableNumber: string
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
  readonly part: CellPart
  /** What is to be done with the value: "words", "decimals=1"; '' for nothing. */
  readonly formats: readonly string[]
}

type AddressParseResult =
  | { readonly outcome: 'parsed'; readonly address: CellAddress }
  | { readonly outcome: 'failed'; readonly message: string }

/**
 * Parses an address. ` > ` with blanks around it separates the steps of a path, so that heads such
 * as ">80 yrs" may be written as they are; `\|` and `\>` are the characters themselves.
 */
export function parseCellAddress(text: string): AddressParseResult {
  const fields = splitUnescaped(text, '|')
  const [table = '', row = '', column = '', ...rest] = fields
  if (fields.length < 3 || [table, row, column].some((field) => field === '')) {
    return failed(`"${text.trim()}" is no cell address; expected table | row | column | part`)
  }
  const [first = ''] = rest
  const part = cellParts.find((known) => known === first.toLowerCase())
  const formats = part ? rest.slice(1) : rest
  const stranger = formats.find((format) => !isValueFormat(format))
  if (stranger !== undefined) {
    const known = `${cellParts.join(', ')}; formats: words, decimals=N`
    return failed(`"${stranger}" in "${text.trim()}" is no part of a cell; parts are ${known}`)
  }
  return {
    outcome: 'parsed',
    address: {
      tableNumber: table.replace(/^table\s+/i, ''),
      rowPath: splitPath(row),
      columnPath: splitPath(column),
      part: part ?? 'whole',
      formats,
    },
  }
}

export function splitPath(text: string): readonly string[] {
  return text
    .split(/\s+>\s+/)
    .map(unescape)
    .filter((segment) => segment !== '')
}

/** True for what `formatValue` understands. */
export function isValueFormat(text: string): boolean {
  return /^(?:words|decimals\s*=\s*\d)$/.test(text)
}

/** "14-1.01", "Table 14-1.01" and "table 14–1.01." are one number. */
export function foldTableNumber(number: string): string {
  return number
    .replace(/^\s*table\s+/i, '')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/[.\s]+$/, '')
    .toLowerCase()
}

function splitUnescaped(text: string, separator: string): readonly string[] {
  const fields = ['']
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const isEscaped = character === '\\' && text[at + 1] === separator
    if (isEscaped) at += 1
    if (character === separator) fields.push('')
    else fields.push(`${fields.pop() ?? ''}${isEscaped ? separator : character}`)
  }
  return fields.map((field) => field.trim())
}

function unescape(segment: string): string {
  return segment.replace(/\\>/g, '>').trim()
}

function failed(message: string): AddressParseResult {
  return { outcome: 'failed', message }
}
