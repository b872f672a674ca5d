import type { TextRange } from './range.ts'

/**
 * One text for what Word, readers and people spell differently, with the way back. The code unit at
 * `folded[i]` comes from the source range from `starts[i]` to `ends[i]`; both rise with i.
 */
export type FoldedText = {
  readonly folded: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly sourceLength: number
}

type FoldOptions = { readonly ignoreCase?: boolean }

/**
 * Folds quotes, dashes, blanks (a run of them, with breaks and cell marks, is one), compatibility
 * forms and ligatures; drops what can't be seen: soft hyphens, zero-width characters, note and field
 * marks, field codes. Case is kept unless asked otherwise.
 */
export function foldText(text: string, options: FoldOptions = {}): FoldedText {
  if (text.length < longText || options.ignoreCase) return makeFold(text, options)
  const fold = longFolds.get(text) ?? makeFold(text, options)
  longFolds.delete(text)
  longFolds.set(text, fold)
  for (const oldest of longFolds.keys()) {
    if (longFolds.size <= mostLongFolds) break
    longFolds.delete(oldest)
  }
  return fold
}

/** UTF-16 units. The whole text of a document is folded again and again between two edits of it. */
const longText = 50_000

/** A document's text, and that of its version before. */
const mostLongFolds = 2

const longFolds = new Map<string, FoldedText>()

function makeFold(text: string, options: FoldOptions): FoldedText {
  const writer = createWriter(text.length, options.ignoreCase ?? false)
  const fieldEnds = findFieldCodes(text)
  for (let at = 0; at < text.length;) {
    const plainEnd = findPlainEnd(text, at)
    writer.addPlain(text, at, plainEnd)
    at = plainEnd
    if (at >= text.length) break
    const end = fieldEnds.get(at) ?? findClusterEnd(text, at)
    if (!fieldEnds.has(at)) writer.add(text, at, end)
    at = end
  }
  return writer.finish()
}

/** The source range of a folded range; an empty folded range gives an empty one. */
export function mapRangeBack(fold: FoldedText, range: TextRange): TextRange {
  const start = fold.starts[range.start] ?? fold.sourceLength
  const end = range.end > range.start ? fold.ends[range.end - 1] : undefined
  return { start, end: end ?? start }
}

/** The folded range of all units that a source range touches. */
export function mapRangeToFolded(fold: FoldedText, range: TextRange): TextRange {
  const start = findFirst(fold.ends, (end) => end > range.start)
  return {
    start,
    end: Math.max(
      start,
      findFirst(fold.starts, (from) => from >= range.end),
    ),
  }
}

// Word's marks: picture U+0001, note U+0002–4, comment U+0005, drawing U+0008, field U+0013–15,
// optional hyphen U+001F, object U+FFFC
const dropped =
  // eslint-disable-next-line no-control-regex -- these controls are how Word's text spells its marks
  /^[\u034f\ufe00-\ufe0f\u0000-\u0006\u0008\u0010-\u001d\u001f\u007f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc]+$/
// cell mark U+0007, column break U+000E, next line U+0085
// eslint-disable-next-line no-control-regex -- as above
const blank = /^[\s\u0007\u000e\u0085]/
/** A letter or digit with its accents; nothing else carries any. */
const cluster = /[\p{L}\p{N}]\p{M}*|\P{M}|\p{M}+/uy

const replacements: ReadonlyMap<string, string> = new Map([
  ...mapEach('\u2018\u2019\u201a\u201b\u2032\u02bc\uff07`\u00b4', "'"),
  ...mapEach('\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02', '"'),
  ...mapEach('\u001e\u2010\u2011\u2012\u2013\u2014\u2015\u207b\u208b\u2212\ufe58\ufe63\uff0d', '-'),
  ...mapEach('\u2044\u2215', '/'),
])

function mapEach(characters: string, to: string): (readonly [string, string])[] {
  return Array.from(characters, (character) => [character, to] as const)
}

/** The end of the characters from `at` on that stay as they are: most of most texts. */
function findPlainEnd(text: string, at: number): number {
  let end = at
  while (isPlain(text.charCodeAt(end)) && !(text.charCodeAt(end + 1) >= 0x300)) end++
  return end
}

/** Visible ASCII but for the grave accent; false behind the end. */
function isPlain(code: number): boolean {
  return code > 0x20 && code < 0x7f && code !== 0x60
}

function findClusterEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < 0x300 && !(text.charCodeAt(at + 1) >= 0x300)) return at + 1
  cluster.lastIndex = at
  return at + (cluster.exec(text)?.[0].length ?? 1)
}

function createWriter(sourceLength: number, ignoreCase: boolean) {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const write = (folded: string) => parts.push(ignoreCase ? folded.toLowerCase() : folded)
  const addPlain = (text: string, start: number, end: number) => {
    if (start === end) return
    write(text.slice(start, end))
    for (let at = start; at < end; at++) {
      starts.push(at)
      ends.push(at + 1)
    }
  }
  const add = (text: string, start: number, end: number) => {
    const folded = foldCluster(text.slice(start, end))
    if (folded === '') return
    if (folded === ' ' && parts.at(-1) === ' ') {
      ends[ends.length - 1] = end
      return
    }
    const units = write(folded)
    for (let unit = 0; unit < (parts[units - 1]?.length ?? 0); unit++) {
      starts.push(start)
      ends.push(end)
    }
  }
  const finish = (): FoldedText => ({ folded: parts.join(''), starts, ends, sourceLength })
  return { add, addPlain, finish }
}

function foldCluster(cluster: string): string {
  if (dropped.test(cluster)) return ''
  if (blank.test(cluster)) return ' '
  const replacement = replacements.get(cluster)
  if (replacement !== undefined) return replacement
  const compatible = cluster.normalize('NFKC')
  // spacing accents would become a blank with a mark, and 2½ would read as 21/2
  return /[\s\u2044]/.test(compatible) ? cluster : compatible
}

/**
 * Ranges of field codes: from U+0013 to its U+0014 (the result follows) or, without one, to its
 * U+0015. Marks without a partner hide nothing.
 */
function findFieldCodes(text: string): Map<number, number> {
  const codes = new Map<number, number>()
  const open: number[] = []
  for (let at = text.indexOf('\u0013'); at >= 0 && at < text.length; at++) {
    const mark = text.charCodeAt(at)
    if (mark === 0x13) open.push(at)
    else if (mark === 0x14) closeField(codes, open.at(-1), at)
    else if (mark === 0x15) closeField(codes, open.pop(), at)
  }
  return codes
}

function closeField(codes: Map<number, number>, start: number | undefined, at: number): void {
  if (start !== undefined && !codes.has(start)) codes.set(start, at + 1)
}

/** Index of the first number that meets the condition, which all later ones meet too. */
function findFirst(numbers: readonly number[], meets: (number: number) => boolean): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    const value = numbers[middle]
    if (value !== undefined && meets(value)) high = middle
    else low = middle + 1
  }
  return low
}
