import { firstLine, type PdfBlock } from './pdf-block.ts'

/** Points: items whose marks stand this near to each other are on one level. */
const sameLevel = 4
const deepestLevel = 8

/** Gives list items their depth by how far their marks stand to the right. */
export function levelLists(blocks: readonly PdfBlock[]): void {
  let lefts: number[] = []
  for (const block of blocks) {
    if (block.kind === 'table') continue
    const { left } = firstLine(block)
    if (block.role === 'heading') lefts = []
    if (block.role === 'paragraph' && left <= (lefts[0] ?? Infinity) + sameLevel) lefts = []
    if (block.role !== 'list_item') continue
    lefts = lefts.filter((other) => other < left + sameLevel)
    if (lefts.length === 0 || left > lefts.at(-1)! + sameLevel) lefts.push(left)
    block.level = Math.min(lefts.length - 1, deepestLevel)
  }
}
