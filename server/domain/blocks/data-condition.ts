import { fieldPattern } from '../../../shared/model/template.ts'
import { compareNumbers, type Compare } from '../row-condition.ts'
import type { DataField } from './data-field.ts'

/**
 * A condition on the run's data, as `{{#if …}}` holds it:
 *
 *     condition = clause { "or" clause }
 *     clause    = test { "and" test }
 *     test      = "not" test | "(" condition ")" | operand [ compare operand ]
 *     operand   = number | 'text' | "true" | "false" | [ "?" ] field
 *     compare   = ">=" | "<=" | ">" | "<" | "=" | "!="
 *
 * `total > 10000 and not (status = 'draft')`. A field alone must be true or false.
 */
export type DataCondition =
  | { readonly kind: 'or' | 'and'; readonly of: readonly DataCondition[] }
  | { readonly kind: 'not'; readonly of: DataCondition }
  | { readonly kind: 'truth'; readonly of: Operand }
  | {
      readonly kind: 'comparison'
      readonly left: Operand
      readonly compare: Compare
      readonly right: Operand
    }

type Operand =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'field'; readonly field: DataField }

type DataConditionParse =
  | { readonly outcome: 'parsed'; readonly condition: DataCondition }
  | { readonly outcome: 'failed'; readonly message: string }

type DataDecision =
  | { readonly outcome: 'holds' | 'fails' }
  | {
      readonly outcome: 'undecided'
      readonly code: 'data_missing' | 'data_invalid'
      readonly field: string
      readonly reason: string
    }

/** The value of a field; undefined where the data has none. */
type FindValue = (field: string) => unknown

export function parseDataCondition(text: string): DataConditionParse {
  const tokens: Tokens = { list: splitTokens(text), at: 0 }
  try {
    const condition = readAny(tokens, 0)
    if (tokens.at < tokens.list.length) throw expected(tokens, '"and", "or" or the end')
    return { outcome: 'parsed', condition }
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error
    return { outcome: 'failed', message: `in the condition "${text.trim()}" ${error.message}` }
  }
}

export function decideData(condition: DataCondition, find: FindValue): DataDecision {
  switch (condition.kind) {
    case 'comparison':
      return decideComparison(condition, find)
    case 'truth':
      return decideTruth(condition.of, find)
    case 'not': {
      const inner = decideData(condition.of, find)
      return inner.outcome === 'undecided' ? inner : toDecision(inner.outcome === 'fails')
    }
    default:
      return decideInOrder(condition.kind, condition.of, find)
  }
}

/** What decides ends the search, so that a field is needed only where it matters. */
function decideInOrder(
  kind: 'or' | 'and',
  tests: readonly DataCondition[],
  find: FindValue,
): DataDecision {
  const deciding = kind === 'or' ? 'holds' : 'fails'
  for (const test of tests) {
    const decision = decideData(test, find)
    if (decision.outcome === deciding || decision.outcome === 'undecided') return decision
  }
  return toDecision(kind === 'and')
}

function decideTruth(operand: Operand, find: FindValue): DataDecision {
  const value = readOperand(operand, find)
  if (value === undefined) return decideMissing([operand])
  if (typeof value === 'boolean') return toDecision(value)
  return invalid([operand], 'is neither true nor false; compare it with a value')
}

function decideComparison(
  { left, compare, right }: Extract<DataCondition, { kind: 'comparison' }>,
  find: FindValue,
): DataDecision {
  const [a, b] = [readOperand(left, find), readOperand(right, find)]
  const missing = [...(a === undefined ? [left] : []), ...(b === undefined ? [right] : [])]
  if (missing.length > 0) return decideMissing(missing)
  if (!isScalar(a)) return invalid([left], 'is a list or an object, not one value')
  if (!isScalar(b)) return invalid([right], 'is a list or an object, not one value')
  const [x, y] = [readNumber(a), readNumber(b)]
  if (x !== undefined && y !== undefined) return toDecision(compareNumbers(x, compare, y))
  if (compare === '=' || compare === '!=') return toDecision((a === b) === (compare === '='))
  if (typeof a === 'string' && typeof b === 'string') {
    // dates as ISO 8601 writes them are in order as texts
    return toDecision(compareNumbers(a < b ? -1 : a > b ? 1 : 0, compare, 0))
  }
  return invalid([left, right], `can't be compared by ${compare} with a value of another kind`)
}

