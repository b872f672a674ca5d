import type { Picture } from './pdf-picture.ts'

/** Levels of gray between a pixel and the one above it: the edge of a stroke. */
const edgeContrast = 48
/** Points that are looked at: enough for a full page, and no more for a photograph. */
const mostPoints = 60_000
/** Degrees: a first look around the guess, and a second one around its best. */
const looks = [
  { reach: 1.2, step: 0.1 },
  { reach: 0.1, step: 0.02 },
]

/**
 * Degrees clockwise by which a picture's lines are turned, near a first guess: turned back by them,
 * the upper and lower edges of letters lie in the fewest rows.
 */
export function refineSkew(picture: Picture, guess: number): number {
  const points = listEdges(picture)
  if (points.length === 0) return guess
  let best = guess
  for (const { reach, step } of looks) {
    const middle = best
    let most = -Infinity
    const count = Math.round(reach / step)
    for (let at = -count; at <= count; at++) {
      const angle = middle + at * step
      const score = scoreAngle(points, picture, angle)
      if (score > most) [most, best] = [score, angle]
    }
  }
  return Math.round(((best + 360) % 360) * 100) / 100
}

/** Pairs of x and y. */
function listEdges({ width, height, pixels }: Picture): Float32Array {
  const found: number[] = []
  for (let at = width; at < width * height; at++) {
    if (Math.abs(pixels[at]! - pixels[at - width]!) < edgeContrast) continue
    found.push(at % width, Math.floor(at / width))
  }
  const every = Math.ceil(found.length / 2 / mostPoints)
  return Float32Array.from(found.filter((_, index) => (index >> 1) % every === 0))
}

/** Sum of the squares of how many points lie in each row. */
function scoreAngle(points: Float32Array, { width, height }: Picture, degrees: number): number {
  const cos = Math.cos((degrees * Math.PI) / 180)
  const sin = Math.sin((degrees * Math.PI) / 180)
  const reach = width + height
  const rows = new Uint32Array(2 * reach)
  for (let at = 0; at < points.length; at += 2) {
    rows[Math.floor(points[at + 1]! * cos - points[at]! * sin) + reach]!++
  }
  return rows.reduce((sum, count) => sum + count * count, 0)
}
