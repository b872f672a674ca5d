import { Refusal } from './refusal.ts'

/** What a JPEG file (ITU-T T.81, JFIF) says of its picture. */
type JpegHeader = {
  readonly width: number
  readonly height: number
  /** 1 gray, 3 colors, 4 inks. */
  readonly channels: number
  /** Dots an inch; 0 where it does not say. */
  readonly density: number
  /** How the picture has to be turned, 1 to 8 (Exif 2.3 §4.6.4 A); 1 where it does not say. */
  readonly orientation: number
}

const startOfScan = 0xda
const endOfImage = 0xd9
const jfif = 0xe0
const exif = 0xe1

/** @throws Refusal `damaged` where the file ends before its picture does, or holds none */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  let density = 0
  let orientation = 1
  let frame: Frame | undefined
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1]!
    if (marker === startOfScan) break
    const length = file.readUInt16BE(at + 2)
    const segment = file.subarray(at + 4, at + 2 + length)
    if (marker === jfif) density = readDensity(segment) || density
    if (marker === exif) orientation = readOrientation(segment)
    if (isFrame(marker) && segment.length >= 6) frame = readFrame(segment)
    at += 2 + length
  }
  if (!frame || frame.width === 0 || frame.height === 0 || file[at + 1] !== startOfScan) {
    throw new Refusal('damaged', 'the image is damaged: it has no picture')
  }
  if (file.lastIndexOf(Buffer.from([0xff, endOfImage])) < at) {
    throw new Refusal('damaged', 'the image is damaged: its end is missing')
  }
  return { ...frame, density, orientation }
}

/** SOF0 to SOF15, but for the tables that have numbers among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

type Frame = Pick<JpegHeader, 'width' | 'height' | 'channels'>

function readFrame(segment: Buffer): Frame {
  return {
    height: segment.readUInt16BE(1),
    width: segment.readUInt16BE(3),
    channels: segment[5]!,
  }
}

const dotsPerInch = 1
const dotsPerCentimetre = 2

function readDensity(segment: Buffer): number {
  if (segment.length < 12 || segment.toString('latin1', 0, 4) !== 'JFIF') return 0
  const density = segment.readUInt16BE(8)
  if (segment[7] === dotsPerInch) return density
  return segment[7] === dotsPerCentimetre ? density * 2.54 : 0
}

const exifName = 'Exif\0\0'
const orientationTag = 0x0112
const entryBytes = 12

/** From the first directory of the TIFF file that the segment holds. */
function readOrientation(segment: Buffer): number {
  if (segment.toString('latin1', 0, exifName.length) !== exifName) return 1
  const tiff = segment.subarray(exifName.length)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const number = (at: number, bytes: 2 | 4) => {
    if (at + bytes > tiff.length) return 0
    return isLittle ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes)
  }
  const directory = number(4, 4)
  for (let entry = 0; entry < number(directory, 2); entry++) {
    const at = directory + 2 + entry * entryBytes
    if (number(at, 2) !== orientationTag) continue
    const orientation = number(at + 8, 2)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}
