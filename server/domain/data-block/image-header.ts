/** What a picture's own bytes say of it. */
type ImageHeader = {
  readonly mediaType: 'image/png' | 'image/jpeg'
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Pixels per inch, 96 where the file says nothing. */
  readonly density: number
}

type ImageReading =
  | { readonly outcome: 'read'; readonly header: ImageHeader }
  | { readonly outcome: 'refused'; readonly reason: string }

/**
 * Type, size and density of a whole PNG or JPEG. Its marks are followed to its end, so that a file
 * that is cut off or only pretends is refused; pixels are not decoded.
 */
export function readImageHeader(bytes: Uint8Array): ImageReading {
  if (startsWith(bytes, pngSignature)) return judge('PNG', readPng(bytes))
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return judge('JPEG', readJpeg(bytes))
  return { outcome: 'refused', reason: 'is neither a PNG nor a JPEG' }
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const usualDensity = 96
/** Programs write nonsense such as 1 dot per inch. */
const densities = { least: 30, most: 2400 }

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function judge(name: string, header: ImageHeader | undefined): ImageReading {
  if (!header)
    return { outcome: 'refused', reason: `begins as a ${name} and is damaged or cut off` }
  const { density } = header
  const isUsual = density >= densities.least && density <= densities.most
  return { outcome: 'read', header: isUsual ? header : { ...header, density: usualDensity } }
}

/** Chunks as PNG (ISO/IEC 15948) §5.3 has them: length, type, data, checksum; IHDR first, IEND last. */
function readPng(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size: { width: number; height: number } | undefined
  let density = usualDensity
  let hasPixels = false
  for (let at = pngSignature.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const type = asciiAt(bytes, at + 4, 4)
    const data = at + 8
    if (data + length + 4 > bytes.length || (type === 'IHDR') !== !size) return undefined
    if (type === 'IHDR') size = readPngSize(view, data, length)
    if (type === 'IHDR' && !size) return undefined
    if (type === 'IDAT') hasPixels = true
    if (type === 'pHYs' && length === 9) density = readPngDensity(view, data)
    if (type === 'IEND') {
      return size && hasPixels ? { mediaType: 'image/png', ...size, density } : undefined
    }
    at = data + length + 4
  }
  return undefined
}

function readPngSize(view: DataView, at: number, length: number) {
  const depths: Readonly<Record<number, readonly number[]>> = {
    0: [1, 2, 4, 8, 16],
    2: [8, 16],
    3: [1, 2, 4, 8],
    4: [8, 16],
    6: [8, 16],
  }
  if (length !== 13) return undefined
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)]
  const isKnown = depths[view.getUint8(at + 9)]?.includes(view.getUint8(at + 8)) ?? false
  return isKnown && width > 0 && height > 0 ? { width, height } : undefined
}

/** pHYs (§11.3.5.3): pixels per unit, and whether the unit is the metre. */
function readPngDensity(view: DataView, at: number): number {
  return view.getUint8(at + 8) === 1 ? view.getUint32(at) * 0.0254 : usualDensity
}

/** Segments up to the first scan (ITU-T T.81 annex B); the end mark must follow the scan. */
function readJpeg(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size: { width: number; height: number } | undefined
  let density = usualDensity
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) return undefined
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return undefined
    if (isFrame(marker)) size = readJpegSize(view, at + 4, length)
    if (marker === 0xe0) density = readJpegDensity(bytes, view, at + 4, length) ?? density
    if (marker === 0xda) {
      return size && hasEnd(bytes, at) ? { mediaType: 'image/jpeg', ...size, density } : undefined
    }
    at += 2 + length
  }
  return undefined
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which stand among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function readJpegSize(view: DataView, at: number, length: number) {
  if (length < 8) return undefined
  const [height, width] = [view.getUint16(at + 1), view.getUint16(at + 3)]
  return width > 0 && height > 0 ? { width, height } : undefined
}

/** JFIF 1.02: units (1 for inches, 2 for centimetres) and pixels per unit. */
function readJpegDensity(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  length: number,
): number | undefined {
  if (length < 16 || asciiAt(bytes, at, 4) !== 'JFIF') return undefined
  const density = view.getUint16(at + 8)
  return { 1: density, 2: density * 2.54 }[view.getUint8(at + 7)]
}

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at -= 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true
  }
  return false
}

function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
