import type { EvidenceSource } from './evidence.ts'

type WithText = Pick<EvidenceSource, 'sourceText'>

/**
 * Keeps what was read of each source's tables, from one check, question or typed sentence to the next, as long
 * as the source is the same object. What was asked for longest ago is forgotten first: all that is kept of one
 * reading has no more than `mostCells` cells of tables, which take some 130 million bytes for all readings
 * together: a list of 8,000 rows, or five studies.
 */
export function rememberSources<Source extends WithText, Reading>(
  read: (source: Source) => Reading & {},
  mostCells = 100_000,
): (source: Source) => Reading & {} {
  const kept = new Map<Source, Reading & {}>()
  let total = 0
  const forget = (source: Source): void => {
    if (kept.delete(source)) total -= countCells(source)
  }
  return (source) => {
    const reading = kept.get(source) ?? read(source)
    forget(source)
    kept.set(source, reading)
    total += countCells(source)
    for (const oldest of kept.keys()) {
      if (total <= mostCells) break
      forget(oldest)
    }
    return reading
  }
}

/** A source without tables takes its place as well. */
function countCells({ sourceText }: WithText): number {
  return sourceText.blocks.reduce(
    (sum, block) => (block.kind === 'table' ? sum + block.cells.length : sum),
    leastCells,
  )
}

const leastCells = 10
