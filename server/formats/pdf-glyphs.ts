import { readAnnotations } from './pdf-annotations.ts'
import { characterText } from './pdf-characters.ts'
import { measureImageShare } from './pdf-images.ts'
import { createGlyphs, splitLayers, type ShownGlyphs } from './pdf-layers.ts'
import type { PageContent, TextStyle } from './pdf-page.ts'
import { readRuledLines } from './pdf-ruled-lines.ts'
import { createPageView, type PageView, shownAngle, shownX, shownY } from './pdf-view.ts'
import { scratchSize, type PdfDocument, type PdfiumFunctions } from './pdfium.ts'

/** Room for the characters of one page after the other. */
type GlyphRoom = { glyphs: ShownGlyphs }

export function createGlyphRoom(): GlyphRoom {
  return { glyphs: createGlyphs(0) }
}

/**
 * Undefined for a page that the library can't load. `index` counts from 0. The characters lie in
 * `room` and are gone when the next page is read.
 */
export function readPageContent(
  document: PdfDocument,
  index: number,
  room: GlyphRoom,
): PageContent | undefined {
  const { wasmExports: pdfium } = document.module
  const own = pdfium.FPDF_LoadPage(document.pointer, index)
  if (own === 0) return undefined
  const { page, noteCount } = readAnnotations(document, own, index)
  const view = createPageView(document, page)
  const lostCount = readPageGlyphs(document, page, view, room)
  const ruledLines = readRuledLines(document, page, view)
  const imageShare = measureImageShare(document, page, view)
  const state = pdfium.FPDFPage_CountObjects(page) > 0 ? 'drawn' : 'blank'
  pdfium.FPDF_ClosePage(page)
  const { width, height } = view
  const number = index + 1
  const layers = splitLayers(room.glyphs, ruledLines, { number, width, height })
  return { number, width, height, layers, lostCount, imageShare, noteCount, state }
}

/** How many characters are lost: nobody knows which they are. */
function readPageGlyphs(
  document: PdfDocument,
  page: number,
  view: PageView,
  room: GlyphRoom,
): number {
  const { wasmExports: pdfium } = document.module
  room.glyphs.count = 0
  const textPage = pdfium.FPDFText_LoadPage(page)
  if (textPage === 0) return 0
  const count = pdfium.FPDFText_CountChars(textPage)
  if (count > room.glyphs.texts.length) room.glyphs = createGlyphs(2 * count)
  const lostCount = readGlyphs(createReader(document, textPage, view, room.glyphs), count)
  pdfium.FPDFText_ClosePage(textPage)
  return lostCount
}

/** What is asked of every character. */
type CharacterFunctions = Pick<
  PdfiumFunctions,
  | 'FPDFText_GetTextObject'
  | 'FPDFText_GetUnicode'
  | 'FPDFText_GetLooseCharBox'
  | 'FPDFText_GetCharOrigin'
  | 'FPDFText_HasUnicodeMapError'
>

type GlyphReader = {
  readonly document: PdfDocument
  readonly textPage: number
  readonly view: PageView
  readonly glyphs: ShownGlyphs
  readonly pdfium: CharacterFunctions
  floats: Float32Array
  doubles: Float64Array
}

/** The library's own object holds thousands of functions: finding one in it takes as long as its call. */
function createReader(
  document: PdfDocument,
  textPage: number,
  view: PageView,
  glyphs: ShownGlyphs,
): GlyphReader {
  const { wasmExports, HEAPF32: floats, HEAPF64: doubles } = document.module
  const pdfium: CharacterFunctions = {
    FPDFText_GetTextObject: wasmExports.FPDFText_GetTextObject,
    FPDFText_GetUnicode: wasmExports.FPDFText_GetUnicode,
    FPDFText_GetLooseCharBox: wasmExports.FPDFText_GetLooseCharBox,
    FPDFText_GetCharOrigin: wasmExports.FPDFText_GetCharOrigin,
    FPDFText_HasUnicodeMapError: wasmExports.FPDFText_HasUnicodeMapError,
  }
  return { document, textPage, view, glyphs, pdfium, floats, doubles }
}

