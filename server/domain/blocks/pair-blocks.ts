import type { BlockMarker, BlockOpening } from './block-marker.ts'

/** A marker and its number in the order of the document. */
export type NumberedMarker = { readonly number: number; readonly marker: BlockMarker }

/** A whole block, its parts by the numbers of their markers. */
export type PairedBlock = {
  readonly opening: BlockOpening
  /** The opening marker as it is written: how a block is named to its writer. */
  readonly source: string
  readonly open: number
  readonly otherwise: number | null
  readonly close: number
}

type PairingMistake = { readonly number: number; readonly message: string }

/**
 * Joins markers to blocks, the last opened with the next closed; a block without its end is closed
 * by the end of the one around it, so that one mistake is told once.
 */
export function pairBlocks(markers: readonly NumberedMarker[]): {
  readonly blocks: readonly PairedBlock[]
  readonly mistakes: readonly PairingMistake[]
} {
  const pairing: Pairing = { open: [], blocks: [], mistakes: [] }
  for (const { number, marker } of markers) {
    if (marker.kind === 'open') pairing.open.push({ number, marker, otherwise: null })
    else if (marker.kind === 'else') addElse(pairing, number)
    else closeBlock(pairing, number, marker)
  }
  dropUnclosed(pairing, 0)
  return {
    blocks: pairing.blocks.sort((a, b) => a.open - b.open),
    mistakes: pairing.mistakes.sort((a, b) => a.number - b.number),
  }
}

type Opened = {
  readonly number: number
  readonly marker: Extract<BlockMarker, { kind: 'open' }>
  otherwise: number | null
}

type Pairing = {
  readonly open: Opened[]
  readonly blocks: PairedBlock[]
  readonly mistakes: PairingMistake[]
}

function addElse({ open, mistakes }: Pairing, number: number): void {
  const around = open.at(-1)
  if (!around) mistakes.push({ number, message: '{{else}} stands in no block' })
  else if (around.otherwise !== null) {
    mistakes.push({ number, message: `a second {{else}} in the block ${around.marker.source}` })
  } else around.otherwise = number
}

function closeBlock(
  pairing: Pairing,
  number: number,
  { name, source }: Extract<BlockMarker, { kind: 'close' }>,
): void {
  const { open, blocks, mistakes } = pairing
  const at = open.findLastIndex(({ marker }) => marker.name === name)
  if (at < 0) {
    mistakes.push({ number, message: `${source} closes a block that is not open` })
    return
  }
  dropUnclosed(pairing, at + 1)
  const opened = open.pop()
  if (!opened) return
  const { marker, otherwise } = opened
  const { opening } = marker
  blocks.push({ opening, source: marker.source, open: opened.number, otherwise, close: number })
}

function dropUnclosed({ open, mistakes }: Pairing, from: number): void {
  for (const { number, marker } of open.splice(from)) {
    mistakes.push({
      number,
      message: `the block ${marker.source} is not closed: {{/${marker.name}}} is missing`,
    })
  }
}
