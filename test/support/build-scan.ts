import { encode } from 'fast-png'
import { drawPage, type Picture } from '../../server/formats/pdf-picture.ts'
import { openPdf } from '../../server/formats/pdfium.ts'

/** A strip of a page from `top` to `bottom` in points, as a scanner with `density` dots an inch sees it. */
export type Strip = {
  readonly page: number
  readonly top: number
  readonly bottom: number
  readonly density: number
}

export async function scanStrip(
  pdf: Uint8Array,
  { page, top, bottom, density }: Strip,
): Promise<Picture> {
  const document = await openPdf(pdf)
  const perPoint = density / 72
  const picture = drawPage(document, page - 1, perPoint)
  document.close()
  if (!picture) throw new Error(`page ${page} can't be drawn`)
  const first = Math.round(top * perPoint)
  const height = Math.round(bottom * perPoint) - first
  const { width } = picture
  const pixels = picture.pixels.slice(first * width, (first + height) * width)
  return { width, height, pixels }
}

/** The picture on its head. */
export function turnOver({ width, height, pixels }: Picture): Picture {
  return { width, height, pixels: pixels.toReversed() }
}

/** A quarter clockwise. */
export function turnQuarter({ width, height, pixels }: Picture): Picture {
  const turned = new Uint8Array(pixels.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + height - 1 - y] = pixels[y * width + x]!
  }
  return { width: height, height: width, pixels: turned }
}

/** A gray PNG that says how dense its pixels are. */
export function toPng({ width, height, pixels }: Picture): Uint8Array {
  return encode({ width, height, data: pixels, channels: 1, depth: 8 })
}
