import type { Box, Glyph, LayerFrame, PageLayer } from './pdf-page.ts'

/** Characters without white space between them, on one baseline. */
export type Word = Box & {
  /** Where the word's coordinates lie. */
  readonly frame: LayerFrame
  readonly text: string
  readonly baseline: number
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
}

/** Shares of the font size that a line takes above and below its baseline. */
export const ascent = 0.75
export const descent = 0.22

/** Shares of the font size: a wider gap parts words where the file has no blank; a jump back does too. */
const widestKern = 0.25
const widestOverlap = 0.6

/** Hebrew, Arabic and their neighbours, with their presentation forms. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/

export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(text)
}

export function readWords({ glyphs, frame }: Pick<PageLayer, 'glyphs' | 'frame'>): Word[] {
  const words: Word[] = []
  let open: Glyph[] = []
  const close = () => {
    const word = joinGlyphs(open, frame)
    if (word) words.push(word)
    open = []
  }
  for (const glyph of glyphs) {
    const last = open.at(-1)
    if (glyph.isSpace || (last && !continues(last, glyph))) close()
    if (!glyph.isSpace) open.push(glyph)
  }
  close()
  return withoutDoubles(words)
}

function continues(last: Glyph, glyph: Glyph): boolean {
  if (isSamePlace(last, glyph)) return true
  const size = Math.max(last.size, glyph.size)
  if (Math.abs(last.baseline - glyph.baseline) > 0.12 * size) return false
  if (Math.min(last.size, glyph.size) < 0.8 * size && last.baseline !== glyph.baseline) return false
  const gap = isRightToLeft(glyph.text) ? last.left - glyph.right : glyph.left - last.right
  return gap < widestKern * size && gap > -widestOverlap * size
}

/** The letters of a ligature come one by one, each with the box of the whole. */
function isSamePlace(a: Glyph, b: Glyph): boolean {
  return a.left === b.left && a.right === b.right && a.baseline === b.baseline
}

function joinGlyphs(glyphs: readonly Glyph[], frame: LayerFrame): Word | undefined {
  const first = glyphs[0]
  if (!first) return undefined
  const text = normalize(glyphs.map(visibleText).join(''))
  if (text === '') return undefined
  const { baseline } = first
  let { left, right, size } = first
  for (const glyph of glyphs) {
    left = Math.min(left, glyph.left)
    right = Math.max(right, glyph.right)
    size = Math.max(size, glyph.size)
  }
  return {
    frame,
    text,
    left,
    right,
    top: baseline - ascent * size,
    bottom: baseline + descent * size,
    baseline,
    size,
    isBold: isMost(glyphs, (glyph) => glyph.isBold),
    isItalic: isMost(glyphs, (glyph) => glyph.isItalic),
  }
}

const plainText = /^[\u0020-\u02FF]*$/

/** Below the combining marks every text is in its normal form already. */
function normalize(text: string): string {
  return plainText.test(text) ? text : text.toWellFormed().normalize('NFC')
}

/**
 * What is drawn is seen: a soft hyphen inside a word is an ordinary one. Only the one that ends a word
 * stays what it is, since it may break the word over two lines.
 */
function visibleText(glyph: Glyph, index: number, glyphs: readonly Glyph[]): string {
  if (glyph.text !== '\u00AD') return glyph.text
  if (glyph.right - glyph.left < 0.1 * glyph.size) return ''
  return index > 0 && index === glyphs.length - 1 ? '\u00AD' : '-'
}

function isMost(glyphs: readonly Glyph[], holds: (glyph: Glyph) => boolean): boolean {
  let count = 0
  for (const glyph of glyphs) if (holds(glyph)) count += 1
  return count * 2 > glyphs.length
}

/** Bold is sometimes made by drawing a word twice, a little shifted. */
function withoutDoubles(words: readonly Word[]): Word[] {
  const seen = new Map<string, Word[]>()
  return words.filter((word) => {
    const twins = seen.get(word.text)
    if (twins?.some((twin) => isDouble(twin, word))) return false
    if (twins) twins.push(word)
    else seen.set(word.text, [word])
    return true
  })
}

function isDouble(a: Word, b: Word): boolean {
  const tolerance = 0.12 * b.size
  return Math.abs(a.left - b.left) < tolerance && Math.abs(a.baseline - b.baseline) < tolerance
}
