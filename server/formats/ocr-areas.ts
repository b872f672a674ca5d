import type { Values } from './ocr-models.ts'
import type { Picture } from './pdf-picture.ts'
import { resizePicture } from './ocr-pixels.ts'

/** Pixels that hang together and lie on text, and how they are spread: a line, or a piece of one. */
export type Area = {
  /** Mean probability, 0 to 1. */
  readonly score: number
  /** Radians clockwise of the longer side, between -π/2 and π/2. */
  readonly slope: number
  /** Longer and shorter extent, in pixels. */
  readonly length: number
  readonly thickness: number
  /** The outermost pixels, in pairs of x and y: all that a box around the area depends on. */
  readonly edge: Float32Array
}

/** The longer side of what the network sees, in pixels: what it was trained on is about this large. */
const longestSide = 1280
/** The network halves its picture five times. */
const stepSide = 32
/** Of the colours that it was trained with, red, green and blue (ImageNet). */
const means = [0.485, 0.456, 0.406] as const
const deviations = [0.229, 0.224, 0.225] as const

type DetectionInput = {
  readonly values: Values
  /** What the network sees. */
  readonly small: Picture
  readonly scaleX: number
  readonly scaleY: number
}

/** `scaleX` and `scaleY` are pixels of the network's picture for one of the page's. */
export function createDetectionInput(picture: Picture): DetectionInput {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const width = roundSide(picture.width * scale)
  const height = roundSide(picture.height * scale)
  const small = resizePicture(picture, width, height)
  const size = width * height
  const data = new Float32Array(3 * size)
  for (let channel = 0; channel < 3; channel++) {
    const mean = means[channel]!
    const deviation = deviations[channel]!
    for (let at = 0; at < size; at++) {
      data[channel * size + at] = (small.pixels[at]! / 255 - mean) / deviation
    }
  }
  return {
    values: { data, shape: [1, 3, height, width] },
    small,
    scaleX: width / picture.width,
    scaleY: height / picture.height,
  }
}

function roundSide(side: number): number {
  return Math.max(1, Math.round(side / stepSide)) * stepSide
}

/** As the network's makers set them. */
const textProbability = 0.3
const leastScore = 0.6
const fewestPixels = 6

/** The areas of text in a map of probabilities, in the order of their topmost pixels. */
export function findAreas({ data, shape }: Values): Area[] {
  const [, , height = 0, width = 0] = shape
  const isSeen = new Uint8Array(width * height)
  const stack = new Int32Array(width * height)
  const areas: Area[] = []
  for (let start = 0; start < isSeen.length; start++) {
    if (isSeen[start] || data[start]! <= textProbability) continue
    const count = fillArea(data, width, height, start, isSeen, stack)
    if (count < fewestPixels) continue
    const area = measureArea(data, width, stack.subarray(0, count))
    if (area.score >= leastScore) areas.push(area)
  }
  return areas
}

/** Puts the pixels that hang together with `start` into `stack`, and says how many they are. */
function fillArea(
  data: Float32Array,
  width: number,
  height: number,
  start: number,
  isSeen: Uint8Array,
  stack: Int32Array,
): number {
  let count = 0
  const add = (at: number) => {
    if (isSeen[at] || data[at]! <= textProbability) return
    isSeen[at] = 1
    stack[count++] = at
  }
  add(start)
  for (let next = 0; next < count; next++) {
    const at = stack[next]!
    const x = at % width
    if (x > 0) add(at - 1)
    if (x < width - 1) add(at + 1)
    if (at >= width) add(at - width)
    if (at < width * (height - 1)) add(at + width)
  }
  return count
}

function measureArea(data: Float32Array, width: number, pixels: Int32Array): Area {
  let sum = 0
  let sumX = 0
  let sumY = 0
  for (const at of pixels) {
    sum += data[at]!
    sumX += at % width
    sumY += Math.floor(at / width)
  }
  const meanX = sumX / pixels.length
  const meanY = sumY / pixels.length
  const { slope, long, short } = findAxes(width, pixels, meanX, meanY)
  return {
    score: sum / pixels.length,
    slope,
    // of a filled rectangle the spread is its side divided by the root of 12
    length: Math.sqrt(12 * long) + 1,
    thickness: Math.sqrt(12 * short) + 1,
    edge: listEdge(width, pixels),
  }
}

/** The axes of an ellipse that is spread like the pixels: the long one's slope, and both variances. */
function findAxes(width: number, pixels: Int32Array, meanX: number, meanY: number) {
  let xx = 0
  let yy = 0
  let xy = 0
  for (const at of pixels) {
    const x = (at % width) - meanX
    const y = Math.floor(at / width) - meanY
    xx += x * x
    yy += y * y
    xy += x * y
  }
  const count = pixels.length
  const half = (xx + yy) / (2 * count)
  const apart = Math.hypot((xx - yy) / (2 * count), xy / count)
  return {
    slope: 0.5 * Math.atan2(2 * xy, xx - yy),
    long: half + apart,
    short: Math.max(0, half - apart),
  }
}

/** The leftmost and the rightmost pixel of each row. */
function listEdge(width: number, pixels: Int32Array): Float32Array {
  const rows = new Map<number, { left: number; right: number }>()
  for (const at of pixels) {
    const x = at % width
    const row = rows.get(Math.floor(at / width))
    if (!row) rows.set(Math.floor(at / width), { left: x, right: x })
    else if (x < row.left) row.left = x
    else if (x > row.right) row.right = x
  }
  return Float32Array.from([...rows].flatMap(([y, { left, right }]) => [left, y, right + 1, y + 1]))
}
