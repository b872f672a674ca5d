/** A value of a PDF file (ISO 32000-1 §7.3). Strings and keywords are kept as they are written. */
export type PdfValue =
  | { readonly kind: 'reference'; readonly number: number; readonly generation: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: PdfEntries }

export type PdfEntries = ReadonlyMap<string, PdfValue>

/** How many bytes or objects may still be looked at: what a damaged file holds may lead in circles. */
export type Budget = { left: number }

/** Bytes that are read forwards from `at`. */
export type PdfCursor = { readonly bytes: Buffer; at: number; readonly budget: Budget }

const deepestNesting = 64

/** The value at the cursor, which is left behind it; undefined where none begins or it does not end. */
export function readPdfValue(cursor: PdfCursor, depth = 0): PdfValue | undefined {
  if (depth > deepestNesting) return undefined
  skipBlanks(cursor)
  const { bytes, at } = cursor
  const byte = bytes[at]
  if (byte === undefined) return undefined
  if (byte === openAngle && bytes[at + 1] === openAngle) return readDictionary(cursor, depth)
  if (byte === openAngle) return readUntil(cursor, closeAngle)
  if (byte === openBracket) return readArray(cursor, depth)
  if (byte === openParenthesis) return readString(cursor)
  if (byte === slash) return readName(cursor)
  return readNumberOrWord(cursor)
}

/** As it is written in a file. */
export function writePdfValue(value: PdfValue): string {
  switch (value.kind) {
    case 'reference':
      return `${value.number} ${value.generation} R`
    case 'number':
      return String(value.value)
    case 'name':
      return `/${value.name}`
    case 'raw':
      return value.text
    case 'array':
      return `[${value.items.map(writePdfValue).join(' ')}]`
    case 'dictionary':
      return writePdfEntries(value.entries)
  }
}

export function writePdfEntries(entries: PdfEntries): string {
  const parts = [...entries].map(([key, value]) => `/${key} ${writePdfValue(value)}`)
  return `<< ${parts.join(' ')} >>`
}

/** Takes from the budget; false when it is used up. */
export function spend(budget: Budget, amount: number): boolean {
  budget.left -= amount
  return budget.left >= 0
}

/** Moves over white space and comments. */
export function skipBlanks(cursor: PdfCursor): void {
  const { bytes } = cursor
  const start = cursor.at
  for (;;) {
    const byte = bytes[cursor.at]
    if (byte === percent) skipLine(cursor)
    else if (isBlank(byte)) cursor.at++
    else break
  }
  spend(cursor.budget, cursor.at - start)
}

const [openAngle, closeAngle, openBracket, closeBracket] = [0x3c, 0x3e, 0x5b, 0x5d]
const [openParenthesis, closeParenthesis, slash, percent, backslash] = [
  0x28, 0x29, 0x2f, 0x25, 0x5c,
]

export function isBlank(byte: number | undefined): boolean {
  return (
    byte === 0x20 ||
    byte === 0x0a ||
    byte === 0x0d ||
    byte === 0x09 ||
    byte === 0x0c ||
    byte === 0x00
  )
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && !isBlank(byte) && !'<>[](){}/%'.includes(String.fromCharCode(byte))
}

function skipLine(cursor: PdfCursor): void {
  const { bytes } = cursor
  while (cursor.at < bytes.length && bytes[cursor.at] !== 0x0a && bytes[cursor.at] !== 0x0d) {
    cursor.at++
  }
}

function readDictionary(cursor: PdfCursor, depth: number): PdfValue | undefined {
  cursor.at += 2
  const entries = new Map<string, PdfValue>()
  while (spend(cursor.budget, 1)) {
    skipBlanks(cursor)
    if (cursor.bytes[cursor.at] === closeAngle && cursor.bytes[cursor.at + 1] === closeAngle) {
      cursor.at += 2
      return { kind: 'dictionary', entries }
    }
    if (cursor.bytes[cursor.at] !== slash) return undefined
    const { name } = readName(cursor)
    const value = readPdfValue(cursor, depth + 1)
    if (!value) return undefined
    entries.set(name, value)
  }
  return undefined
}

function readArray(cursor: PdfCursor, depth: number): PdfValue | undefined {
  cursor.at++
  const items: PdfValue[] = []
  while (spend(cursor.budget, 1)) {
    skipBlanks(cursor)
    if (cursor.bytes[cursor.at] === closeBracket) {
      cursor.at++
      return { kind: 'array', items }
    }
    const value = readPdfValue(cursor, depth + 1)
    if (!value) return undefined
    items.push(value)
  }
  return undefined
}

function readString(cursor: PdfCursor): PdfValue | undefined {
  const { bytes } = cursor
  const start = cursor.at
  let open = 0
  for (let at = start; at < bytes.length && spend(cursor.budget, 1); at++) {
    if (bytes[at] === backslash) at++
    else if (bytes[at] === openParenthesis) open++
    else if (bytes[at] === closeParenthesis && --open === 0) {
      cursor.at = at + 1
      return { kind: 'raw', text: bytes.toString('latin1', start, at + 1) }
    }
  }
  return undefined
}

function readUntil(cursor: PdfCursor, end: number): PdfValue | undefined {
  const start = cursor.at
  const found = cursor.bytes.indexOf(end, start)
  if (found === -1 || !spend(cursor.budget, found - start)) return undefined
  cursor.at = found + 1
  return { kind: 'raw', text: cursor.bytes.toString('latin1', start, found + 1) }
}

function readName(cursor: PdfCursor): { kind: 'name'; name: string } {
  cursor.at++
  return { kind: 'name', name: readRegular(cursor) }
}

function readRegular(cursor: PdfCursor): string {
  const start = cursor.at
  while (isRegular(cursor.bytes[cursor.at])) cursor.at++
  spend(cursor.budget, cursor.at - start)
  return cursor.bytes.toString('latin1', start, cursor.at)
}

function readNumberOrWord(cursor: PdfCursor): PdfValue | undefined {
  const word = readRegular(cursor)
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
    return (/^\d+$/.test(word) && readReference(cursor, Number(word))) || toNumber(word)
  }
  return /^(true|false|null)$/.test(word) ? { kind: 'raw', text: word } : undefined
}

function toNumber(word: string): PdfValue {
  return { kind: 'number', value: Number(word) }
}

/** The rest of "12 0 R" behind its first number; the cursor stays where it is if there is none. */
function readReference(cursor: PdfCursor, number: number): PdfValue | undefined {
  const { bytes, at } = cursor
  const rest = /^[\s\0]+(\d{1,5})[\s\0]+R(?![^\s\0<>[\](){}/%])/.exec(
    bytes.toString('latin1', at, at + 24),
  )
  if (!rest) return undefined
  cursor.at += rest[0].length
  return { kind: 'reference', number, generation: Number(rest[1]) }
}
