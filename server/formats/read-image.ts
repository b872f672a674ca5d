import { decode, ResolutionUnitSpecifier, type DecodedPng } from 'fast-png'
import type { ReadResult } from '../../shared/model/source-text.ts'
import { type PdfImage, wrapImage } from './image-pdf.ts'
import { readJpegHeader } from './jpeg-header.ts'
import { ocrIsOff, type OcrOptions } from './pdf-needs-ocr.ts'
import { toGray } from './png-gray.ts'
import { readPdf } from './read-pdf.ts'
import { Refusal } from './refusal.ts'
import { refuseOnErrorLater } from './refused.ts'

/** Its version counts what is its own; the words are those that OCR finds on a page. */
const imageReader = { name: 'image', version: '1' }

/** Reads what a scan or photograph shows; without `ocr` that is nothing. Never throws for what a file holds. */
export async function readPng(bytes: Uint8Array, ocr?: OcrOptions): Promise<ReadResult> {
  return readImage(bytes, openPng, ocr)
}

/** The same for a JPEG. */
export async function readJpeg(bytes: Uint8Array, ocr?: OcrOptions): Promise<ReadResult> {
  return readImage(bytes, openJpeg, ocr)
}

function readImage(
  bytes: Uint8Array,
  open: (bytes: Uint8Array) => PdfImage,
  ocr: OcrOptions | undefined,
): Promise<ReadResult> {
  return refuseOnErrorLater(async () => {
    const image = open(bytes)
    if (!ocr) throw new Refusal('no_text', `it is an image. ${ocrIsOff}`)
    const result = await readPdf(wrapImage(image), ocr)
    if (result.outcome === 'refused') return result
    const { sourceText } = result
    const reader = { ...sourceText.reader, ...imageReader }
    return { ...result, sourceText: { ...sourceText, reader } }
  })
}

/** An A3 page at 600 dots an inch has 70 million pixels. */
const mostPixels = 80_000_000

function checkSize(width: number, height: number): void {
  if (width * height <= mostPixels) return
  throw new Refusal('too_large', `the image has ${width} by ${height} pixels`)
}

function openJpeg(bytes: Uint8Array): PdfImage {
  const { width, height, channels, density, orientation } = readJpegHeader(bytes)
  checkSize(width, height)
  const colorSpace = colorSpaces[channels]
  if (!colorSpace) throw new Refusal('damaged', `the image has ${channels} colors`)
  return { width, height, colorSpace, coding: 'jpeg', bytes, density, orientation }
}

const colorSpaces: Readonly<Record<number, PdfImage['colorSpace']>> = {
  1: 'DeviceGray',
  3: 'DeviceRGB',
  4: 'DeviceCMYK',
}

/** Bytes of the signature and of the header that follows it (ISO/IEC 15948 §11.2.2). */
const pngHeaderLength = 33

function openPng(bytes: Uint8Array): PdfImage {
  if (bytes.length < pngHeaderLength) throw new Refusal('damaged', 'the image has no header')
  const header = new DataView(bytes.buffer, bytes.byteOffset, pngHeaderLength)
  checkSize(header.getUint32(16), header.getUint32(20))
  const png = decodePng(bytes)
  const { width, height } = png
  const gray = toGray(png)
  return {
    width,
    height,
    colorSpace: 'DeviceGray',
    coding: 'bytes',
    bytes: gray,
    density: densityOf(png),
  }
}

function decodePng(bytes: Uint8Array): DecodedPng {
  try {
    return decode(bytes, { checkCrc: true })
  } catch (error) {
    throw new Refusal('damaged', `the image is damaged: ${String(error)}`)
  }
}

const metresPerInch = 0.0254

function densityOf({ resolution }: DecodedPng): number {
  const isMetric = resolution?.unit === ResolutionUnitSpecifier.METRE
  return isMetric ? resolution.x * metresPerInch : 0
}
