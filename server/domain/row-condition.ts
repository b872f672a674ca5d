import type { CellPart } from '../../shared/model/citation.ts'
import { cellParts } from '../../shared/model/citation.ts'
import { splitPath } from './cell-address.ts'

/**
 * Which rows of a table a rule takes. The words of the condition language:
 *
 *     condition  = clause { "or" clause }
 *     clause     = test { "and" test }
 *     test       = [ "not" ] ( rows | values )
 *     rows       = "path" ( "~" | "=" ) 'text'     "~" contains, "=" is; of any step of the path
 *                | "depth" compare number          levels of indentation, from 0
 *     values     = which [ part ] compare number   which = any | all | column number | 'column path'
 *     compare    = ">=" | "<=" | ">" | "<" | "=" | "!="
 *
 * `any percent >= 5 and path ~ 'DISORDERS'`; `'Placebo > n(%)' count > 0`. A cell without the part
 * is no number, and no comparison with it holds. Without a part, the first number of the cell counts.
 */
export type RowCondition =
  | { readonly kind: 'or'; readonly of: readonly RowCondition[] }
  | { readonly kind: 'and'; readonly of: readonly RowCondition[] }
  | { readonly kind: 'not'; readonly of: RowCondition }
  | { readonly kind: 'path'; readonly isWhole: boolean; readonly text: string }
  | { readonly kind: 'depth'; readonly compare: Compare; readonly number: number }
  | {
      readonly kind: 'value'
      readonly which: 'any' | 'all' | readonly string[]
      readonly part: CellPart | undefined
      readonly compare: Compare
      readonly number: number
    }

export type Compare = '>=' | '<=' | '>' | '<' | '=' | '!='

type ConditionParseResult =
  | { readonly outcome: 'parsed'; readonly condition: RowCondition }
  | { readonly outcome: 'failed'; readonly message: string }

export function parseRowCondition(text: string): ConditionParseResult {
  const tokens = { list: splitTokens(text), at: 0 }
  try {
    const condition = readOr(tokens, 0)
    const rest = tokens.list[tokens.at]
    if (rest !== undefined) throw new ConditionError(`"and", "or" or the end, not ${rest}`)
    return { outcome: 'parsed', condition }
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error
    return { outcome: 'failed', message: `in the condition "${text}" expected ${error.message}` }
  }
}

export function compareNumbers(a: number, compare: Compare, b: number): boolean {
  if (compare === '>=') return a >= b
  if (compare === '<=') return a <= b
  if (compare === '>') return a > b
  if (compare === '<') return a < b
  return compare === '=' ? a === b : a !== b
}

class ConditionError extends Error {}

type Tokens = { readonly list: readonly string[]; at: number }

/** Texts in quotes of any kind, comparisons, and words. */
function splitTokens(text: string): readonly string[] {
  return text.match(/'[^']*'|‘[^’]*’|"[^"]*"|[<>!]=|[<>=~()]|≥|≤|[^\s<>=~!()'"‘’]+|\S/g) ?? []
}

function readOr(tokens: Tokens, depth: number): RowCondition {
  const of = [readAnd(tokens, depth)]
  while (takes(tokens, 'or')) of.push(readAnd(tokens, depth))
  return of.length === 1 && of[0] ? of[0] : { kind: 'or', of }
}

function readAnd(tokens: Tokens, depth: number): RowCondition {
  const of = [readTest(tokens, depth)]
  while (takes(tokens, 'and')) of.push(readTest(tokens, depth))
  return of.length === 1 && of[0] ? of[0] : { kind: 'and', of }
}

function readTest(tokens: Tokens, depth: number): RowCondition {
  if (depth > 8) throw new ConditionError('fewer nested conditions')
  if (takes(tokens, 'not')) return { kind: 'not', of: readTest(tokens, depth + 1) }
  if (takes(tokens, '(')) {
    const inner = readOr(tokens, depth + 1)
    if (!takes(tokens, ')')) throw expected(tokens, '")"')
    return inner
  }
  if (takes(tokens, 'path')) return readPathTest(tokens)
  if (takes(tokens, 'depth')) return { kind: 'depth', ...readComparison(tokens) }
  return readValueTest(tokens)
}

function readPathTest(tokens: Tokens): RowCondition {
  const isWhole = takes(tokens, '=')
  if (!isWhole && !takes(tokens, '~')) throw expected(tokens, '~ or = after path')
  const text = next(tokens, "a text such as 'CARDIAC'")
  return { kind: 'path', isWhole, text: unquote(text) }
}

function readValueTest(tokens: Tokens): RowCondition {
  const column = next(tokens, "path, depth, any, all or a column's name")
  const isAll = column === 'any' || column === 'all'
  const word = tokens.list[tokens.at]
  const part = cellParts.find((known) => known === word)
  if (part) tokens.at += 1
  const which = isAll ? column : splitPath(unquote(column))
  return { kind: 'value', which, part, ...readComparison(tokens) }
}

function readComparison(tokens: Tokens): { compare: Compare; number: number } {
  const sign = next(tokens, 'a comparison such as >=')
  const compare = comparisons[sign]
  if (!compare) throw new ConditionError(`a comparison such as >=, not ${sign}`)
  const text = next(tokens, 'a number').replace(/%$/, '')
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw new ConditionError(`a number, not ${text}`)
  if (tokens.list[tokens.at] === '%') tokens.at += 1
  return { compare, number: Number(text) }
}

const comparisons: Readonly<Record<string, Compare>> = {
  '>=': '>=',
  '≥': '>=',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '<': '<',
  '=': '=',
  '!=': '!=',
}

function takes(tokens: Tokens, word: string): boolean {
  if (tokens.list[tokens.at] !== word) return false
  tokens.at += 1
  return true
}

function next(tokens: Tokens, what: string): string {
  const token = tokens.list[tokens.at]
  if (token === undefined) throw expected(tokens, what)
  tokens.at += 1
  return token
}

function expected(tokens: Tokens, what: string): ConditionError {
  return new ConditionError(`${what}, not ${tokens.list[tokens.at] ?? 'the end'}`)
}

function unquote(token: string): string {
  return /^['"‘].*['"’]$/.test(token) ? token.slice(1, -1) : token
}
