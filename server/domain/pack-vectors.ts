import { listSigns, packVector, type TextVectors } from './vectors.ts'

/**
 * The bytes of some passages' vectors in the store: count, numbers a vector, places, scales, numbers.
 * @throws when a vector has no direction or another length than the first
 */
export function packVectors(
  ordinals: readonly number[],
  vectors: readonly Float32Array[],
): Uint8Array {
  const dimensions = vectors[0]?.length ?? 0
  const head = Uint32Array.of(ordinals.length, dimensions, ...ordinals)
  const bytes = new Uint8Array(head.byteLength + ordinals.length * (4 + dimensions))
  bytes.set(new Uint8Array(head.buffer))
  const scales = new Float32Array(bytes.buffer, head.byteLength, ordinals.length)
  const numbers = new Int8Array(bytes.buffer, head.byteLength + scales.byteLength)
  for (const at of ordinals.keys()) {
    const packed = vectors[at]?.length === dimensions ? packVector(vectors[at]) : undefined
    if (!packed) throw new Error(`vector ${at} can not be packed`)
    scales[at] = packed.scale
    numbers.set(packed.numbers, at * dimensions)
  }
  return bytes
}

/** The portions of one text, in its order. */
export function readVectors(portions: readonly Uint8Array[]): TextVectors {
  const read = portions.map(readPortion)
  const dimensions = read[0]?.dimensions ?? 0
  const same = read.filter((one) => one.dimensions === dimensions)
  const count = same.reduce((sum, { ordinals }) => sum + ordinals.length, 0)
  const ordinals = new Uint32Array(count)
  const scales = new Float32Array(count)
  const numbers = new Int8Array(count * dimensions)
  let at = 0
  for (const one of same) {
    ordinals.set(one.ordinals, at)
    scales.set(one.scales, at)
    numbers.set(one.numbers, at * dimensions)
    at += one.ordinals.length
  }
  return { dimensions, ordinals, scales, numbers, signs: listSigns(numbers, dimensions) }
}

/** Bytes that it takes in memory. */
export function sizeOfVectors({ ordinals, numbers, signs }: TextVectors): number {
  return 8 * ordinals.length + numbers.byteLength + signs.byteLength
}

function readPortion(stored: Uint8Array) {
  // numbers must lie at a multiple of four, wherever the driver has put the bytes
  const { buffer } = stored.slice()
  const [count = 0, dimensions = 0] = new Uint32Array(buffer, 0, 2)
  const ordinals = new Uint32Array(buffer, 8, count)
  const scales = new Float32Array(buffer, 8 + 4 * count, count)
  return { dimensions, ordinals, scales, numbers: new Int8Array(buffer, 8 + 8 * count) }
}
