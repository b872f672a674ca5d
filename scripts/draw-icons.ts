/** Draws the icons of the add-in and its buttons: `node scripts/draw-icons.ts` writes addin/assets/icon-*.png. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

type Color = readonly [red: number, green: number, blue: number, alpha: number]
/** In units of the icon's side; y grows downwards. */
type Shape = {
  readonly color: Color
  readonly contains: (x: number, y: number) => boolean
}

/** Those that Office documents for the buttons of its ribbon. */
const sizes = [16, 20, 24, 32, 40, 48, 64, 80]

/** Points a pixel's side is sampled at, for smooth edges. */
const samples = 8

const blue: Color = [0x0f, 0x54, 0x8c, 255]
const white: Color = [255, 255, 255, 255]
const grey: Color = [0xa6, 0xbc, 0xd0, 255]
const amber: Color = [0xff, 0xb9, 0x00, 255]

const ground: Shape = { color: blue, contains: roundedBox(0, 0, 1, 1, 0.2) }
const page: Shape = { color: white, contains: roundedBox(0.2, 0.14, 0.64, 0.86, 0.05) }
const firstLine: Shape = { color: grey, contains: roundedBox(0.27, 0.25, 0.57, 0.32, 0.03) }
const lastLine: Shape = { color: grey, contains: roundedBox(0.27, 0.64, 0.5, 0.71, 0.03) }

/** A page of lines, one of them marked and tied to the point where it comes from. */
const sources: readonly Shape[] = [
  ground,
  page,
  firstLine,
  { color: amber, contains: roundedBox(0.27, 0.42, 0.57, 0.54, 0.03) },
  lastLine,
  { color: amber, contains: roundedBox(0.57, 0.455, 0.8, 0.505, 0) },
  { color: amber, contains: disc(0.81, 0.48, 0.11) },
]

/** A page that is added. */
const generate: readonly Shape[] = [
  ground,
  page,
  firstLine,
  { color: grey, contains: roundedBox(0.27, 0.42, 0.5, 0.49, 0.03) },
  { color: blue, contains: disc(0.66, 0.67, 0.25) },
  { color: amber, contains: disc(0.66, 0.67, 0.21) },
  { color: blue, contains: stroke(0.55, 0.67, 0.77, 0.67, 0.035) },
  { color: blue, contains: stroke(0.66, 0.56, 0.66, 0.78, 0.035) },
]

/** A page with a tick. */
const check: readonly Shape[] = [
  ground,
  page,
  firstLine,
  { color: grey, contains: roundedBox(0.27, 0.42, 0.5, 0.49, 0.03) },
  { color: blue, contains: disc(0.66, 0.67, 0.25) },
  { color: amber, contains: disc(0.66, 0.67, 0.21) },
  { color: blue, contains: stroke(0.56, 0.68, 0.63, 0.75, 0.035) },
  { color: blue, contains: stroke(0.63, 0.75, 0.76, 0.59, 0.035) },
]

/** Something said, with the mark of its source. */
const chat: readonly Shape[] = [
  ground,
  { color: white, contains: roundedBox(0.14, 0.2, 0.86, 0.66, 0.1) },
  { color: white, contains: stroke(0.3, 0.6, 0.27, 0.8, 0.05) },
  { color: grey, contains: roundedBox(0.24, 0.31, 0.76, 0.38, 0.03) },
  { color: grey, contains: roundedBox(0.24, 0.48, 0.52, 0.55, 0.03) },
  { color: amber, contains: disc(0.66, 0.515, 0.09) },
]

const icons: Readonly<Record<string, readonly Shape[]>> = {
  icon: sources,
  'icon-sources': sources,
  'icon-generate': generate,
  'icon-check': check,
  'icon-chat': chat,
}

const folder = path.join(import.meta.dirname, '../addin/assets')
mkdirSync(folder, { recursive: true })
for (const [name, shapes] of Object.entries(icons)) {
  for (const size of sizes) {
    writeFileSync(
      path.join(folder, `${name}-${size}.png`),
      writePng(size, drawPixels(shapes, size)),
    )
  }
}

function roundedBox(left: number, top: number, right: number, bottom: number, radius: number) {
  return (x: number, y: number): boolean => {
    if (x < left || x > right || y < top || y > bottom) return false
    const dx = Math.max(left + radius - x, x - right + radius, 0)
    const dy = Math.max(top + radius - y, y - bottom + radius, 0)
    return dx * dx + dy * dy <= radius * radius
  }
}

function disc(centerX: number, centerY: number, radius: number) {
  return (x: number, y: number): boolean => Math.hypot(x - centerX, y - centerY) <= radius
}

/** A line with round ends, `half` as thick to each side. */
function stroke(fromX: number, fromY: number, toX: number, toY: number, half: number) {
  const [dx, dy] = [toX - fromX, toY - fromY]
  return (x: number, y: number): boolean => {
    const along = ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy)
    const at = Math.max(0, Math.min(1, along))
    return Math.hypot(x - fromX - at * dx, y - fromY - at * dy) <= half
  }
}

/** RGBA, row by row from the top. */
function drawPixels(shapes: readonly Shape[], size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      pixels.set(samplePixel(shapes, size, column, row), (row * size + column) * 4)
    }
  }
  return pixels
}

/** The mean over a pixel's samples; colours weigh by their opacity. */
function samplePixel(shapes: readonly Shape[], size: number, column: number, row: number): Color {
  const sum = [0, 0, 0, 0]
  for (let index = 0; index < samples * samples; index++) {
    const x = (column + ((index % samples) + 0.5) / samples) / size
    const y = (row + (Math.floor(index / samples) + 0.5) / samples) / size
    const color = shapes.findLast((shape) => shape.contains(x, y))?.color
    if (color) color.forEach((value, channel) => (sum[channel]! += value))
  }
  const [red = 0, green = 0, blueSum = 0, alpha = 0] = sum
  const covered = alpha / 255
  if (covered === 0) return [0, 0, 0, 0]
  const mean = (value: number) => Math.round(value / covered)
  return [mean(red), mean(green), mean(blueSum), Math.round(alpha / (samples * samples))]
}

/** PNG (ISO/IEC 15948): 8 bits a channel with alpha, no filter, no interlace. */
function writePng(size: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const lineLength = size * 4
  const lines = Array.from({ length: size }, (_, row) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(row * lineLength, (row + 1) * lineLength)]),
  )
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    writeChunk('IHDR', header),
    writeChunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ])
}

function writeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
