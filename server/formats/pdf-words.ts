import type { Box, Glyphs, LayerFrame, PageLayer } from './pdf-page.ts'

/** Characters without white space between them, on one baseline. */
export type Word = Box & {
  /** Where the word's coordinates lie. */
  readonly frame: LayerFrame
  readonly text: string
  readonly baseline: number
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
  /** True where the font says not which characters most of it are. */
  readonly isGuessed: boolean
  /** True where it was recognised in a picture, not surely. */
  readonly isDoubtful?: boolean
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
  // asked of every character: nearly all lie below those letters
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) >= 0x590) return rightToLeft.test(text)
  }
  return false
}

export function readWords({ glyphs, frame }: Pick<PageLayer, 'glyphs' | 'frame'>): Word[] {
  const { count, texts } = glyphs
  const words: Word[] = []
  let start = 0
  for (let at = 0; at <= count; at++) {
    const isSpace = at === count || texts[at] === ' '
    if (!isSpace && (at === start || continues(glyphs, at))) continue
    const word = joinGlyphs(glyphs, start, at, frame)
    if (word) words.push(word)
    start = isSpace ? at + 1 : at
  }
  return withoutDoubles(words)
}

/** True when the glyph goes on with the word of the one before it. */
function continues({ texts, styles, lefts, rights, baselines }: Glyphs, at: number): boolean {
  const last = at - 1
  const distance = Math.abs(baselines[last]! - baselines[at]!)
  // the letters of a ligature come one by one, each with the box of the whole
  if (lefts[last] === lefts[at] && rights[last] === rights[at] && distance === 0) return true
  const size = Math.max(styles[last]!.size, styles[at]!.size)
  if (distance > 0.12 * size) return false
  if (Math.min(styles[last]!.size, styles[at]!.size) < 0.8 * size && distance !== 0) return false
  const gap = runsLeft(texts[last]!, texts[at]!)
    ? lefts[last]! - rights[at]!
    : lefts[at]! - rights[last]!
  return gap < widestKern * size && gap > -widestOverlap * size
}

/** Punctuation runs as the letter before it does. */
function runsLeft(last: string, next: string): boolean {
  if (last.charCodeAt(0) < 0x590 && next.charCodeAt(0) < 0x590) return false
  if (isRightToLeft(next)) return true
  return isRightToLeft(last) && !/[\p{L}\p{N}]/u.test(next)
}

/** The glyphs from `start` to before `end` as one word. */
function joinGlyphs(
  glyphs: Glyphs,
  start: number,
  end: number,
  frame: LayerFrame,
): Word | undefined {
  if (start === end) return undefined
  let text = ''
  let left = Infinity
  let right = -Infinity
  let size = 0
  let bold = 0
  let italic = 0
  let guessed = 0
  for (let at = start; at < end; at++) {
    const style = glyphs.styles[at]!
    text += visibleText(glyphs, at, start, end)
    left = Math.min(left, glyphs.lefts[at]!)
    right = Math.max(right, glyphs.rights[at]!)
    size = Math.max(size, style.size)
    if (style.isBold) bold++
    if (style.isItalic) italic++
    guessed += glyphs.guessed[at]!
  }
  if (text === '') return undefined
  const baseline = glyphs.baselines[start]!
  return {
    frame,
    text: normalize(text),
    left,
    right,
    top: baseline - ascent * size,
    bottom: baseline + descent * size,
    baseline,
    size,
    isBold: bold * 2 > end - start,
    isItalic: italic * 2 > end - start,
    isGuessed: guessed * 2 > end - start,
  }
}

/** Below the combining marks every text is in its normal form already. */
function normalize(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) >= 0x300) return text.toWellFormed().normalize('NFC')
  }
  return text
}

/**
 * What is drawn is seen: a soft hyphen inside a word is an ordinary one. Only the one that ends a word
 * stays what it is, since it may break the word over two lines.
 */
function visibleText(glyphs: Glyphs, at: number, start: number, end: number): string {
  const text = glyphs.texts[at]!
  if (text !== '\u00AD') return text
  if (glyphs.rights[at]! - glyphs.lefts[at]! < 0.1 * glyphs.styles[at]!.size) return ''
  return at > start && at === end - 1 ? text : '-'
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
