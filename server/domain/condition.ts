import { sourceRoles, type SourceRole } from '../../shared/model/vocabulary.ts'
import { evaluate, type Lookup } from './evaluate-expression.ts'
import { parseExpression, type Expression } from './expression.ts'
import { createPoint, isLess, readInterval, type Interval } from './interval.ts'
import type { Compare } from './row-condition.ts'

/**
 * A condition of a rule:
 *
 *     condition = clause { "or" clause }
 *     clause    = test { "and" test }
 *     test      = [ "not" ] ( "role" role | expression compare expression )
 *
 * `{14-2.1 | Comparison > p-value | High | p} < 0.05 and role listing`
 */
export type Condition =
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'role'; readonly role: SourceRole }
  | {
      readonly kind: 'comparison'
      readonly left: Expression
      readonly compare: Compare
      readonly right: Expression
    }

type ConditionParse =
  | { readonly outcome: 'parsed'; readonly condition: Condition }
  | { readonly outcome: 'failed'; readonly message: string }

/** `undecided`: the values don't say it, as "<.05" does not say whether it is below .01. */
export type Decision =
  | { readonly outcome: 'holds' | 'fails' }
  | { readonly outcome: 'undecided'; readonly message: string }

export type ConditionLookup = Lookup & { hasRole(role: SourceRole): boolean }

export function parseCondition(text: string): ConditionParse {
  const clauses = splitAtWord(text, 'or').map((clause) => splitAtWord(clause, 'and').map(parseTest))
  const mistake = clauses.flat().find((test): test is string => typeof test === 'string')
  if (mistake !== undefined) return { outcome: 'failed', message: mistake }
  const parsed = clauses.map((tests) =>
    join(
      'and',
      tests.filter((test) => typeof test !== 'string'),
    ),
  )
  return { outcome: 'parsed', condition: join('or', parsed) }
}

export function decide(condition: Condition, lookup: ConditionLookup): Decision {
  switch (condition.kind) {
    case 'role':
      return { outcome: lookup.hasRole(condition.role) ? 'holds' : 'fails' }
    case 'not': {
      const inner = decide(condition.of, lookup)
      if (inner.outcome === 'undecided') return inner
      return { outcome: inner.outcome === 'holds' ? 'fails' : 'holds' }
    }
    case 'comparison':
      return decideComparison(condition, lookup)
    default:
      return decideAll(condition, lookup)
  }
}

export function listConditionExpressions(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case 'role':
      return []
    case 'not':
      return listConditionExpressions(condition.of)
    case 'comparison':
      return [condition.left, condition.right]
    default:
      return condition.of.flatMap(listConditionExpressions)
  }
}

function decideAll(
  { kind, of }: Extract<Condition, { kind: 'and' | 'or' }>,
  lookup: ConditionLookup,
): Decision {
  const decisions = of.map((one) => decide(one, lookup))
  // one that fails decides "and", one that holds decides "or", whatever is undecided
  const deciding = kind === 'and' ? 'fails' : 'holds'
  if (decisions.some(({ outcome }) => outcome === deciding)) return { outcome: deciding }
  const open = decisions.find(({ outcome }) => outcome === 'undecided')
  return open ?? { outcome: kind === 'and' ? 'holds' : 'fails' }
}

function decideComparison(
  { left, compare, right }: Extract<Condition, { kind: 'comparison' }>,
  lookup: ConditionLookup,
): Decision {
  const a = readSide(left, lookup)
  const b = readSide(right, lookup)
  if (typeof a === 'string') return { outcome: 'undecided', message: a }
  if (typeof b === 'string') return { outcome: 'undecided', message: b }
  const holds = compareIntervals(a, compare, b)
  if (holds !== undefined) return { outcome: holds ? 'holds' : 'fails' }
  return {
    outcome: 'undecided',
    message: `the values don't decide whether one is ${compare} the other`,
  }
}

function compareIntervals(a: Interval, compare: Compare, b: Interval): boolean | undefined {
  const less = isLess(a, b)
  const more = isLess(b, a)
  if (compare === '<') return less
  if (compare === '>') return more
  if (compare === '>=') return less === undefined ? undefined : !less
  if (compare === '<=') return more === undefined ? undefined : !more
  const differs = less === true || more === true
  const isSame = less === false && more === false
  if (!differs && !isSame) return undefined
  return compare === '=' ? isSame : differs
}

/** A lone cell may be a bound; a sum is a number. */
function readSide(side: Expression, lookup: Lookup): Interval | string {
  if (side.kind === 'cell') {
    const text = lookup.cell(side.source) ?? ''
    return readInterval(text) ?? `"${text}" is no number`
  }
  const result = evaluate(side, lookup)
  return result.outcome === 'computed' ? createPoint(result.value) : result.message
}

function parseTest(text: string): Condition | string {
  const negated = /^\s*not\s+(.*)$/s.exec(text)?.[1]
  if (negated !== undefined) {
    const inner = parseTest(negated)
    return typeof inner === 'string' ? inner : { kind: 'not', of: inner }
  }
  const role = /^\s*role\s+([\p{L}]+)\s*$/u.exec(text)?.[1]
  if (role !== undefined) {
    const known = sourceRoles.find((one) => one === role)
    return known
      ? { kind: 'role', role: known }
      : `"${role}" is no role; roles are ${sourceRoles.join(', ')}`
  }
  return parseComparison(text)
}

const outsideBraces = /\{[^{}]*\}|'[^']*'|[<>!]=|[<>=≥≤]|[^{}'<>=!≥≤]+|./gsu

function parseComparison(text: string): Condition | string {
  const tokens = text.match(outsideBraces) ?? []
  const at = tokens.findIndex((token) => compares[token] !== undefined)
  const compare = compares[tokens[at] ?? '']
  if (!compare) return `expected a comparison such as {…} < 0.05, not "${text.trim()}"`
  const left = parseExpression(tokens.slice(0, at).join(''))
  const right = parseExpression(tokens.slice(at + 1).join(''))
  if (left.outcome === 'failed') return left.message
  if (right.outcome === 'failed') return right.message
  return { kind: 'comparison', left: left.expression, compare, right: right.expression }
}

const compares: Readonly<Record<string, Compare>> = {
  '<': '<',
  '>': '>',
  '<=': '<=',
  '≤': '<=',
  '>=': '>=',
  '≥': '>=',
  '=': '=',
  '!=': '!=',
}

/** Words inside braces and quotes belong to names of rows. */
function splitAtWord(text: string, word: 'and' | 'or'): readonly string[] {
  const parts = ['']
  for (const token of text.match(/\{[^{}]*\}|'[^']*'|\s+|[^\s{}']+|./gsu) ?? []) {
    if (token === word) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${token}`)
  }
  return parts
}

function join(kind: 'and' | 'or', of: readonly Condition[]): Condition {
  const [only] = of
  return of.length === 1 && only ? only : { kind, of }
}
