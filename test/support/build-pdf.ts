/** What to draw on a page; coordinates are points from the page's top left corner. */
export type PdfPageInput = {
  readonly width?: number
  readonly height?: number
  /** Degrees clockwise by which a viewer turns the page: /Rotate. */
  readonly rotate?: 0 | 90 | 180 | 270
  /** What is shown of the page before it is turned: /CropBox. */
  readonly crop?: PdfRuleInput
  readonly lines?: readonly PdfLineInput[]
  readonly rules?: readonly PdfRuleInput[]
  readonly annotations?: readonly PdfAnnotationInput[]
  /** A gray picture, a byte a pixel, over the whole page and below its lines. */
  readonly image?: PdfImageInput
}

export type PdfImageInput = {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** A filled form field, or text that someone put on the page; left end and baseline of its words. */
export type PdfAnnotationInput = {
  readonly kind: 'field' | 'note'
  readonly text: string
  readonly x: number
  readonly y: number
  readonly isHidden?: boolean
}

export type PdfLineInput = {
  readonly text: string
  /** Left end and baseline; 72 and 72 further down with each line of 14 points where they are not given. */
  readonly x?: number
  readonly y?: number
  readonly size?: number
  readonly font?: PdfFont
  /** Degrees clockwise from upright. */
  readonly angle?: number
  /** How far letters lean to the right for each point that they are high: slanted without an italic font. */
  readonly lean?: number
}

/** A straight line from one corner to the other. */
export type PdfRuleInput = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/**
 * `unmapped` has letters whose names no list knows. `unicode` has any letter of the basic plane, each
 * 0.6 of its size wide; `numbered` numbers its letters and says not which they are; `tall` claims to
 * reach five sizes above and below the line.
 */
export type PdfFont =
  'regular' | 'bold' | 'italic' | 'fixed' | 'unmapped' | 'unicode' | 'numbered' | 'tall'

export type PdfInput = {
  readonly pages: readonly PdfPageInput[]
  readonly title?: string
  /** /PageLabels, one prefix a page. */
  readonly pageLabels?: readonly string[]
  /** Protected by a password that nobody knows. */
  readonly isEncrypted?: boolean
  /** What /Count says, where that is not the number of pages. */
  readonly statedCount?: number
}

const fontNames: Record<PdfFont, string> = {
  regular: 'Helvetica',
  bold: 'Helvetica-Bold',
  italic: 'Helvetica-Oblique',
  fixed: 'Courier',
  unmapped: 'Custom',
  unicode: 'AnyLetter',
  numbered: 'Numbered',
  tall: 'Tall',
}
const fonts = Object.keys(fontNames) as PdfFont[]

/**
 * A small valid PDF with the standard fonts, whose widths readers know. Text is WinAnsi: Latin-1,
 * and the bullet. Equal inputs give equal bytes.
 */
export function buildPdf(input: PdfInput): Uint8Array {
  const { pages, title, pageLabels, isEncrypted = false, statedCount = pages.length } = input
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const pageIds = pages.map((_, index) => firstPage + 2 * index)
  const labels = pageLabels
    ? `/PageLabels << /Nums [${pageLabels.map(labelEntry).join(' ')}] >>`
    : ''
  add(`<< /Type /Catalog /Pages 2 0 R ${labels} >>`)
  add(
    `<< /Type /Pages /Count ${statedCount} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
  )
  add(`<< /Title (${escapeText(title ?? '')}) >>`)
  for (const font of fonts) add(fontObject(font))
  add(toUnicode)
  let appearanceId = firstPage + 2 * pages.length
  const imageIds = numberImages(pages, appearanceId)
  for (const [index, page] of pages.entries()) {
    add(pageObject(page, pageIds[index]! + 1, appearanceId, imageIds.get(page)))
    add(streamObject(pageContent(page)))
    appearanceId += page.annotations?.length ?? 0
  }
  for (const { annotations = [] } of pages) for (const one of annotations) add(appearance(one))
  for (const { image } of imageIds.keys()) if (image) add(imageObject(image))
  return writeFile(objects, isEncrypted)
}

/** Images come behind the looks of all annotations. */
function numberImages(
  pages: readonly PdfPageInput[],
  firstAppearance: number,
): Map<PdfPageInput, number> {
  const looks = pages.reduce((sum, { annotations = [] }) => sum + annotations.length, 0)
  const withImage = pages.filter(({ image }) => image)
  return new Map(withImage.map((page, index) => [page, firstAppearance + looks + index]))
}

function imageObject({ width, height, pixels }: PdfImageInput): string {
  const form = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`
  const colors = '/ColorSpace /DeviceGray /BitsPerComponent 8'
  return streamObject(Buffer.from(pixels).toString('latin1'), `${form} ${colors}`)
}

/** Catalog, pages, information, fonts, the letters of `unicode`. */
const firstPage = 5 + fonts.length

function labelEntry(label: string, index: number): string {
  return `${index} << /P (${escapeText(label)}) >>`
}

function fontObject(font: PdfFont): string {
  if (font === 'unmapped') return unmappedFont()
  if (font === 'unicode') return composite(font, `/ToUnicode ${firstPage - 1} 0 R`)
  if (font === 'numbered') return composite(font, '')
  const descriptor = font === 'tall' ? tallDescriptor : ''
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${fontNames[font]} /Encoding /WinAnsiEncoding ${descriptor} >>`
}

const tallDescriptor =
  `/FirstChar 0 /LastChar 255 /Widths [${'600 '.repeat(256)}] /FontDescriptor << /Type /FontDescriptor ` +
  `/FontName /Tall /Flags 32 /FontBBox [0 -5000 1000 5000] /Ascent 5000 /Descent -5000 /CapHeight 700 /StemV 80 /ItalicAngle 0 >>`

/** Codes of two bytes, which count glyphs (ISO 32000-1 §9.7). */
function composite(font: PdfFont, toUnicode: string): string {
  const descendant =
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${fontNames[font]} /DW 600 ` +
    `/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>`
  return `<< /Type /Font /Subtype /Type0 /BaseFont /${fontNames[font]} /Encoding /Identity-H /DescendantFonts [${descendant}] ${toUnicode} >>`
}

/** Every code is the letter of that number. */
const toUnicode = streamObject(
  'begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ' +
    '1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap',
)

/** The unmapped font maps its codes to glyph names that no list knows. */
function unmappedFont(): string {
  const names = Array.from({ length: 26 }, (_, index) => `/glyph${index}`).join(' ')
  const procedures = Array.from({ length: 26 }, (_, index) => `/glyph${index} ${firstPage - 1} 0 R`)
  return (
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] ` +
    `/FirstChar 97 /LastChar 122 /Widths [${'600 '.repeat(26)}] ` +
    `/Encoding << /Type /Encoding /Differences [97 ${names}] >> /CharProcs << ${procedures.join(' ')} >> >>`
  )
}

function pageObject(
  page: PdfPageInput,
  contentId: number,
  appearanceId: number,
  imageId: number | undefined,
): string {
  const { width = 612, height = 792, rotate = 0, crop, annotations = [] } = page
  const cropBox = crop
    ? `/CropBox [${crop.x1} ${height - crop.y2} ${crop.x2} ${height - crop.y1}] `
    : ''
  const list = annotations.map((one, index) => annotation(one, height, appearanceId + index))
  return (
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] ${cropBox}/Rotate ${rotate} ` +
    `/Resources ${imageId ? resources.replace('>>', `>> /XObject << /Image ${imageId} 0 R >>`) : resources} /Contents ${contentId} 0 R /Annots [${list.join(' ')}] >>`
  )
}

const fontList = fonts.map((font, index) => `/${font} ${4 + index} 0 R`).join(' ')
const resources = `<< /Font << ${fontList} >> >>`
const annotationSize = { width: 200, height: 16 }

function annotation(input: PdfAnnotationInput, height: number, appearanceId: number): string {
  const { kind, text, x, y, isHidden = false } = input
  const bottom = height - y
  const box = `[${x} ${bottom} ${x + annotationSize.width} ${bottom + annotationSize.height}]`
  const value =
    kind === 'field' ? '/Subtype /Widget /FT /Tx /T (field) /V' : '/Subtype /FreeText /Contents'
  return (
    `<< /Type /Annot ${value} (${escapeText(text)}) /Rect ${box} /F ${isHidden ? 2 : 4} ` +
    `/AP << /N ${appearanceId} 0 R >> >>`
  )
}

function appearance({ text }: PdfAnnotationInput): string {
  const content = `BT /regular 12 Tf (${escapeText(text)}) Tj ET`
  const { width, height } = annotationSize
  const form = `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources ${resources}`
  return streamObject(content, form)
}

function pageContent(page: PdfPageInput): string {
  const { width = 612, height = 792, lines = [], rules = [], image } = page
  const texts = lines.map((line, index) => {
    const { size = 12, font = 'regular', angle = 0, lean = 0, x = 72, y = 72 + 14 * index } = line
    const cos = Math.cos((-angle * Math.PI) / 180)
    const sin = Math.sin((-angle * Math.PI) / 180)
    const turned = [cos, sin, lean * cos - sin, lean * sin + cos].map((part) => part.toFixed(5))
    return `BT /${font} ${size} Tf ${turned.join(' ')} ${x} ${height - y} Tm ${showText(line)} Tj ET`
  })
  const strokes = rules.map(
    ({ x1, y1, x2, y2 }) => `${x1} ${height - y1} m ${x2} ${height - y2} l S`,
  )
  const picture = image ? [`q ${width} 0 0 ${height} 0 0 cm /Image Do Q`] : []
  return [...picture, ...texts, ...strokes].join('\n')
}

function showText({ text, font }: PdfLineInput): string {
  if (font !== 'unicode' && font !== 'numbered') return `(${escapeText(text)})`
  const shift = font === 'numbered' ? numberOfBlank - 0x20 : 0
  const codes = Array.from(text, (letter) => letter.charCodeAt(0) + shift)
  return `<${codes.map((code) => code.toString(16).padStart(4, '0')).join('')}>`
}

/** Fonts for Windows often begin so. */
const numberOfBlank = 3

function escapeText(text: string): string {
  return text
    .replace(/[\\()]/g, '\\$&')
    .replace(/•/g, '\u0095')
    .replace(/\u2019/g, '\u0092')
}

function streamObject(content: string, entries = ''): string {
  return `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`
}

/** ISO 32000-1 §7.6.3: no password gives these entries. */
const unknownKey = `<${'5A'.repeat(32)}>`
const encryption =
  `/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O ${unknownKey} /U ${unknownKey} >> ` +
  `/ID [<00> <00>]`

function writeFile(objects: readonly string[], isEncrypted: boolean): Uint8Array {
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const lock = isEncrypted ? encryption : ''
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R ${lock} >>`
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n${trailer}\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + end, 'latin1')
}