function readGlyphs(reader: GlyphReader, count: number): number {
  const { textPage, glyphs, pdfium } = reader
  const looks = new Map<number, TextLook>()
  let lostCount = 0
  for (let index = 0; index < count; index++) {
    const object = pdfium.FPDFText_GetTextObject(textPage, index)
    if (object === 0) {
      addGeneratedSpace(glyphs)
      continue
    }
    let look = looks.get(object)
    if (!look) looks.set(object, (look = readLook(reader, index, object)))
    const code = readCodePoint(reader, index)
    if (code > 0xffff) index++
    const isGuessed = pdfium.FPDFText_HasUnicodeMapError(textPage, index) === 1
    if (isLost(code, look, isGuessed)) lostCount++
    else addGlyph(reader, index, characterText(code, look.style.fontName), look, isGuessed)
  }
  return lostCount
}

/** The library saw a gap between words, or the end of a line, where the file has no character. */
function addGeneratedSpace(glyphs: ShownGlyphs): void {
  const { count: at, texts, styles, angles, guessed } = glyphs
  const last = at - 1
  if (at === 0 || texts[last] === ' ') return
  texts[at] = ' '
  styles[at] = styles[last]!
  angles[at] = angles[last]!
  guessed[at] = 0
  glyphs.count++
}

/** The two halves of a character beyond U+FFFF come as two characters. */
function readCodePoint({ pdfium, textPage }: GlyphReader, index: number): number {
  const code = pdfium.FPDFText_GetUnicode(textPage, index) >>> 0
  if (code < 0xd800 || code > 0xdbff) return code
  const low = pdfium.FPDFText_GetUnicode(textPage, index + 1) >>> 0
  const isPair = low >= 0xdc00 && low <= 0xdfff
  return isPair ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : code
}

/** Controls and private codes say nothing; what PDFium gives for the hyphen of a broken word is one, too. */
function isLost(code: number, { style }: TextLook, isGuessed: boolean): boolean {
  if (code >= 0xe000 && code <= 0xf8ff) return characterText(code, style.fontName) === ''
  return isGuessed && code < 0x20 && (code < 0x09 || code > 0x0d)
}

function addGlyph(
  reader: GlyphReader,
  index: number,
  text: string,
  look: TextLook,
  isGuessed: boolean,
): void {
  if (text === '' || !readPlace(reader, index) || !isOnPage(reader)) return
  const { glyphs } = reader
  const at = glyphs.count++
  glyphs.texts[at] = text
  glyphs.styles[at] = look.style
  glyphs.angles[at] = look.angle
  glyphs.guessed[at] = isGuessed ? 1 : 0
}

/** Puts box and origin behind those of the last glyph; false where the library knows none. */
function readPlace(reader: GlyphReader, index: number): boolean {
  const { document, pdfium, textPage, view, glyphs } = reader
  const { scratch } = document
  const originAt = scratch + 16
  if (pdfium.FPDFText_GetLooseCharBox(textPage, index, scratch) === 0) return false
  if (pdfium.FPDFText_GetCharOrigin(textPage, index, originAt, originAt + 8) === 0) return false
  const { floats, doubles } = currentHeaps(reader)
  const left = floats[scratch / 4]!
  const top = floats[scratch / 4 + 1]!
  const right = floats[scratch / 4 + 2]!
  const bottom = floats[scratch / 4 + 3]!
  const x = doubles[originAt / 8]!
  const y = doubles[originAt / 8 + 1]!
  if (!Number.isFinite(left + top + right + bottom + x + y)) return false
  const x1 = shownX(view, left, bottom)
  const x2 = shownX(view, right, top)
  const y1 = shownY(view, left, bottom)
  const y2 = shownY(view, right, top)
  const at = glyphs.count
  glyphs.lefts[at] = Math.min(x1, x2)
  glyphs.rights[at] = Math.max(x1, x2)
  glyphs.tops[at] = Math.min(y1, y2)
  glyphs.bottoms[at] = Math.max(y1, y2)
  glyphs.xs[at] = shownX(view, x, y)
  glyphs.ys[at] = shownY(view, x, y)
  return true
}

