import { firstLine, type PdfBlock, type PdfTextBlock, roughText } from './pdf-block.ts'
import {
  findContentsEntry,
  findHeadingNumber,
  findListMarker,
  isBullet,
  startsCaption,
} from './pdf-markers.ts'
import { median } from './pdf-page.ts'
import type { Typography } from './pdf-typography.ts'

const longestHeading = 200
const mostHeadingLines = 4
/** A heading level that Word and HTML know. */
const deepestLevel = 9

/** Tells headings from paragraphs, by their style or by their number, and gives them levels. */
export function findHeadings(blocks: readonly PdfBlock[], typography: Typography): void {
  const titles = contentsTitles(blocks)
  const headings = blocks.filter(
    (block): block is PdfTextBlock => block.kind === 'text' && isHeading(block, titles, typography),
  )
  for (const block of headings) markHeading(block)
  const levels = measureLevels(headings)
  for (const block of headings) block.level = Math.min(Math.max(levels(block), 1), deepestLevel)
}

function isHeading(
  block: PdfTextBlock,
  titles: ReadonlySet<string>,
  typography: Typography,
): boolean {
  const text = roughText(block)
  const isMarked = block.role === 'list_item' && (isBullet(block.mark) || !findHeadingNumber(text))
  if ((block.role !== 'paragraph' && block.role !== 'list_item') || isMarked) return false
  if (text.length > longestHeading || block.lines.length > mostHeadingLines) return false
  if (/^["“‘]|_{4}/.test(text)) return false
  if (!/\p{L}.*\p{L}/u.test(text) || startsCaption(text) || firstLine(block).isTerm) return false
  const number = findHeadingNumber(text)
  if (block.lines.every((line) => typography.isDisplay(line))) {
    return number !== undefined || !/[.;,]$/.test(text)
  }
  if (titles.has(fold(text)) && block.lines.length <= 2) return true
  return number !== undefined && number.depth > 1 && isPlainHeading(text.slice(number.length))
}

/** "2.1 Title" in the style of the text: short, and no sentence. */
function isPlainHeading(title: string): boolean {
  return (
    title.length <= 100 && /^\p{Lu}/u.test(title) && !/[.;,:]$/.test(title) && !/[.;] /.test(title)
  )
}

/** What the document's own table of contents calls its headings. */
function contentsTitles(blocks: readonly PdfBlock[]): Set<string> {
  const titles = new Set<string>()
  for (const block of blocks) {
    if (block.kind !== 'text' || block.role !== 'contents') continue
    const entry = findContentsEntry(roughText(block))
    if (entry && findHeadingNumber(entry.title)) titles.add(fold(entry.title))
  }
  return titles
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function markHeading(block: PdfTextBlock): void {
  const number = findHeadingNumber(roughText(block))
  const marker = findListMarker(roughText(block))
  block.role = 'heading'
  block.mark = number?.number ?? ''
  block.markLength = number?.length ?? 0
  if (!number && marker && /^[A-H][.)]$/.test(marker.marker)) {
    block.mark = marker.marker.slice(0, -1)
    block.markLength = marker.length
  }
}

/** Larger, then bold, then upright type is higher in rank. */
function styleRank(block: PdfTextBlock): number {
  const { size, isBold, isItalic } = firstLine(block)
  return Math.round(size * 2) * 4 + (isBold ? 2 : 0) + (isItalic ? 0 : 1)
}

function depthOf(block: PdfTextBlock): number {
  return block.mark === '' ? 0 : (findHeadingNumber(`${block.mark} X`)?.depth ?? 0)
}

/**
 * Numbers of two and more parts give the level, as do single numbers in the style of the highest of
 * them; the level of all others follows from the rank of their style among the numbered ones.
 */
function measureLevels(headings: readonly PdfTextBlock[]): (block: PdfTextBlock) => number {
  const topRank = Math.max(0, ...headings.filter((block) => depthOf(block) === 1).map(styleRank))
  const isSure = (block: PdfTextBlock) =>
    depthOf(block) > 1 || (depthOf(block) === 1 && styleRank(block) >= topRank)
  const known = rankLevels(headings.filter(isSure))
  const levels = new Map<number, number>()
  let deepest = 0
  for (const rank of [...new Set(headings.map(styleRank))].sort((a, b) => b - a)) {
    const level = known.get(rank) ?? deepest + 1
    levels.set(rank, level)
    deepest = Math.max(deepest, level)
  }
  return (block) => (isSure(block) ? depthOf(block) : (levels.get(styleRank(block)) ?? 1))
}

/** The level that most of the numbered headings of each style have. */
function rankLevels(numbered: readonly PdfTextBlock[]): Map<number, number> {
  const depths = new Map<number, number[]>()
  for (const block of numbered) {
    const rank = styleRank(block)
    const own = depths.get(rank)
    if (own) own.push(depthOf(block))
    else depths.set(rank, [depthOf(block)])
  }
  return new Map([...depths].map(([rank, own]) => [rank, median(own)]))
}
