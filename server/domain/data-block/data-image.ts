import { dataImage } from '../../../shared/contract/data-block.ts'
import type { DraftImage } from '../../../shared/model/draft.ts'
import { decodeBase64 } from './decode-base64.ts'
import { plainWords, type PartReading, type PartPlace } from './data-part.ts'
import { readImageHeader } from './image-header.ts'

/** Bytes of a picture, and pixels of it unpacked: beyond, readers of the document suffer. */
const imageLimits = { bytes: 10 * 1_048_576, pixels: 50_000_000 } as const

const emuPerInch = 914_400
const emuPerMillimetre = 36_000

/** An image of the data: its size is its own, or `width_mm` with its own proportions. */
export function readDataImage(value: unknown, place: PartPlace): PartReading {
  const parsed = dataImage.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  const { image, alt, title, width_mm: millimetres } = parsed.data
  const bytes = decodeImage(image)
  if (!bytes) return place.fail('/image', 'is no base64 (RFC 4648)')
  if (bytes === 'too_large') {
    return place.fail('/image', `is larger than ${imageLimits.bytes / 1_048_576} MB`)
  }
  const reading = readImageHeader(bytes)
  if (reading.outcome === 'refused') return place.fail('/image', reading.reason)
  const { mediaType, width, height, density } = reading.header
  const declared = /^\s*data:([^;,]*)/i.exec(image)?.[1]?.toLowerCase()
  if (declared !== undefined && declared !== mediaType) {
    return place.fail('/image', `calls itself ${declared} and is ${mediaType}`)
  }
  if (width * height > imageLimits.pixels) {
    const most = `${imageLimits.pixels / 1_000_000} million pixels`
    return place.fail('/image', `has ${width} × ${height} pixels, more than ${most}`)
  }
  const words = plainWords(alt ?? title ?? '')
  if (words === '' && alt === undefined) {
    return place.fail('', 'needs "alt": what the image shows, in words ("" for mere decoration)')
  }
  const wide =
    millimetres === undefined ? emuPerInch / density : (millimetres * emuPerMillimetre) / width
  const drawn: DraftImage = {
    kind: 'image',
    pointer: `${place.pointer}/image`,
    mediaType,
    width: Math.max(1, Math.round(width * wide)),
    height: Math.max(1, Math.round(height * wide)),
    alt: words,
    title: plainWords(title ?? ''),
  }
  return { outcome: 'read', content: [drawn] }
}

/** The base64 of an image without the head of a data URL (RFC 2397). */
export function imageDigits(image: string): string {
  return image.replace(/^\s*data:[^,]*,/i, '')
}

function decodeImage(image: string): Uint8Array | 'too_large' | undefined {
  const digits = imageDigits(image)
  // four digits stand for three bytes; line breaks are few beside them
  if (digits.length > imageLimits.bytes * 1.5) return 'too_large'
  const bytes = decodeBase64(digits)
  return bytes && bytes.length > imageLimits.bytes ? 'too_large' : bytes
}
