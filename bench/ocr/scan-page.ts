import { encode } from 'fast-png'
import { readPages } from '../../server/formats/pdf-pages.ts'
import { wrapImage } from '../../server/formats/image-pdf.ts'
import { cutOut } from '../../server/formats/ocr-pixels.ts'
import { listOwnLines } from '../../server/formats/pdf-needs-ocr.ts'
import { drawPage, type Picture } from '../../server/formats/pdf-picture.ts'
import type { PdfDocument } from '../../server/formats/pdfium.ts'
import { createRandom } from '../random.ts'

/** A page as a scanner gives it, with the words that stand on it. */
export type ScannedPage = {
  readonly number: number
  readonly png: Uint8Array
  readonly pdf: Uint8Array
  readonly words: readonly string[]
}

/** Levels of gray by which a pixel is off at most, and degrees by which a page lies askew. */
const mostNoise = 24
const mostSkew = 0.8

/** Every page of those numbers, drawn with `density` dots an inch; the same for the same numbers. */
export function scanPages(
  document: PdfDocument,
  numbers: readonly number[],
  density: number,
): ScannedPage[] {
  const pages = readPages(document)
  return numbers.map((number) => {
    const drawn = drawPage(document, number - 1, density / 72)
    if (!drawn) throw new Error(`page ${number} can't be drawn`)
    const scan = wearOut(drawn, number)
    const { width, height, pixels } = scan
    const lines = listOwnLines(pages[number - 1]!)
    return {
      number,
      png: encode({ width, height, data: pixels, channels: 1, depth: 8 }),
      pdf: wrapImage({
        ...scan,
        colorSpace: 'DeviceGray',
        coding: 'bytes',
        bytes: pixels,
        density,
      }),
      words: lines.flatMap(({ text }) => text.split(/\s+/)),
    }
  })
}

/** Turned a little, and each pixel a little lighter or darker. */
function wearOut(picture: Picture, seed: number): Picture {
  const random = createRandom(seed)
  const angle = ((2 * random() - 1) * mostSkew * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const { width, height } = picture
  const x = width / 2 - (cos * width) / 2 + (sin * height) / 2
  const y = height / 2 - (sin * width) / 2 - (cos * height) / 2
  const slant = { x, y, rightX: cos, rightY: sin, downX: -sin, downY: cos }
  const turned = cutOut(picture, slant, width, height)
  const pixels = turned.pixels.map((level) => {
    const noisy = level + (random() + random() - 1) * mostNoise
    return Math.min(255, Math.max(0, noisy))
  })
  return { width, height, pixels }
}