/** Heaps without a length were left behind when the memory grew. */
function currentHeaps(reader: GlyphReader): Pick<GlyphReader, 'floats' | 'doubles'> {
  if (reader.floats.length === 0) {
    reader.floats = reader.document.module.HEAPF32
    reader.doubles = reader.document.module.HEAPF64
  }
  return reader
}

/** What lies wholly beside the page is never seen: print marks, text that was cropped away. */
function isOnPage({ view, glyphs }: GlyphReader): boolean {
  const at = glyphs.count
  const isBeside = glyphs.rights[at]! <= 0 || glyphs.lefts[at]! >= view.width
  return !isBeside && glyphs.bottoms[at]! > 0 && glyphs.tops[at]! < view.height
}

/** What the characters of one text object share; the angle is that of ShownGlyphs. */
type TextLook = { readonly style: TextStyle; readonly angle: number }

function readLook(
  { document, textPage, view }: GlyphReader,
  index: number,
  object: number,
): TextLook {
  const { wasmExports: pdfium } = document.module
  const { fontName, flags } = readFont(document, textPage, index)
  const strokesToo = pdfium.FPDFTextObj_GetTextRenderMode(object) === 2
  const weight = pdfium.FPDFText_GetFontWeight(textPage, index)
  const { size, angle } = readMeasures(document, textPage, index)
  const style = {
    fontName,
    size,
    isBold: boldName.test(fontName) || weight >= 600 || strokesToo,
    isItalic: /italic|oblique/i.test(fontName) || (flags & italicFlag) !== 0,
  }
  return { style, angle: shownAngle(view, angle) }
}

const boldName = /bold|black|heavy|demi|^([A-Z]{6}\+)?(CMBX|SFBX)/i

/** ISO 32000-1 table 123, bit 7. */
const italicFlag = 64

function readFont(
  document: PdfDocument,
  textPage: number,
  index: number,
): { fontName: string; flags: number } {
  const { module, scratch } = document
  const flagsAt = scratch + scratchSize - 4
  const room = scratchSize - 4
  const size = module.wasmExports.FPDFText_GetFontInfo(textPage, index, scratch, room, flagsAt)
  const flags = module.HEAP32[flagsAt / 4] ?? 0
  if (size < 1 || size > room) return { fontName: '', flags: 0 }
  const bytes = module.HEAPU8.slice(scratch, scratch + size - 1)
  return { fontName: Buffer.from(bytes).toString('utf8'), flags }
}

/**
 * The nominal size times what the text matrix makes of it; the box's height where that is absurd. The
 * angle, in radians clockwise before rotation, is that of the line: what the library gives turns with
 * letters that lean. A negative size turns them round.
 */
function readMeasures(
  document: PdfDocument,
  textPage: number,
  index: number,
): { size: number; angle: number } {
  const { module, scratch } = document
  const { wasmExports: pdfium } = module
  const at = scratch / 4
  pdfium.FPDFText_GetLooseCharBox(textPage, index, scratch)
  const width = Math.abs(module.HEAPF32[at + 2]! - module.HEAPF32[at]!)
  const height = Math.abs(module.HEAPF32[at + 1]! - module.HEAPF32[at + 3]!)
  pdfium.FPDFText_GetMatrix(textPage, index, scratch)
  const [a = 0, b = 0, c = 0, d = 0] = module.HEAPF32.subarray(at, at + 4)
  const nominal = pdfium.FPDFText_GetFontSize(textPage, index)
  return {
    size: plausibleSize(Math.abs(nominal) * Math.hypot(c, d), width, height),
    angle: Math.atan2(-b, a) + (nominal < 0 ? Math.PI : 0),
  }
}

/** Fonts for mathematics claim many times their height: then the letter's width tells. */
function plausibleSize(size: number, width: number, height: number): number {
  const extent = Math.max(width, height)
  const isPlausible =
    size < extent * 4 + 1 && (size > extent / 4 || size > Math.min(width, height) / 2)
  return isPlausible ? size : Math.max(extent * 0.8, 1)
}
