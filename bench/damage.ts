import { refuseOnError } from '../server/formats/refused.ts'
import { readZip, writeZip } from '../server/formats/zip.ts'

/** What a transfer or a disk does to a file: some bits turned, or its end lost. */
export function damage(bytes: Uint8Array, random: () => number): Uint8Array {
  return random() < 0.5 ? loseEnd(bytes, random) : turnBits(bytes, random)
}

export function loseEnd(bytes: Uint8Array, random: () => number): Uint8Array {
  return bytes.slice(0, Math.floor(random() * bytes.length))
}

/** Seldom many, so that some of it is still read. */
export function turnBits(bytes: Uint8Array, random: () => number): Uint8Array {
  // a Buffer's own slice() would be a view, and the damage of the file itself
  const damaged = Uint8Array.from(bytes)
  const flips = Math.floor(mostFlips ** random())
  for (let flip = 0; flip < flips; flip++) {
    const place = Math.floor(random() * bytes.length)
    damaged[place] = (damaged[place] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return damaged
}

const mostFlips = 64

/**
 * Turns bits in one part of a package and packs it again: the checksums of its zip are right, so that
 * the part's own reader sees them. Undefined for what is no readable package.
 */
export function turnBitsOfPart(bytes: Uint8Array, random: () => number): Uint8Array | undefined {
  const parts = refuseOnError(() => readZip(bytes))
  if (!(parts instanceof Map)) return undefined
  const names = [...parts.keys()].filter((name) => /\.(xml|rels)$/.test(name))
  const name = names[Math.floor(random() * names.length)]
  const part = parts.get(name ?? '')
  if (name === undefined || !part || part.length === 0) return undefined
  return writeZip(parts.set(name, turnBits(part, random)))
}
