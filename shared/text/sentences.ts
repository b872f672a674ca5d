import { findAbbreviation, isSentenceStarter, type AbbreviationKind } from './abbreviations.ts'
import { shiftRange, sliceRange, trimRange, type TextRange } from './range.ts'

/**
 * The sentences of English prose within `range`, in order, without blanks at their ends; what lies
 * between two of them is blank. A single line break never ends a sentence (text is wrapped), an
 * empty line does, and so does a line that begins with a bullet.
 */
export function splitSentences(
  text: string,
  range: TextRange = { start: 0, end: text.length },
): TextRange[] {
  const slice = sliceRange(text, range)
  const sentences: TextRange[] = []
  for (const part of splitAt(slice, listHardBreaks(slice))) {
    const partText = sliceRange(slice, part)
    for (const sentence of splitAt(partText, listSentenceEnds(partText))) {
      sentences.push(shiftRange(sentence, range.start + part.start))
    }
  }
  return sentences
}

const lineBreak = '(?:\\r\\n|\\r(?!\\n)|[\\n\\v\\u2028])'
const blank = '[^\\S\\r\\n\\v\\u2028]*'
const bullet = '[\\u2022\\u2023\\u25a0\\u25a1\\u25aa\\u25ab\\u25cf\\u25cb\\u25e6\\u2043\\uf0b7]'
const listMark = '(?:\\(?(?:\\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\\[\\d{1,3}[a-z]?\\]|[-\\u2013\\u2014*])'

/** An empty line, a paragraph mark, a bulleted line, or a list mark on a line after [.:;]. */
const hardBreak = new RegExp(
  `${lineBreak}${blank}(?:${lineBreak}|(?=${bullet}))|\\u2029` +
    `|(?<=[.!?:;]${blank})${lineBreak}${blank}(?=${listMark}\\s)`,
  'g',
)

/** Marks that end a sentence, with the quotes, brackets and reference marks that cling to them. */
const ending =
  /(?<![.!?\u2026])([.!?\u2026]+)((?:[\])}"'\u201d\u2019\u00bb\u00b9\u00b2\u00b3\u2070\u2074-\u2079]|\[\d[\d,;\u2013 -]{0,30}\])*|(?<=\p{Ll}{3}\.)\d{1,3}(?:[,\u2013-]\d{1,3}){0,9}(?=\s+\p{Lu}))(?=\s|$)|[\u3002\uff01\uff1f]["'\u201d\u2019)\u300d]*/gu

/** What opens before the first word of a sentence. */
const opening = /^[\s"'\u201c\u2018\u00ab([{]*/u

const tokenBefore = /[\p{L}\p{N}](?:[\p{L}\p{N}.\-/&]|['\u2019](?=\p{L}))*$/u
const wordAfter = /^[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/u

/** What begins a sentence in spite of its small letter: "pH", "mRNA", "p-values", and the mark "b)". */
const beginsSmall =
  /^(?:\p{Ll}{1,2}\p{Lu}|p[-\u2010-\u2013 ]?values?\b|p\s*[<=>\u2264]|t-tests?\b|(?:[a-z]|[ivx]{2,5})[.)]\s+\p{Lu})/u

/** Words before a lone capital that make it a label and not an initial: "Group A." */
const labels =
  /(?:^|\s)(?:vitamin|group|arm|hepatitis|type|class|grade|part|table|figure|appendix|cohort|panel|phase|visit|stage|option|plan|period|category|schedule|attachment|section|level|site|treatment|drug|form|schema|step|list)s?$/i

function listHardBreaks(text: string): number[] {
  return Array.from(text.matchAll(hardBreak), (match) => match.index + match[0].length)
}

function listSentenceEnds(text: string): number[] {
  const ends: number[] = []
  let start = 0
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].length
    if (!isSentenceEnd(text, start, match, end)) continue
    ends.push(end)
    start = end
  }
  return ends
}

/** `start` is where the present sentence began, `end` the offset behind the mark in question. */
function isSentenceEnd(text: string, start: number, match: RegExpExecArray, end: number): boolean {
  const [, marks, closers = ''] = match
  if (marks === undefined) return true
  const before = text.slice(Math.max(start, match.index - 48), match.index)
  const after = text.slice(end, end + 48)
  const next = after.replace(opening, '')
  if (next === '') return true
  if (/[([]$/.test(before) && /^[)\]]/.test(closers)) return false
  if (continues(next)) return false
  if (marks.length > 1 || marks === '\u2026') return !/^\p{N}/u.test(next) && !/^\./.test(next)
  if (marks !== '.') return true
  return endsAtFullStop(text.slice(start, match.index), before, closers, next)
}

/** True when what follows can't begin a sentence: a small letter, or a mark that needs words before it. */
function continues(next: string): boolean {
  if (/^[,;:)\]}.?!%=<>/]/.test(next)) return true
  if (!/^\p{Ll}/u.test(next) || /^\p{Script=Greek}/u.test(next)) return false
  return !beginsSmall.test(next)
}

function endsAtFullStop(sentence: string, before: string, closers: string, next: string): boolean {
  const token = tokenBefore.exec(before)?.[0] ?? ''
  if (token === '') return !/\s$/.test(before) || /^\p{Lu}/u.test(next)
  if (isListMark(sentence, token)) return false
  const word = wordAfter.exec(next)?.[0] ?? ''
  if (/^\p{Lu}$/u.test(token)) return endsAfterLetter(before.slice(0, -1), word)
  const kind = findAbbreviation(token)
  if (kind !== undefined) return closers === '' && endsAfterAbbreviation(kind, word)
  if (/^(?:\p{Lu}\p{Ll}?\.)+\p{Lu}$/u.test(token)) return isSentenceStarter(word)
  return true
}

/** "1." or "3.4.2." or "iv." as the first token of a sentence numbers it. */
function isListMark(sentence: string, token: string): boolean {
  const isFirst = sentence.trimStart() === token || sentence.trimStart() === `(${token}`
  return (
    isFirst &&
    /^(?:\d{1,3}[a-z]?|\d{1,3}(?:\.\d{1,3})+|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})$/.test(token)
  )
}

function endsAfterLetter(before: string, word: string): boolean {
  // "°C." and "5V." are units
  const isInitial = /(?:^|[\s([.\-\u2010\u2011])$/.test(before)
  return !isInitial || isSentenceStarter(word) || labels.test(before.trimEnd())
}

function endsAfterAbbreviation(kind: AbbreviationKind, word: string): boolean {
  if (kind === 'never_ends') return false
  if (kind === 'names') return isSentenceStarter(word)
  // without a number or letter to point at it was an answer ("No.") or a unit ("30 sec.")
  return word !== '' && !/^[A-Z]{1,4}$|\p{N}/u.test(word)
}

/** The parts between the offsets, without blanks at their ends; parts of blanks alone are left out. */
function splitAt(text: string, offsets: readonly number[]): TextRange[] {
  const parts: TextRange[] = []
  let start = 0
  for (const end of [...offsets, text.length]) {
    const part = trimRange(text, { start, end })
    if (part.start < part.end) parts.push(part)
    start = end
  }
  return parts
}
