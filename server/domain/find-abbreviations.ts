import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { createGrid } from './table-grid.ts'

/** A short form with the words that a source gives for it. */
export type Abbreviation = {
  readonly short: string
  /** Of the words. */
  readonly range: TextRange
}

/**
 * Abbreviations that a source explains: "treatment-emergent adverse event (TEAE)" in its text, by
 * the first letters of the words before the brackets (after Schwartz and Hearst 2003), "SE = standard
 * error; CI = confidence interval" below a table, or in a table of two columns. The first explanation of a short form comes first.
 */
export function findAbbreviations(sourceText: SourceText): readonly Abbreviation[] {
  const { blocks, text } = sourceText
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return findInTable(sourceText, block)
    if (block.kind !== 'paragraph' && block.kind !== 'list_item' && block.kind !== 'note') return []
    const slice = sliceRange(text, block.range)
    return [...findInBrackets(slice), ...findInEquations(slice)].map(({ short, range }) => ({
      short,
      range: shiftRange(range, block.range.start),
    }))
  })
}

/** Words of a text that may be short forms, each once, and their parts: "AE", "eGFR", "EQ-Index". */
export function listShortForms(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*\+?/gu) ?? []
  const forms = words.flatMap((word) =>
    /[-/]/.test(word) ? [word, ...word.split(/[-/]/)] : [word],
  )
  return [...new Set(forms.filter(isShortForm))]
}

function isShortForm(word: string): boolean {
  return word.length <= 12 && (word.match(/\p{Lu}/gu) ?? []).length > 1
}

const inBrackets = /\(([\p{L}\p{N}][\p{L}\p{N}+/-]{1,11})(?:\)|[;,]\s)/gu

function findInBrackets(slice: string): readonly Abbreviation[] {
  return Array.from(slice.matchAll(inBrackets)).flatMap((match) => {
    const short = match[1] ?? ''
    if (!isShortForm(short)) return []
    const range = findLongForm(slice, match.index, short)
    return range ? [{ short, range }] : []
  })
}

const inEquation =
  /(?<=^|[;,.:]\s+)([\p{L}\p{N}][\p{L}\p{N}+/-]{1,11})\s?=\s?(\p{L}[\p{L}\s'’-]+)(?=[;,.]?\s*$|[;,.]\s+\S+\s?=)/gmu

/** What is computed is written so, too: the words have to spell the short form. */
function findInEquations(slice: string): readonly Abbreviation[] {
  return Array.from(slice.matchAll(inEquation)).flatMap((match) => {
    const [whole, short = '', words = ''] = match
    const letters = short.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []
    const long = words.trimEnd()
    if (!isShortForm(short)) return []
    if (spell(listWords(long, long.length), letters, true) === undefined) return []
    const start = match.index + whole.length - words.length
    return [{ short, range: { start, end: start + long.length } }]
  })
}

/**
 * Of the stretches of words that end at the bracket, the one that spells the short form with most
 * letters at the beginning of words: "Transdermal Therapeutic System" and not "Therapeutic SysTem".
 */
function findLongForm(slice: string, bracket: number, short: string): TextRange | undefined {
  const letters = short.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []
  const words = listWords(slice, bracket).slice(-(letters.length + 6))
  const last = words.at(-1)
  const spelled = words.flatMap((first, index) => {
    if (functionWords.has(first.text) || first === last) return []
    const inner = spell(words.slice(index), letters, true)
    return inner === undefined ? [] : [{ first, inner }]
  })
  const [best] = spelled.toSorted((a, b) => a.inner - b.inner)
  if (!best || !last || best.inner >= letters.length - 1) return undefined
  return { start: best.first.start, end: last.end }
}

type LongWord = {
  /** In lower case. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** True for the second of "intent-to-treat". */
  readonly isPart: boolean
}

/** Words of the same clause, up to the bracket. */
function listWords(slice: string, bracket: number): readonly LongWord[] {
  const begin = Math.max(0, bracket - 200)
  const clause = /[^.;:()[\]]*$/.exec(slice.slice(begin, bracket))?.[0] ?? ''
  const offset = bracket - clause.length
  return Array.from(clause.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu), (match) => ({
    text: match[0].toLowerCase(),
    start: offset + match.index,
    end: offset + match.index + match[0].length,
    isPart: clause.charAt(match.index - 1) === '-',
  }))
}

/**
 * How few letters have to come from inside the words; undefined when they don't spell the short
 * form. Every word gives its first letter, except small ones and the parts behind a hyphen.
 */
function spell(
  [word, ...rest]: readonly LongWord[],
  letters: readonly string[],
  isFirst: boolean,
): number | undefined {
  if (!word) return letters.length === 0 ? 0 : undefined
  const isOptional = !isFirst && (functionWords.has(word.text) || word.isPart)
  const results = [isOptional ? spell(rest, letters, false) : undefined]
  for (let taken = 1; taken <= letters.length; taken += 1) {
    if (!givesLetters(word.text, letters.slice(0, taken))) break
    const after = spell(rest, letters.slice(taken), false)
    results.push(after === undefined ? undefined : after + taken - 1)
  }
  const spelled = results.filter((result) => result !== undefined)
  return spelled.length > 0 ? Math.min(...spelled) : undefined
}

/** The first letter at the word's start, the others anywhere behind it, in order. */
function givesLetters(word: string, letters: readonly string[]): boolean {
  if (!word.startsWith(letters[0] ?? '')) return false
  let at = 0
  for (const letter of letters.slice(1)) {
    at = word.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}

const functionWords = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
])

function findInTable(sourceText: SourceText, table: TableBlock): readonly Abbreviation[] {
  if (table.isShell || table.columnCount !== 2) return []
  const grid = createGrid(sourceText, table)
  return Array.from({ length: table.rowCount }, (_, row) => row).flatMap((row) => {
    const short = grid.textOf(grid.at(row, 0))
    const long = grid.at(row, 1)
    const isShort = isShortForm(short) && !/\s/.test(short)
    return isShort && long && /\p{L}{2}/u.test(grid.textOf(long)) && /\s/.test(grid.textOf(long))
      ? [{ short, range: long.range }]
      : []
  })
}
