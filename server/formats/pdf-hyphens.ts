import { clingsToNumber, countDashes, type DashUse } from './pdf-signs.ts'

/** Text of several lines as one, and where each line begins in it. */
type JoinedLines = { readonly text: string; readonly starts: readonly number[] }

export type Hyphenation = { join(lines: readonly string[]): JoinedLines }

/**
 * Joins lines by blanks, and words broken by a hyphen by what the document itself shows: the word is
 * closed when the closed form stands elsewhere, and keeps its hyphen when the hyphenated form does,
 * or when both parts are words of their own, or capitalised, or hold digits. A number stays with the
 * sign before it.
 */
export function createHyphenation(lines: Iterable<string>): Hyphenation {
  const all = [...lines]
  const shown = { vocabulary: readVocabulary(all), dashes: countDashes(all) }
  return { join: (parts) => joinLines(parts, shown) }
}

/** What the document shows of its own words and dashes. */
type Shown = { readonly vocabulary: ReadonlySet<string>; readonly dashes: DashUse }

const brokenEnd = /([\p{L}\p{N}][\p{L}\p{N}'’/.]*(?:-[\p{L}\p{N}'’]+)*)[-\u00AD\u2010]$/u
/** Most lines end so; the long text before them need not be looked at. */
const wholeEnd = /[^-\u00AD\u2010\u2013\u2212]$/
/** Looking farther back would take quadratic time over a long paragraph. */
const longestWord = 80
const wordStart = /^[\p{L}\p{N}]+/u
/** Not the parts of addresses. */
const words = /(?<![.@/\p{L}\p{N}])[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/gu

function readVocabulary(lines: Iterable<string>): Set<string> {
  const vocabulary = new Set<string>()
  for (const line of lines) {
    const isBroken = line.endsWith('-')
    for (const word of line.match(words) ?? []) {
      // A word at a hyphen that ends its line is half a word.
      if (isBroken && line.endsWith(`${word}-`)) continue
      vocabulary.add(word.toLowerCase())
    }
  }
  return vocabulary
}

function joinLines(lines: readonly string[], shown: Shown): JoinedLines {
  let text = ''
  const starts: number[] = []
  for (const [index, line] of lines.entries()) {
    const isWhole = wholeEnd.test(lines[index - 1] ?? '')
    if (text !== '') text = isWhole ? `${text} ` : closeLine(text, line, shown)
    starts.push(text.length)
    text += line
  }
  return { text: text.replace(/\u00AD$/, '-'), starts }
}

/** The text so far with what stands between it and the next line: a blank, a hyphen, or nothing. */
function closeLine(text: string, next: string, { vocabulary, dashes }: Shown): string {
  const first = brokenEnd.exec(text.slice(-longestWord))?.[1]
  const second = wordStart.exec(next)?.[0]
  if (first === undefined || second === undefined) {
    const hard = text.replace(/\u00AD$/, '-')
    return clingsToNumber(hard.slice(-longestWord), next, dashes) ? hard : `${hard} `
  }
  const open = text.slice(0, -1)
  const isSoft = text.endsWith('\u00AD')
  return keepsHyphen(isSoft, first, second, vocabulary) ? `${open}-` : open
}

function keepsHyphen(
  isSoft: boolean,
  first: string,
  second: string,
  vocabulary: ReadonlySet<string>,
): boolean {
  const start = first.toLowerCase()
  const end = second.toLowerCase()
  if (vocabulary.has(`${start}-${end}`)) return true
  if (isSoft) return false
  if (/\d/.test(first) || /^[\p{N}\p{Lu}]/u.test(second) || /[/.]/.test(first)) return true
  if (vocabulary.has(start + end)) return false
  if (first.length === 1 || first.includes('-')) return true
  return vocabulary.has(start) && vocabulary.has(end) && start.length > 2 && end.length > 2
}
