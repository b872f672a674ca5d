/** An image as a PDF can hold it (ISO 32000-1 §8.9.5); `width` and `height` in pixels. */
export type PdfImage = {
  readonly width: number
  readonly height: number
  readonly colorSpace: 'DeviceGray' | 'DeviceRGB' | 'DeviceCMYK'
  /** A JPEG file as it is, or a byte for each color of each pixel. */
  readonly coding: 'jpeg' | 'bytes'
  readonly bytes: Uint8Array
  /** Dots an inch; 0 where the file does not say. */
  readonly density: number
  /** How it has to be turned to be seen upright, 1 to 8 as in Exif; absent where it lies so. */
  readonly orientation?: number
}

/** Scans of offices mostly have 150 to 300. */
const usualDensity = 150
/** Dots an inch that a scanner or a screen has; a file that says otherwise says nothing. */
const leastDensity = 50
const mostDensity = 1200

/** A PDF whose only page is the image: so it is drawn, read and quoted like any scanned page. */
export function wrapImage(image: PdfImage): Uint8Array {
  const { width, height, bytes, orientation = 1 } = image
  const isPlausible = image.density >= leastDensity && image.density <= mostDensity
  const scale = 72 / (isPlausible ? image.density : usualDensity)
  const sides = [width, height].map((side) => (side * scale).toFixed(2))
  const [pageWidth, pageHeight] = orientation >= firstLying ? sides.toReversed() : sides
  const content = `${placeImage(orientation, pageWidth!, pageHeight!)} cm /Image Do`
  const filter = image.coding === 'jpeg' ? '/Filter /DCTDecode ' : ''
  // programs that write CMYK into a JPEG write it inverted
  const decode = image.colorSpace === 'DeviceCMYK' ? '/Decode [1 0 1 0 1 0 1 0] ' : ''
  return joinObjects([
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Count 1 /Kids [3 0 R] >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] ` +
        '/Resources << /XObject << /Image 5 0 R >> >> /Contents 4 0 R >>',
    ],
    [`<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ` +
        `/ColorSpace /${image.colorSpace} /BitsPerComponent 8 ${filter}${decode}` +
        `/Length ${bytes.length} >>\nstream\n`,
      bytes,
      '\nendstream',
    ],
  ])
}

/** From this orientation on the picture lies on its side. */
const firstLying = 5

/** The matrix that puts the unit square of an image on a page (ISO 32000-1 §8.9.5.1). */
function placeImage(orientation: number, width: string, height: string): string {
  const matrices: Readonly<Record<number, string>> = {
    2: `-${width} 0 0 ${height} ${width} 0`,
    3: `-${width} 0 0 -${height} ${width} ${height}`,
    4: `${width} 0 0 -${height} 0 ${height}`,
    5: `0 -${height} -${width} 0 ${width} ${height}`,
    6: `0 -${height} ${width} 0 0 ${height}`,
    7: `0 ${height} ${width} 0 0 0`,
    8: `0 ${height} -${width} 0 ${width} 0`,
  }
  return matrices[orientation] ?? `${width} 0 0 ${height} 0 0`
}

/** Each object is made of pieces that follow each other. */
function joinObjects(objects: readonly (readonly (string | Uint8Array)[])[]): Uint8Array {
  const pieces: Uint8Array[] = []
  let length = 0
  const add = (piece: string | Uint8Array) => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
    pieces.push(bytes)
    length += bytes.length
  }
  add('%PDF-1.7\n')
  const offsets = objects.map((object, index) => {
    const offset = length
    add(`${index + 1} 0 obj\n`)
    object.forEach(add)
    add('\nendobj\n')
    return offset
  })
  const start = length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const size = objects.length + 1
  add(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`)
  add(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return Buffer.concat(pieces)
}
