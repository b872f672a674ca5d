/** Draws the add-in's icons: `node scripts/draw-icons.ts` writes addin/assets/icon-*.png. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

type Color = readonly [red: number, green: number, blue: number, alpha: number]
/** In units of the icon's side; y grows downwards. */
type Shape = {
  readonly color: Color
  readonly contains: (x: number, y: number) => boolean
}

const sizes = [16, 32, 64, 80]

/** Points a pixel's side is sampled at, for smooth edges. */
const samples = 8

const blue: Color = [0x0f, 0x54, 0x8c, 255]
const white: Color = [255, 255, 255, 255]
const grey: Color = [0xa6, 0xbc, 0xd0, 255]
const amber: Color = [0xff, 0xb9, 0x00, 255]

/** A page of lines, one of them marked and tied to the point where it comes from. */
const shapes: readonly Shape[] = [
  { color: blue, contains: roundedBox(0, 0, 1, 1, 0.2) },
  { color: white, contains: roundedBox(0.2, 0.14, 0.64, 0.86, 0.05) },
  { color: grey, contains: roundedBox(0.27, 0.25, 0.57, 0.32, 0.03) },
  { color: amber, contains: roundedBox(0.27, 0.42, 0.57, 0.54, 0.03) },
  { color: grey, contains: roundedBox(0.27, 0.64, 0.5, 0.71, 0.03) },
  { color: amber, contains: roundedBox(0.57, 0.455, 0.8, 0.505, 0) },
  { color: amber, contains: disc(0.81, 0.48, 0.11) },
]

const folder = path.join(import.meta.dirname, '../addin/assets')
mkdirSync(folder, { recursive: true })
for (const size of sizes) {
  writeFileSync(path.join(folder, `icon-${size}.png`), writePng(size, drawPixels(size)))
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

/** RGBA, row by row from the top. */
function drawPixels(size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      pixels.set(samplePixel(size, column, row), (row * size + column) * 4)
    }
  }
  return pixels
}

/** The mean over a pixel's samples; colours weigh by their opacity. */
function samplePixel(size: number, column: number, row: number): Color {
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
