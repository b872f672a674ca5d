import { mode } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'
import { measureRightEdges } from './pdf-right-edges.ts'

/** What is usual in a document, measured over all its lines. */
export type Typography = {
  readonly bodySize: number
  /** Usual distance of two baselines of one paragraph, for a size. */
  pitch(size: number): number
  /** The x that lines which begin where this one does reach at most. */
  rightEdge(line: Line): number
  /** Larger than the text, or in bold where the text is not. */
  isDisplay(line: Line): boolean
}

/** `regions` hold the lines of each column from top to bottom, `pageWidths` those of all pages. */
export function measureTypography(
  regions: readonly (readonly Line[])[],
  pageWidths: readonly number[],
): Typography {
  const lines = regions.flat()
  const bodySize = mode(
    lines.map((line) => [line.size, line.text.length] as const),
    0.5,
  )
  const boldLetters = letterCount(lines.filter((line) => line.isBold))
  const isBoldUsual = boldLetters * 2 > letterCount(lines)
  const pitches = measurePitches(regions)
  return {
    bodySize,
    pitch: (size) => pitches.get(sizeKey(size)) ?? size * 1.2,
    rightEdge: measureRightEdges(regions, pageWidths),
    isDisplay: (line) =>
      line.size > 1.12 * bodySize || (line.isBold && !isBoldUsual && line.size > 0.85 * bodySize),
  }
}

function letterCount(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0)
}

function sizeKey(size: number): number {
  return Math.round(size * 2)
}

function measurePitches(regions: readonly (readonly Line[])[]): Map<number, number> {
  const distances = new Map<number, [number, number][]>()
  for (const lines of regions) {
    for (const [index, line] of lines.entries()) {
      const above = lines[index - 1]
      const distance = above ? line.baseline - above.baseline : 0
      const isNext = distance > 0.8 * line.size && distance < 3 * line.size
      if (!above || !isNext || Math.abs(above.size - line.size) > 0.6) continue
      const key = sizeKey(line.size)
      // Long lines are prose: their distances say more than those of lists and tables.
      const entry: [number, number] = [distance, Math.min(above.text.length, line.text.length)]
      const own = distances.get(key)
      if (own) own.push(entry)
      else distances.set(key, [entry])
    }
  }
  return new Map([...distances].map(([key, entries]) => [key, mode(entries, 0.5)]))
}
