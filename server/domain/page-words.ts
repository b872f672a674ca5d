import type { PageBox, PageWords } from '../../shared/model/page-words.ts'
import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'

/** A word in the text, with its edges on the page as shown in whole tenths of a point. */
export type PlacedWord = TextRange & {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** True when it stands behind the word before it on one line. */
  readonly goesOn: boolean
}

/** Tenths of a point: finer than any eye, and small enough for most steps to take one byte. */
export const unitsPerPoint = 10

/**
 * Page by page, one box for each line or table cell on which words of the ranges stand, in the order
 * of the text. A word counts whole, since its letters have no places of their own.
 */
export function findBoxes(pages: readonly PageWords[], ranges: readonly TextRange[]): PageBox[] {
  return pages.flatMap(({ page, packed }) =>
    joinLines(unpackWords(packed), ranges).map((edges) => toPageBox(page, edges)),
  )
}

/** The words of a page, in the order of the text; undefined for none. */
export function packWords(page: number, words: readonly PlacedWord[]): PageWords | undefined {
  const first = words[0]
  if (!first) return undefined
  const bytes: number[] = []
  let before: PlacedWord = origin
  for (const word of words) {
    pushNumber(bytes, word.start - before.end)
    pushNumber(bytes, (word.end - word.start) * 2 + Number(word.goesOn))
    pushSigned(bytes, word.left - before.right)
    pushSigned(bytes, word.top - before.top)
    pushNumber(bytes, word.right - word.left)
    pushNumber(bytes, word.bottom - word.top)
    before = word
  }
  const range = { start: first.start, end: before.end }
  return { page, range, packed: Uint8Array.from(bytes) }
}

const origin: PlacedWord = {
  start: 0,
  end: 0,
  left: 0,
  top: 0,
  right: 0,
  bottom: 0,
  goesOn: false,
}

export function unpackWords(packed: Uint8Array): PlacedWord[] {
  const reader = { packed, at: 0 }
  const words: PlacedWord[] = []
  let before: PlacedWord = origin
  while (reader.at < packed.length) {
    const start = before.end + readNumber(reader)
    const length = readNumber(reader)
    const left = before.right + readSigned(reader)
    const top = before.top + readSigned(reader)
    const right = left + readNumber(reader)
    const bottom = top + readNumber(reader)
    const end = start + (length >> 1)
    before = { start, end, left, top, right, bottom, goesOn: (length & 1) === 1 }
    words.push(before)
  }
  return words
}

type Edges = Pick<PlacedWord, 'left' | 'top' | 'right' | 'bottom'>

function joinLines(words: readonly PlacedWord[], ranges: readonly TextRange[]): Edges[] {
  const joined: Edges[] = []
  let isOpen = false
  for (const word of words) {
    const isTouched = ranges.some((range) => rangesOverlap(range, word))
    const last = joined.at(-1)
    if (isTouched) {
      if (last && isOpen && word.goesOn) joined[joined.length - 1] = unite(last, word)
      else joined.push(word)
    }
    isOpen = isTouched
  }
  return joined
}

function unite(a: Edges, b: Edges): Edges {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

function toPageBox(page: number, { left, top, right, bottom }: Edges): PageBox {
  return {
    page,
    x: left / unitsPerPoint,
    y: top / unitsPerPoint,
    width: (right - left) / unitsPerPoint,
    height: (bottom - top) / unitsPerPoint,
  }
}

/** Seven bits a byte, the lowest first; the eighth says that another byte follows. */
function pushNumber(bytes: number[], value: number): void {
  let rest = value
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  bytes.push(rest)
}

/** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …: small steps back take one byte, too. */
function pushSigned(bytes: number[], value: number): void {
  pushNumber(bytes, value < 0 ? -2 * value - 1 : 2 * value)
}

type ByteReader = { readonly packed: Uint8Array; at: number }

function readNumber(reader: ByteReader): number {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = reader.packed[reader.at++] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
}

function readSigned(reader: ByteReader): number {
  const value = readNumber(reader)
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2
}
