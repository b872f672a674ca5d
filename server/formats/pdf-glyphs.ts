import { readAnnotations } from './pdf-annotations.ts'
import { characterText } from './pdf-characters.ts'
import { splitLayers, type ShownGlyph } from './pdf-layers.ts'
import type { PageContent } from './pdf-page.ts'
import { readRuledLines } from './pdf-ruled-lines.ts'
import { createPageView, type PageView } from './pdf-view.ts'
import { scratchSize, type PdfDocument } from './pdfium.ts'

/** Undefined for a page that the library can't load. `index` counts from 0. */
export function readPageContent(document: PdfDocument, index: number): PageContent | undefined {
  const { wasmExports: pdfium } = document.module
  const own = pdfium.FPDF_LoadPage(document.pointer, index)
  if (own === 0) return undefined
  const { page, noteCount } = readAnnotations(document, own, index)
  const view = createPageView(document, page)
  const { glyphs, unmappedCount } = readPageGlyphs(document, page, view)
  const ruledLines = readRuledLines(document, page, view)
  const state = pdfium.FPDFPage_CountObjects(page) > 0 ? 'drawn' : 'blank'
  pdfium.FPDF_ClosePage(page)
  const { width, height } = view
  const number = index + 1
  const layers = splitLayers(glyphs, ruledLines, { number, width, height })
  return { number, width, height, layers, unmappedCount, noteCount, state }
}

/** What the characters of one text object share. */
type TextStyle = {
  readonly fontName: string
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
}

type PageGlyphs = { readonly glyphs: readonly ShownGlyph[]; readonly unmappedCount: number }

function readPageGlyphs(document: PdfDocument, page: number, view: PageView): PageGlyphs {
  const { wasmExports: pdfium } = document.module
  const textPage = pdfium.FPDFText_LoadPage(page)
  if (textPage === 0) return { glyphs: [], unmappedCount: 0 }
  const glyphs = readGlyphs(document, textPage, view)
  pdfium.FPDFText_ClosePage(textPage)
  return glyphs
}

function readGlyphs(document: PdfDocument, textPage: number, view: PageView): PageGlyphs {
  const { wasmExports: pdfium } = document.module
  const styles = new Map<number, TextStyle>()
  const glyphs: ShownGlyph[] = []
  let unmappedCount = 0
  const count = pdfium.FPDFText_CountChars(textPage)
  for (let index = 0; index < count; index++) {
    const object = pdfium.FPDFText_GetTextObject(textPage, index)
    if (object === 0) {
      addGeneratedSpace(glyphs)
      continue
    }
    let style = styles.get(object)
    if (!style) styles.set(object, (style = readStyle(document, textPage, index, object)))
    const code = readCodePoint(document, textPage, index)
    if (code > 0xffff) index++
    const glyph = readGlyph(document, textPage, index, code, style, view)
    if (glyph && isOnPage(glyph, view)) glyphs.push(glyph)
    if (pdfium.FPDFText_HasUnicodeMapError(textPage, index) === 1) unmappedCount++
  }
  return { glyphs, unmappedCount }
}

/** The library saw a gap between words, or the end of a line, where the file has no character. */
function addGeneratedSpace(glyphs: ShownGlyph[]): void {
  const last = glyphs.at(-1)
  if (last && !last.isSpace) glyphs.push({ ...last, text: ' ', isSpace: true })
}

/** The two halves of a character beyond U+FFFF come as two characters. */
function readCodePoint(document: PdfDocument, textPage: number, index: number): number {
  const { wasmExports: pdfium } = document.module
  const code = pdfium.FPDFText_GetUnicode(textPage, index) >>> 0
  if (code < 0xd800 || code > 0xdbff) return code
  const low = pdfium.FPDFText_GetUnicode(textPage, index + 1) >>> 0
  const isPair = low >= 0xdc00 && low <= 0xdfff
  return isPair ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : code
}

function readGlyph(
  document: PdfDocument,
  textPage: number,
  index: number,
  code: number,
  style: TextStyle,
  view: PageView,
): ShownGlyph | undefined {
  const { module, scratch } = document
  const { wasmExports: pdfium } = module
  const text = characterText(code, style.fontName)
  if (text === '') return undefined
  if (pdfium.FPDFText_GetLooseCharBox(textPage, index, scratch) === 0) return undefined
  const left = module.HEAPF32[scratch / 4]!
  const top = module.HEAPF32[scratch / 4 + 1]!
  const right = module.HEAPF32[scratch / 4 + 2]!
  const bottom = module.HEAPF32[scratch / 4 + 3]!
  if (pdfium.FPDFText_GetCharOrigin(textPage, index, scratch, scratch + 8) === 0) return undefined
  const x = module.HEAPF64[scratch / 8]!
  const y = module.HEAPF64[scratch / 8 + 1]!
  if (!Number.isFinite(left + top + right + bottom + x + y)) return undefined
  return {
    text,
    origin: view.point(x, y),
    box: view.box(left, bottom, right, top),
    angle: view.angle(pdfium.FPDFText_GetCharAngle(textPage, index)),
    size: style.size,
    isBold: style.isBold,
    isItalic: style.isItalic,
    isSpace: text === ' ',
  }
}

/** What lies wholly beside the page is never seen: print marks, text that was cropped away. */
function isOnPage({ box }: ShownGlyph, view: PageView): boolean {
  return box.right > 0 && box.left < view.width && box.bottom > 0 && box.top < view.height
}

function readStyle(
  document: PdfDocument,
  textPage: number,
  index: number,
  object: number,
): TextStyle {
  const { wasmExports: pdfium } = document.module
  const { fontName, flags } = readFont(document, textPage, index)
  const strokesToo = pdfium.FPDFTextObj_GetTextRenderMode(object) === 2
  const weight = pdfium.FPDFText_GetFontWeight(textPage, index)
  return {
    fontName,
    size: readSize(document, textPage, index),
    isBold: boldName.test(fontName) || weight >= 600 || strokesToo,
    isItalic: /italic|oblique/i.test(fontName) || (flags & italicFlag) !== 0,
  }
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

/** The nominal size times what the text matrix makes of it; the box's height where that is absurd. */
function readSize(document: PdfDocument, textPage: number, index: number): number {
  const { module, scratch } = document
  const { wasmExports: pdfium } = module
  pdfium.FPDFText_GetLooseCharBox(textPage, index, scratch)
  const [left = 0, top = 0, right = 0, bottom = 0] = module.HEAPF32.slice(
    scratch / 4,
    scratch / 4 + 4,
  )
  pdfium.FPDFText_GetMatrix(textPage, index, scratch)
  const [, , c = 0, d = 0] = module.HEAPF32.slice(scratch / 4, scratch / 4 + 4)
  const size = pdfium.FPDFText_GetFontSize(textPage, index) * Math.hypot(c, d)
  const extent = Math.max(Math.abs(top - bottom), Math.abs(right - left))
  const isPlausible = size > extent / 4 && size < extent * 4 + 1
  return isPlausible ? size : Math.max(extent * 0.8, 1)
}
