import type { Rule, RuleParameter, RuleValue } from '../../../shared/model/template.ts'

type RuleParseResult =
  /** `end` is the offset behind the closing `]]`. */
  | { readonly outcome: 'parsed'; readonly rule: Rule; readonly end: number }
  | {
      readonly outcome: 'failed'
      /** Offset in `text` of what was not expected. */
      readonly offset: number
      readonly expected: string
      readonly found: string
      /** True when the text ended before the rule did. */
      readonly isUnclosed: boolean
    }

/**
 * Parses the rule whose `[[` stands at `start`; what follows its `]]` is not looked at. Offsets in
 * the result count from the beginning of `text`, parameter ranges from the rule's own `[[`.
 *
 *     rule   = "[[" "rule" kind { name "=" value } "]]"
 *     value  = number | word | string | "(" value { "," value } ")"
 *     string = '"' characters, with \" and \\ inside, '"'
 *
 * Every double quote mark, straight or curled, is the same: Word curls them as it likes.
 */
export function parseRule(text: string, start = 0): RuleParseResult {
  const cursor: Cursor = { text, start, at: start }
  try {
    const rule = readRule(cursor)
    return { outcome: 'parsed', rule, end: cursor.at }
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error
    const { offset, expected } = error
    const found = describeFound(text, offset)
    return { outcome: 'failed', offset, expected, found, isUnclosed: offset >= text.length }
  }
}

/** True where a rule, and not a placeholder such as `[[LOGO]]`, opens at the offset. */
export function opensRule(text: string, offset: number): boolean {
  return /^\[\[\s*rule(?![\p{L}\p{N}_.-])/iu.test(text.slice(offset, offset + 40))
}

/** Deeper lists than anyone writes; a hostile one would exhaust the stack. */
const maximumDepth = 8

const quoteMarks = '"“”„‟'

type Cursor = { readonly text: string; readonly start: number; at: number }

class RuleSyntaxError extends Error {
  readonly offset: number
  readonly expected: string

  constructor(offset: number, expected: string) {
    super(expected)
    this.offset = offset
    this.expected = expected
  }
}

function readRule(cursor: Cursor): Rule {
  expectText(cursor, '[[', '"[["')
  skipBlanks(cursor)
  expectKeyword(cursor)
  skipBlanks(cursor)
  const kind = readName(cursor, 'the kind of rule, a lower-case word')
  const parameters: RuleParameter[] = []
  while (!closes(cursor)) parameters.push(readParameter(cursor, parameters))
  return { kind, parameters }
}

/** Moves behind `]]` when that is what comes next. */
function closes(cursor: Cursor): boolean {
  skipBlanks(cursor)
  if (!cursor.text.startsWith(']]', cursor.at)) return false
  cursor.at += 2
  return true
}

function readParameter(cursor: Cursor, earlier: readonly RuleParameter[]): RuleParameter {
  const begin = cursor.at
  const name = readName(cursor, 'a parameter such as from=protocol, or "]]"')
  if (earlier.some((parameter) => parameter.name === name)) {
    throw new RuleSyntaxError(begin, `each parameter once ("${name}" is there already)`)
  }
  skipBlanks(cursor)
  expectText(cursor, '=', `"=" after ${name}`)
  skipBlanks(cursor)
  const value = readValue(cursor, name, 0)
  return { name, value, range: { start: begin - cursor.start, end: cursor.at - cursor.start } }
}

function readValue(cursor: Cursor, name: string, depth: number): RuleValue {
  const next = cursor.text[cursor.at]
  if (next !== undefined && quoteMarks.includes(next)) return readString(cursor)
  if (next === '(' && depth < maximumDepth) return readList(cursor, name, depth)
  const token = match(cursor, /[\p{L}\p{N}_.-]+/uy)
  if (token === undefined) {
    throw new RuleSyntaxError(cursor.at, `a value for ${name}: a word, number, "text" or (list)`)
  }
  const isNumber = /^-?\d{1,15}(?:\.\d{1,15})?$/.test(token)
  if (isNumber) return { type: 'number', value: Number(token), raw: token }
  return { type: 'word', value: token }
}

function readList(cursor: Cursor, name: string, depth: number): RuleValue {
  const values: RuleValue[] = []
  do {
    cursor.at += 1
    skipBlanks(cursor)
    values.push(readValue(cursor, name, depth + 1))
    skipBlanks(cursor)
  } while (cursor.text[cursor.at] === ',')
  expectText(cursor, ')', `"," or ")" in the list of ${name}`)
  return { type: 'list', values }
}

function readString(cursor: Cursor): RuleValue {
  let value = ''
  for (cursor.at += 1; ; cursor.at += 1) {
    const character = cursor.text[cursor.at]
    if (character === undefined) throw new RuleSyntaxError(cursor.at, 'a closing quote mark')
    if (quoteMarks.includes(character)) break
    const next = cursor.text[cursor.at + 1] ?? ''
    const isEscape = character === '\\' && next !== '' && `${quoteMarks}\\`.includes(next)
    if (isEscape) cursor.at += 1
    value += isEscape ? next : character
  }
  cursor.at += 1
  return { type: 'string', value }
}

function readName(cursor: Cursor, expected: string): string {
  const name = match(cursor, /[a-z][a-z0-9_]*(?![\p{L}\p{N}.-])/uy)
  if (name === undefined) throw new RuleSyntaxError(cursor.at, expected)
  return name
}

function expectKeyword(cursor: Cursor): void {
  if (match(cursor, /rule(?![\p{L}\p{N}_.-])/uy) === undefined) {
    throw new RuleSyntaxError(cursor.at, '"rule" after "[["')
  }
}

function expectText(cursor: Cursor, text: string, expected: string): void {
  if (!cursor.text.startsWith(text, cursor.at)) throw new RuleSyntaxError(cursor.at, expected)
  cursor.at += text.length
}

function skipBlanks(cursor: Cursor): void {
  match(cursor, /\s*/y)
}

/** `pattern` is sticky; moves behind its match. */
function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)?.[0]
  cursor.at += found?.length ?? 0
  return found
}

function describeFound(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the text'
  const token = /^(?:[\p{L}\p{N}_.-]+|\]\]|\S)/u.exec(text.slice(offset, offset + 24))
  return token ? `"${token[0]}"` : 'a blank'
}
