import type { TemplateParagraph } from '../../../shared/model/template.ts'
import type { ChunkFinding } from '../rules/scan-template.ts'
import { pairBlocks, type NumberedMarker, type PairedBlock } from './pair-blocks.ts'

export type BlockReading = {
  /** Their markers are numbered by their place among the findings. */
  readonly blocks: readonly PairedBlock[]
  /** What is wrong at a finding: blocks that don't pair, or "." outside of all. */
  readonly mistakes: ReadonlyMap<ChunkFinding, string>
  /** What stands in a block: data decides whether it is there at all. */
  readonly inner: ReadonlySet<ChunkFinding>
}

/**
 * Pairs the markers among all findings of a template. Paragraphs don't tell which cell they stand
 * in: a block that leaves its row, but not the table, is found only when it is expanded.
 */
export function readBlocks(
  findings: readonly ChunkFinding[],
  paragraphs: readonly TemplateParagraph[],
): BlockReading {
  const { blocks, mistakes } = pairBlocks(listMarkers(findings))
  const found = new Map<ChunkFinding, string>()
  const tell = (number: number, message: string) => {
    const finding = findings[number]
    if (finding && !found.has(finding)) found.set(finding, message)
  }
  for (const { number, message } of mistakes) tell(number, message)
  const inTable = new Set(paragraphs.flatMap(({ index, isInTable }) => (isInTable ? [index] : [])))
  for (const block of blocks) {
    const ends = [block.open, block.close].map((number) => isIn(inTable, findings[number]))
    if (ends[0] !== ends[1]) tell(block.open, describeCrossing(block.source))
  }
  const depths = measureDepths(findings.length, blocks)
  findings.forEach((finding, number) => {
    if (isDot(finding) && !depths[number]) tell(number, describeLoneDot(finding))
  })
  const inner = new Set(findings.filter((_, number) => depths[number]))
  return { blocks, mistakes: found, inner }
}

export function describeCrossing(source: string): string {
  return `the block ${source} begins and ends in different cells or frames: both must stand in one`
}

/** "." is the item of the repeat around it. */
export function describeLoneDot({ form }: { readonly form: 'value' | 'block' }): string {
  return `${form === 'block' ? '[[block .]]' : '{{.}}'} stands in no repeat`
}

function listMarkers(findings: readonly ChunkFinding[]): readonly NumberedMarker[] {
  return findings.flatMap((finding, number) =>
    finding.kind === 'block' ? [{ number, marker: finding.marker }] : [],
  )
}

function isIn(paragraphs: ReadonlySet<number>, finding: ChunkFinding | undefined): boolean {
  return finding?.kind === 'block' && paragraphs.has(finding.place.firstParagraph)
}

function isDot(finding: ChunkFinding): finding is Extract<ChunkFinding, { kind: 'placeholder' }> {
  return finding.kind === 'placeholder' && finding.field === '.'
}

/** In how many blocks each finding stands. */
function measureDepths(count: number, blocks: readonly PairedBlock[]): readonly number[] {
  const steps = Array.from({ length: count + 1 }, () => 0)
  for (const { open, close } of blocks) {
    steps[open] = (steps[open] ?? 0) + 1
    steps[close] = (steps[close] ?? 0) - 1
  }
  let depth = 0
  return steps.slice(0, count).map((step) => (depth += step))
}
