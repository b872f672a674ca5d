import type { SourceText } from '../../../shared/model/source-text.ts'
import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { isPlace, readClaims, walkBlocks, type DocumentClaim } from './list-claims.ts'

/**
 * Finds the cell of a text that stands where a whole cell of an earlier one stood, whatever it holds:
 * below the same headings, in a table of the same number and title, where row and column have the same
 * names. Undefined where either text has several such cells, and where a name is missing.
 */
export function createSameAddressFinder(
  from: SourceText,
  to: SourceText,
): (range: TextRange) => TextRange | undefined {
  const old = listAddressed(from)
  const [before, now] = [keepOnly(old), keepOnly(listAddressed(to))]
  const starts = new Map(old.map((cell) => [cell.words.start, cell]))
  return (range) => {
    const cell = starts.get(trim(from.text, range).start)
    if (!cell || !containsRange(range, cell.words)) return undefined
    return before.has(cell.address) ? now.get(cell.address) : undefined
  }
}

type Addressed = { readonly address: string; readonly words: TextRange }

function listAddressed(sourceText: SourceText): readonly Addressed[] {
  const claims = walkBlocks(sourceText, (block, headingPath) =>
    block.kind === 'table' ? readClaims(sourceText, block, headingPath) : [],
  )
  return claims.flat().flatMap((claim) => {
    const address = writeAddress(claim)
    return address ? [{ address, words: trim(sourceText.text, claim.range) }] : []
  })
}

/** By their addresses, those that share theirs with no other. */
function keepOnly(cells: readonly Addressed[]): ReadonlyMap<string, TextRange> {
  const only = new Map<string, TextRange>()
  const seen = new Set<string>()
  for (const { address, words } of cells) {
    if (seen.has(address)) only.delete(address)
    else only.set(address, words)
    seen.add(address)
  }
  return only
}

/** A number in place of a name says nothing: a row above it may have gone. */
function writeAddress({ headingPath, cell }: DocumentClaim): string | undefined {
  if (!cell || cell.rowPath.length === 0 || cell.columnPath.length === 0) return undefined
  const { tableNumber, tableTitle, rowPath, columnPath } = cell
  if ([...rowPath, ...columnPath].some(isPlace)) return undefined
  return JSON.stringify([headingPath, tableNumber, tableTitle, rowPath, columnPath])
}

function trim(text: string, range: TextRange): TextRange {
  const words = sliceRange(text, range)
  const start = range.start + words.length - words.trimStart().length
  return { start, end: start + words.trim().length }
}
