import type { Block, SourceText, TableBlock, TableCell } from '../../../shared/model/source-text.ts'
import { shiftRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { readClaims, walkBlocks, type DocumentClaim } from './list-claims.ts'

/** What one block of a text says, with what is told of each claim by its words alone. */
export type ToldBlock<T> = {
  readonly block: Block
  /** Equal for blocks that have the same claims, but for their place and for what tables are. */
  readonly name: string
  readonly claims: readonly DocumentClaim[]
  /** Parallel to `claims`. */
  readonly told: readonly T[]
}

/**
 * The claims of a text by its blocks. A block that stood in an earlier text word for word, in the same
 * form and below the same headings, says what it said there: it is neither read nor told again.
 * @param tell may depend on nothing but what a claim says, not on its place
 */
export function tellClaims<T>(
  sourceText: SourceText,
  tell: (claim: DocumentClaim) => T,
  earlier: readonly ToldBlock<T>[] = [],
): ToldBlock<T>[] {
  const known = new Map(earlier.map((one) => [one.name, one]))
  return walkBlocks(sourceText, (block, headingPath): ToldBlock<T> => {
    const name = nameBlock(sourceText, block, headingPath)
    const same = known.get(name)
    if (same && haveSameForm(same.block, block)) return moveBlock(same, block)
    const claims = readClaims(sourceText, block, headingPath)
    return { block, name, claims, told: claims.map(tell) }
  })
}

/** Texts hold no U+0000. */
function nameBlock({ text }: SourceText, block: Block, headingPath: readonly string[]): string {
  const table = block.kind === 'table' ? [block.number, block.title, block.population] : []
  return [block.kind, ...headingPath, '', ...table, sliceRange(text, block.range)].join('\0')
}

function moveBlock<T>(same: ToldBlock<T>, block: Block): ToldBlock<T> {
  const by = block.range.start - same.block.range.start
  if (by === 0) return { ...same, block }
  const claims = same.claims.map((claim) => ({ ...claim, range: shiftRange(claim.range, by) }))
  return { ...same, block, claims }
}

/** Of blocks with the same words. */
function haveSameForm(one: Block, other: Block): boolean {
  if (one.kind !== 'table' || other.kind !== 'table') return one.kind === other.kind
  return (
    one.rowCount === other.rowCount &&
    one.columnCount === other.columnCount &&
    one.headerRowCount === other.headerRowCount &&
    one.isShell === other.isShell &&
    haveSameCells(one, other)
  )
}

function haveSameCells(one: TableBlock, other: TableBlock): boolean {
  const by = other.range.start - one.range.start
  return (
    one.cells.length === other.cells.length &&
    one.cells.every((cell, at) => isSameCell(cell, other.cells[at], by))
  )
}

function isSameCell(cell: TableCell, other: TableCell | undefined, by: number): boolean {
  return (
    other !== undefined &&
    cell.row === other.row &&
    cell.column === other.column &&
    cell.rowSpan === other.rowSpan &&
    cell.columnSpan === other.columnSpan &&
    cell.indent === other.indent &&
    cell.marker === other.marker &&
    isSameRange(cell.range, other.range, by)
  )
}

function isSameRange(range: TextRange, other: TextRange, by: number): boolean {
  return range.start + by === other.start && range.end + by === other.end
}
