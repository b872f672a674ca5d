import {
  firstLine,
  pageOf,
  type PdfBlock,
  type PdfTableBlock,
  type PdfTextBlock,
  roughText,
} from './pdf-block.ts'
import { endsSentence, findCaptionStart, startsCaption } from './pdf-markers.ts'
import { isShellText, isShellTable } from './pdf-table.ts'
import { findNoteStart, findPopulation } from './table-caption.ts'
import type { Typography } from './pdf-typography.ts'

/** Blocks looked at above a table for its number and title. */
const captionReach = 8
/** Gives tables their number, title, population and notes, and marks captions of figures. */
export function findCaptions(blocks: readonly PdfBlock[], typography: Typography): void {
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'text') continue
    takeCaption(blocks, index, block)
    takeNotes(blocks, index, block, typography)
  }
  for (const block of blocks) {
    const isCaption = block.kind === 'text' && isUntaken(block) && startsCaption(roughText(block))
    if (isCaption) block.role = 'caption'
  }
  markFigureWords(blocks, typography)
  markShells(blocks)
}

function isUntaken(block: PdfTextBlock): boolean {
  return (
    (block.role === 'paragraph' || block.role === 'list_item' || block.role === 'heading') &&
    block.table === undefined
  )
}

function takeCaption(blocks: readonly PdfBlock[], index: number, table: PdfTableBlock): void {
  const above = textsAbove(blocks, index, table)
  const start = above.findIndex((block) => startsCaption(roughText(block)))
  if (start >= 0) {
    const lines = above.slice(0, start + 1).reverse()
    const found = findCaptionStart(roughText(lines[0]!))!
    if (/^fig/i.test(found.noun)) return
    table.number = /^table$/i.test(found.noun) ? found.number : `${found.noun} ${found.number}`
    const words = [roughText(lines[0]!).slice(found.length), ...lines.slice(1).map(roughText)]
    table.title = words.filter((text) => text !== '' && !findPopulation(text)).join(' ')
    for (const block of lines) setRole(block, 'caption', table)
  }
  const said = above
    .slice(0, Math.max(start, 0) + 3)
    .find((block) => findPopulation(roughText(block)))
  if (!said) return
  table.population = findPopulation(roughText(said)) ?? ''
  setRole(said, 'caption', table)
}

/** From the table upwards, to the next table, long text or heading with a number. */
function textsAbove(
  blocks: readonly PdfBlock[],
  index: number,
  table: PdfTableBlock,
): PdfTextBlock[] {
  const above: PdfTextBlock[] = []
  for (let at = index - 1; at >= 0 && above.length < captionReach; at--) {
    const block = blocks[at]!
    if (block.kind !== 'text' || pageOf(block) !== table.table.page || !isUntaken(block)) break
    const isCaption = startsCaption(roughText(block))
    if (
      !isCaption &&
      (roughText(block).length > 250 || (block.role === 'heading' && block.mark !== ''))
    )
      break
    if (!isCaption && /[.]$/.test(roughText(block)) && roughText(block).length > 80) break
    above.push(block)
  }
  return above
}

function setRole(block: PdfTextBlock, role: 'caption' | 'table_note', table: PdfTableBlock): void {
  block.role = role
  block.table = table
  block.mark = ''
  block.markLength = 0
}

/** Small print below a table, and below a table in the size of the text what begins with a mark. */
function takeNotes(
  blocks: readonly PdfBlock[],
  index: number,
  table: PdfTableBlock,
  typography: Typography,
): void {
  const isSmall = table.table.size < 0.92 * typography.bodySize
  for (let at = index + 1; at < blocks.length; at++) {
    const block = blocks[at]!
    if (block.kind !== 'text' || pageOf(block) !== table.table.page || !isUntaken(block)) return
    const text = roughText(block)
    const isSmallPrint = firstLine(block).size < 0.92 * typography.bodySize
    if (block.role === 'heading' || startsCaption(text) || /^\d+[.)]$/.test(block.mark)) return
    if (!isSmallPrint && findNoteStart(text) !== 'strong') return
    if (!isSmall && !isSmallPrint && text.length > 300) return
    setRole(block, 'table_note', table)
  }
}

/** Words inside a drawing above its caption, and other scraps in small print, are no paragraphs. */
function markFigureWords(blocks: readonly PdfBlock[], typography: Typography): void {
  for (const block of blocks) {
    if (block.kind !== 'text' || block.role !== 'paragraph') continue
    const text = roughText(block)
    const isScrap = firstLine(block).size <= 0.8 * typography.bodySize && !endsSentence(text)
    if (isScrap && text.split(' ').length <= 16) block.role = 'note'
  }
}

/** What is left of an empty layout, in no table or below one, is never evidence. */
function markShells(blocks: readonly PdfBlock[]): void {
  for (const block of blocks) {
    if (block.kind !== 'text') continue
    const isUnderShell = block.table !== undefined && isShellTable(block.table.table)
    if (!isUnderShell && isShellText(roughText(block))) block.role = 'contents'
  }
}
