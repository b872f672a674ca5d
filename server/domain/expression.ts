/**
 * A sum over table cells, as rules write it.
 *
 *     expression = term { ("+" | "-") term }
 *     term       = factor { ("*" | "/") factor }
 *     factor     = number | name | "{" cell address "}" | call | "(" expression ")" | "-" factor
 *     call       = ("sum" | "mean" | "min" | "max") "(" expression { "," expression } ")"
 *                | "percent" "(" part "," whole ")"
 *                | "rows" "(" table number "," 'condition' ")"       counts rows
 */
export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  /** What stands between the braces. */
  | { readonly kind: 'cell'; readonly source: string }
  | { readonly kind: 'rows'; readonly table: string; readonly condition: string }
  | { readonly kind: 'operation'; readonly sign: Sign; readonly of: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: CallName; readonly of: readonly Expression[] }

type Sign = '+' | '-' | '*' | '/'
type CallName = 'sum' | 'mean' | 'min' | 'max' | 'percent'

type ExpressionParseResult =
  | { readonly outcome: 'parsed'; readonly expression: Expression }
  | { readonly outcome: 'failed'; readonly message: string }

export function parseExpression(text: string): ExpressionParseResult {
  const tokens: Tokens = { list: splitTokens(text), at: 0 }
  try {
    const expression = readSum(tokens, 0)
    if (tokens.at < tokens.list.length) throw expected(tokens, 'an operator or the end')
    return { outcome: 'parsed', expression }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { outcome: 'failed', message: `in "${text.trim()}" expected ${error.message}` }
  }
}

/** The expression in the words of its cells, every name put in full: what a citation stores. */
export function formatExpression(
  expression: Expression,
  names: ReadonlyMap<string, Expression>,
): string {
  const format = (one: Expression) => formatExpression(one, names)
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'cell':
      return `{${expression.source.trim()}}`
    case 'rows':
      return `rows(${expression.table}, '${expression.condition}')`
    case 'name': {
      const meant = names.get(expression.name)
      return meant ? bracket(meant, format(meant)) : expression.name
    }
    case 'call':
      return `${expression.name}(${expression.of.map(format).join(', ')})`
    case 'operation':
      if (expression.of.length === 1) return `-${expression.of.map(format).join('')}`
      return expression.of.map((one) => bracket(one, format(one))).join(` ${expression.sign} `)
  }
}

/** All parts of an expression, itself first. */
export function listParts(expression: Expression): readonly Expression[] {
  const isInner = expression.kind === 'operation' || expression.kind === 'call'
  return [expression, ...(isInner ? expression.of.flatMap(listParts) : [])]
}

class ExpressionError extends Error {}

type Tokens = { readonly list: readonly string[]; at: number }

const maximumDepth = 20

function splitTokens(text: string): readonly string[] {
  return (
    text.match(
      /\{[^{}]*\}|'[^']*'|‘[^’]*’|\d+-[\w.-]+|\d+(?:\.\d+)*|[\p{L}_][\p{L}\p{N}_.-]*|\S/gu,
    ) ?? []
  )
}

function readSum(tokens: Tokens, depth: number): Expression {
  if (depth > maximumDepth) throw new ExpressionError('fewer nested brackets')
  return readChain(tokens, ['+', '-'], () =>
    readChain(tokens, ['*', '/'], () => readFactor(tokens, depth)),
  )
}

function readChain(tokens: Tokens, signs: readonly Sign[], readNext: () => Expression): Expression {
  let left = readNext()
  for (;;) {
    const sign = signs.find((one) => one === peek(tokens))
    if (!sign) return left
    tokens.at += 1
    left = { kind: 'operation', sign, of: [left, readNext()] }
  }
}

function readFactor(tokens: Tokens, depth: number): Expression {
  if (depth > maximumDepth) throw new ExpressionError('fewer nested brackets')
  if (takes(tokens, '-'))
    return { kind: 'operation', sign: '-', of: [readFactor(tokens, depth + 1)] }
  if (takes(tokens, '(')) {
    const inner = readSum(tokens, depth + 1)
    expect(tokens, ')')
    return inner
  }
  const token = peek(tokens)
  if (token === undefined) throw expected(tokens, 'a value')
  tokens.at += 1
  if (token.startsWith('{') && token.endsWith('}'))
    return { kind: 'cell', source: token.slice(1, -1) }
  if (/^\d+(?:\.\d+)?$/.test(token)) return { kind: 'number', text: token }
  if (!/^[\p{L}_]/u.test(token)) {
    tokens.at -= 1
    throw expected(tokens, 'a number, a name, a {cell} or a function')
  }
  return peek(tokens) === '(' ? readCall(tokens, token, depth) : { kind: 'name', name: token }
}

function readCall(tokens: Tokens, name: string, depth: number): Expression {
  if (name === 'rows') return readRows(tokens)
  const known = calls.find((call) => call === name)
  if (!known) throw new ExpressionError(`one of ${calls.join(', ')}, rows, not ${name}`)
  const of: Expression[] = []
  do {
    tokens.at += 1
    of.push(readSum(tokens, depth + 1))
  } while (peek(tokens) === ',')
  expect(tokens, ')')
  if (known === 'percent' && of.length !== 2) {
    throw new ExpressionError('two values in percent(part, whole)')
  }
  return { kind: 'call', name: known, of }
}

function readRows(tokens: Tokens): Expression {
  const [, table = '', comma, condition = '', close] = tokens.list.slice(tokens.at, tokens.at + 5)
  if (comma !== ',' || close !== ')' || !/^['‘]/.test(condition)) {
    throw new ExpressionError("rows(table number, 'condition')")
  }
  tokens.at += 5
  return { kind: 'rows', table: unquote(table), condition: unquote(condition) }
}

const calls: readonly CallName[] = ['sum', 'mean', 'min', 'max', 'percent']

function unquote(token: string): string {
  return /^['‘].*['’]$/.test(token) ? token.slice(1, -1) : token
}

function peek(tokens: Tokens): string | undefined {
  return tokens.list[tokens.at]
}

function takes(tokens: Tokens, token: string): boolean {
  if (peek(tokens) !== token) return false
  tokens.at += 1
  return true
}

function expect(tokens: Tokens, token: string): void {
  if (!takes(tokens, token)) throw expected(tokens, `"${token}"`)
}

function expected(tokens: Tokens, what: string): ExpressionError {
  return new ExpressionError(`${what}, not ${peek(tokens) ?? 'the end'}`)
}

function bracket(expression: Expression, text: string): string {
  return expression.kind === 'operation' ? `(${text})` : text
}