function readOperand(operand: Operand, find: FindValue): unknown {
  return operand.kind === 'value' ? operand.value : (find(operand.field.name) ?? undefined)
}

/** With an optional field that is missing no comparison holds. */
function decideMissing(operands: readonly Operand[]): DataDecision {
  const required = fieldsOf(operands).find(({ isOptional }) => !isOptional)
  if (!required) return { outcome: 'fails' }
  const reason = `the data has no "${required.name}"`
  return { outcome: 'undecided', code: 'data_missing', field: required.name, reason }
}

function invalid(operands: readonly Operand[], what: string): DataDecision {
  const field = fieldsOf(operands)[0]?.name ?? ''
  const reason = `"${field}" ${what}`
  return { outcome: 'undecided', code: 'data_invalid', field, reason }
}

function fieldsOf(operands: readonly Operand[]): readonly DataField[] {
  return operands.flatMap((one) => (one.kind === 'field' ? [one.field] : []))
}

function toDecision(holds: boolean): DataDecision {
  return { outcome: holds ? 'holds' : 'fails' }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** Numbers often come as text, from spreadsheets above all. */
function readNumber(value: string | number | boolean): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && numberText.test(value) ? Number(value) : undefined
}

const numberText = /^-?\d+(?:\.\d+)?$/

class ConditionError extends Error {}

type Tokens = { readonly list: readonly string[]; at: number }

const maximumDepth = 20

const tokenPattern = new RegExp(
  String.raw`'[^']*'|‘[^’]*’|"[^"]*"|“[^”]*”|-?\d+(?:\.\d+)?|[<>!]=|\??${fieldPattern}|\S`,
  'gu',
)

function splitTokens(text: string): readonly string[] {
  return text.match(tokenPattern) ?? []
}

function readAny(tokens: Tokens, depth: number): DataCondition {
  return readChain(tokens, 'or', () => readChain(tokens, 'and', () => readTest(tokens, depth)))
}

function readChain(
  tokens: Tokens,
  kind: 'or' | 'and',
  readNext: () => DataCondition,
): DataCondition {
  const first = readNext()
  const of = [first]
  while (takes(tokens, kind)) of.push(readNext())
  return of.length === 1 ? first : { kind, of }
}

function readTest(tokens: Tokens, depth: number): DataCondition {
  if (depth > maximumDepth) throw new ConditionError('has too many nested brackets')
  if (takes(tokens, 'not')) return { kind: 'not', of: readTest(tokens, depth + 1) }
  if (takes(tokens, '(')) {
    const inner = readAny(tokens, depth + 1)
    if (!takes(tokens, ')')) throw expected(tokens, '")"')
    return inner
  }
  const left = takeOperand(tokens)
  const compare = compares.get(tokens.list[tokens.at] ?? '')
  if (!compare) return { kind: 'truth', of: left }
  tokens.at += 1
  return { kind: 'comparison', left, compare, right: takeOperand(tokens) }
}

const compares: ReadonlyMap<string, Compare> = new Map([
  ['<', '<'],
  ['>', '>'],
  ['<=', '<='],
  ['≤', '<='],
  ['>=', '>='],
  ['≥', '>='],
  ['=', '='],
  ['!=', '!='],
])

function takeOperand(tokens: Tokens): Operand {
  const token = tokens.list[tokens.at] ?? ''
  const operand = parseOperand(token)
  if (!operand) throw expected(tokens, "a field, a number or a 'text'")
  tokens.at += 1
  return operand
}

const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not'])
const optionalField = new RegExp(`^(\\??)(${fieldPattern}|\\.)$`, 'u')

function parseOperand(token: string): Operand | undefined {
  if (keywords.has(token)) return undefined
  if (numberText.test(token)) return { kind: 'value', value: Number(token) }
  if (/^['‘"“].*['’"”]$/s.test(token)) return { kind: 'value', value: token.slice(1, -1) }
  if (token === 'true' || token === 'false') return { kind: 'value', value: token === 'true' }
  const [, mark, name] = optionalField.exec(token) ?? []
  return name === undefined
    ? undefined
    : { kind: 'field', field: { name, isOptional: mark === '?' } }
}

function takes(tokens: Tokens, token: string): boolean {
  if (tokens.list[tokens.at] !== token) return false
  tokens.at += 1
  return true
}

function expected(tokens: Tokens, what: string): ConditionError {
  return new ConditionError(`expected ${what}, found ${tokens.list[tokens.at] ?? 'the end'}`)
}
