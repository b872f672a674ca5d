/** What a transfer or a disk does to a file: some bits turned, or its end lost. */
export function damage(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = () => Math.floor(random() * bytes.length)
  if (random() < 0.5) return bytes.slice(0, at())
  const damaged = bytes.slice()
  const flips = 1 + Math.floor(random() * mostFlips)
  for (let flip = 0; flip < flips; flip++) {
    const place = at()
    damaged[place] = (damaged[place] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return damaged
}

const mostFlips = 64
