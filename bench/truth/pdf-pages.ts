import { execFileSync } from 'node:child_process'
import type { Block, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listWords } from './reading.ts'

/** The words of each page as we read them, marks of items and numbers of headings included. */
export function listOurPages(source: SourceText): readonly (readonly string[])[] {
  const pages = source.pages.map(({ range }) => listWords(sliceRange(source.text, range)))
  for (const block of source.blocks) {
    const at = source.pages.findLastIndex(({ range }) => range.start <= block.range.start)
    const own = pages[at]
    if (own) pages[at] = [...own, ...listWords(markOf(block))]
  }
  return pages
}

function markOf(block: Block): string {
  if (block.kind === 'heading') return block.number
  return block.kind === 'list_item' ? block.marker : ''
}

/**
 * The lines of each page as poppler's pdftotext gives them; undefined where it fails.
 * @param layout whether lines are kept as the page shows them, or are in reading order
 */
export function readWithPdftotext(
  path: string,
  layout: boolean,
): readonly (readonly string[])[] | undefined {
  const options = [...(layout ? ['-layout'] : []), '-enc', 'UTF-8', path, '-']
  try {
    const text = execFileSync('pdftotext', options, {
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString()
    return text
      .split('\f')
      .slice(0, -1)
      .map((page) => page.split('\n'))
  } catch {
    return undefined
  }
}

/** Words of a page, and how many of them the other side has as well. */
export type PageMatch = {
  readonly theirs: number
  /** Their words that we have. */
  readonly found: number
  readonly ours: number
  /** Our words that they have. */
  readonly confirmed: number
  /** For looking at: what one side alone has. */
  readonly missing: readonly string[]
  readonly added: readonly string[]
}

/**
 * Compares as multisets. A word that one side closed over a line break, or parted at a hyphen, is the
 * same as its parts; what we keep as a margin line counts as read.
 */
export function matchPage(
  ours: readonly string[],
  theirs: readonly string[],
  marginWords: ReadonlySet<string>,
): PageMatch {
  const only = subtract(theirs, ours)
  const missing = only.filter((word) => !marginWords.has(foldDigits(word)))
  const added = subtract(ours, theirs)
  const joined = takeJoined(missing, added)
  const parted = takeJoined(joined.wholes, joined.parts)
  return {
    theirs: theirs.length,
    found: theirs.length - parted.wholes.length,
    ours: ours.length,
    confirmed: ours.length - parted.parts.length,
    missing: parted.wholes,
    added: parted.parts,
  }
}

/** Numbers of margin lines differ from page to page. */
export function foldDigits(word: string): string {
  return word.replace(/\p{N}+/gu, '#')
}

function subtract(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return words.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}

/** Without the words of either side that two or three neighbours of the other side make up together. */
function takeJoined(
  first: readonly string[],
  second: readonly string[],
): { wholes: readonly string[]; parts: readonly string[] } {
  const a = takeWholes(first, second)
  const b = takeWholes(a.parts, a.wholes)
  return { wholes: b.parts, parts: b.wholes }
}

function takeWholes(
  wholes: readonly string[],
  parts: readonly string[],
): { wholes: readonly string[]; parts: readonly string[] } {
  const rest = [...parts]
  const left = wholes.filter((whole) => {
    for (const [at, part] of rest.entries()) {
      if (!whole.startsWith(part) || part === whole) continue
      const end = whole.slice(part.length)
      const other = rest.indexOf(end)
      if (other < 0 || other === at) continue
      rest.splice(Math.max(at, other), 1)
      rest.splice(Math.min(at, other), 1)
      return false
    }
    return true
  })
  return { wholes: left, parts: rest }
}
