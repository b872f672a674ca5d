import { Refusal } from './refusal.ts'

/** What is told of a file in the order of its bytes; braces and escapes are taken away. */
type RtfVisitor = {
  readonly open: () => void
  readonly close: () => void
  /** A control word, or a symbol by its character: "par", "~", "*". */
  readonly word: (name: string, parameter: number | undefined) => void
  /** Bytes of text; line ends among them say nothing. */
  readonly text: (start: number, end: number) => void
  /** A byte of text written as \'hh. */
  readonly byte: (value: number) => void
}

const maximumDepth = 1024

/**
 * Visits an RTF file (RTF 1.9.1) until its first group closes; no kept library reads its tables.
 * @returns how many groups the end of the file leaves open; binary data that it cuts counts as one
 * @throws Refusal `too_deep`
 */
export function visitRtf(bytes: Uint8Array, visitor: RtfVisitor): number {
  let depth = 0
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === openBrace) {
      depth += 1
      if (depth > maximumDepth) {
        throw new Refusal('too_deep', `groups nested deeper than ${maximumDepth} levels`)
      }
      visitor.open()
      at += 1
    } else if (byte === closeBrace) {
      visitor.close()
      depth -= 1
      if (depth <= 0) return 0
      at += 1
    } else if (byte === backslash) at = visitControl(bytes, at + 1, visitor)
    else at = visitText(bytes, at, visitor)
  }
  return Math.max(1, depth)
}

const openBrace = 0x7b
const closeBrace = 0x7d
const backslash = 0x5c
const blank = 0x20
const hyphen = 0x2d

function visitText(bytes: Uint8Array, start: number, visitor: RtfVisitor): number {
  let end = start
  while (end < bytes.length && !isSpecial(bytes[end])) end += 1
  visitor.text(start, end)
  return end
}

function isSpecial(byte: number | undefined): boolean {
  return byte === openBrace || byte === closeBrace || byte === backslash
}

/** `at` is behind the backslash; the result is behind the control and its data. */
function visitControl(bytes: Uint8Array, at: number, visitor: RtfVisitor): number {
  const first = bytes[at]
  if (first === undefined) return at
  if (!isLetter(first)) return visitSymbol(bytes, at, visitor)
  const end = findEnd(bytes, at, isLetter)
  const name = latin1(bytes, at, end)
  const isNegative = bytes[end] === hyphen && isDigit(bytes[end + 1])
  const digits = isNegative ? end + 1 : end
  const afterDigits = findEnd(bytes, digits, isDigit)
  const parameter = afterDigits > digits ? Number(latin1(bytes, end, afterDigits)) : undefined
  const next = bytes[afterDigits] === blank ? afterDigits + 1 : afterDigits
  if (name === 'bin') return next + Math.max(0, parameter ?? 0)
  visitor.word(name, parameter)
  return next
}

function visitSymbol(bytes: Uint8Array, at: number, visitor: RtfVisitor): number {
  const symbol = latin1(bytes, at, at + 1)
  if (symbol === "'") {
    const digits = latin1(bytes, at + 1, at + 3)
    if (!/^[0-9a-f]{2}$/i.test(digits)) return at + 1
    visitor.byte(Number.parseInt(digits, 16))
    return at + 3
  }
  if (/[{}\\]/.test(symbol)) visitor.text(at, at + 1)
  else visitor.word(symbol, undefined)
  return at + 1
}

function findEnd(
  bytes: Uint8Array,
  start: number,
  holds: (byte: number | undefined) => boolean,
): number {
  let end = start
  while (holds(bytes[end])) end += 1
  return end
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a))
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}
