import { describe, expect, test } from 'vitest'
import { wrapImage } from '../../server/formats/image-pdf.ts'
import { readJpegHeader } from '../../server/formats/jpeg-header.ts'
import { drawPage } from '../../server/formats/pdf-picture.ts'
import { openPdf } from '../../server/formats/pdfium.ts'

/** Four by two pixels, the first one black. */
const image = {
  width: 4,
  height: 2,
  colorSpace: 'DeviceGray',
  coding: 'bytes',
  bytes: Uint8Array.of(0, 255, 255, 255, 255, 255, 255, 255),
  density: 72,
} as const

async function drawTurned(orientation: number) {
  const document = await openPdf(wrapImage({ ...image, orientation }))
  const picture = drawPage(document, 0, 10)!
  document.close()
  const { width, height, pixels } = picture
  const isDark = (x: number, y: number) => pixels[y * width + x]! < 64
  const corners = {
    'top left': isDark(2, 2),
    'top right': isDark(width - 3, 2),
    'bottom left': isDark(2, height - 3),
    'bottom right': isDark(width - 3, height - 3),
  }
  const dark = Object.entries(corners).flatMap(([name, is]) => (is ? [name] : []))
  return { width, height, dark }
}

describe('a picture that a camera took askew', () => {
  // where its first row and first column are seen (Exif 2.3 §4.6.4 A)
  test.each([
    [1, 'top left', 40],
    [2, 'top right', 40],
    [3, 'bottom right', 40],
    [4, 'bottom left', 40],
    [5, 'top left', 20],
    [6, 'top right', 20],
    [7, 'bottom right', 20],
    [8, 'bottom left', 20],
  ])('is turned as its orientation %i says', async (orientation, dark, width) => {
    expect(await drawTurned(orientation)).toEqual({ width, height: 60 - width, dark: [dark] })
  })

  test.each([
    ['II', [0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]],
    ['MM', [0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]],
  ])('says so in its JPEG file, in the byte order %s', (order, directory) => {
    expect(readJpegHeader(buildJpeg(order, directory))).toMatchObject({ width: 4, orientation: 6 })
    // a directory that is cut off says nothing
    const cut = buildJpeg(order, directory.slice(0, 12))
    expect(readJpegHeader(cut)).toMatchObject({ width: 4, orientation: 1 })
  })
})

/** A JPEG with an Exif segment and a frame of 4 by 2 pixels, without the picture's own bytes. */
function buildJpeg(order: string, directory: readonly number[]): Uint8Array {
  const exif = [...Buffer.from(`Exif\0\0${order}`, 'latin1'), ...directory]
  const frame = [8, 0, 2, 0, 4, 1, 1, 0x11, 0]
  const segment = (marker: number, bytes: readonly number[]) => [
    0xff,
    marker,
    0,
    bytes.length + 2,
    ...bytes,
  ]
  const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0, 0xff, 0xd9]
  return Uint8Array.from([0xff, 0xd8, ...segment(0xe1, exif), ...segment(0xc0, frame), ...scan])
}
