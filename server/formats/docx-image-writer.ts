import type { DraftImage } from '../../shared/model/draft.ts'
import { writeFigureCaption } from './docx-caption-writer.ts'
import { embedPart, listXmlParts, type DocxParts } from './docx-parts.ts'
import { removeProperties, withProperties } from './docx-property-order.ts'
import { hashHexOfBytes } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import { element, type XmlElement } from './xml.ts'

/** Pictures while a document is written. */
export type ImageBook = {
  readonly docx: DocxParts
  /** Bytes by the pointer that a draft's image has. */
  readonly images: ReadonlyMap<string, Uint8Array>
  readonly isStrict: boolean
  /** Of drawings of all parts: ids must differ (ECMA-376 part 1 §20.4.2.5). */
  readonly taken: Set<string>
  /** Relationship of each image that is in the package, by its pointer. */
  readonly embedded: Map<string, string>
}

export function createImageBook(
  docx: DocxParts,
  root: XmlElement,
  images: ReadonlyMap<string, Uint8Array>,
): ImageBook {
  const taken = new Set<string>()
  for (const [, text] of listXmlParts(docx)) {
    for (const match of text.matchAll(/<\w+:docPr\b[^>]*?\bid\s*=\s*["'](\d+)["']/g)) {
      taken.add(match[1] ?? '')
    }
  }
  const isStrict = root.attributes['xmlns:w']?.startsWith('http://purl.oclc.org/') ?? false
  return { docx, images, isStrict, taken, embedded: new Map() }
}

/** A paragraph with the picture, and its caption below where it has a title. */
export function writeImage(
  context: WriteContext,
  place: BlockPlace,
  image: DraftImage,
): XmlElement[] {
  // lines of a fixed height would show a strip of the picture
  const spacing = { 'w:before': '120', 'w:after': '120', 'w:line': '240', 'w:lineRule': 'auto' }
  const hasCaption = image.title !== ''
  const properties = withProperties(place.format.paragraph, 'w:pPr', [
    ...(hasCaption ? [element('w:keepNext')] : []),
    element('w:spacing', spacing),
  ])
  removeProperties(properties, ['w:ind'])
  const picture = element('w:p', {}, [properties, writePicture(context, place, image)])
  if (!hasCaption) return [picture]
  return [picture, writeFigureCaption(context, image.title)]
}

/** A run with the picture, no larger than the text of its page or cell. */
export function writePicture(
  { images: book }: WriteContext,
  { room }: BlockPlace,
  image: DraftImage,
): XmlElement {
  const id = takeDrawingId(book)
  const relation = book.embedded.get(image.pointer) ?? embedImage(book, image)
  const scale = Math.min(
    1,
    (room.textWidth * emuPerTwip) / image.width,
    (room.textHeight * emuPerTwip) / image.height,
  )
  const size = {
    cx: String(Math.max(1, Math.floor(image.width * scale))),
    cy: String(Math.max(1, Math.floor(image.height * scale))),
  }
  const drawing = writeInline(namespacesOf(book), { id, size, relation, alt: image.alt })
  return element('w:r', {}, [element('w:drawing', {}, [drawing])])
}

const emuPerTwip = 635

/** Equal pictures share a part, which is named by its bytes. */
function embedImage({ docx, images, embedded }: ImageBook, image: DraftImage): string {
  const bytes = images.get(image.pointer)
  if (!bytes) throw new Error(`no bytes of the image at data${image.pointer}`)
  const type = image.mediaType === 'image/png' ? 'png' : 'jpeg'
  const name = `word/media/image-${hashHexOfBytes(bytes).slice(0, 16)}.${type}`
  const part = { name, relation: 'image' as const, contentType: image.mediaType, bytes }
  const relation = embedPart(docx, part)
  embedded.set(image.pointer, relation)
  return relation
}

function takeDrawingId({ taken }: ImageBook): string {
  let next = 1
  while (taken.has(String(next))) next += 1
  taken.add(String(next))
  return String(next)
}

type Namespaces = Readonly<Record<'wp' | 'a' | 'pic' | 'r', string>>

/** The same names have other addresses in strict files (ISO/IEC 29500-1 annex A). */
function namespacesOf({ isStrict }: ImageBook): Namespaces {
  const name = (strict: string, year: string) =>
    isStrict
      ? `http://purl.oclc.org/ooxml/${strict}`
      : `http://schemas.openxmlformats.org/${strict.replace('/', year)}`
  return {
    wp: name('drawingml/wordprocessingDrawing', '/2006/'),
    a: name('drawingml/main', '/2006/'),
    pic: name('drawingml/picture', '/2006/'),
    r: name('officeDocument/relationships', '/2006/'),
  }
}

type Drawn = {
  readonly id: string
  readonly size: { readonly cx: string; readonly cy: string }
  readonly relation: string
  readonly alt: string
}

/** CT_Inline (ECMA-376 part 1 §20.4.2.8) around a picture (§20.2.2.5). */
function writeInline(space: Namespaces, { id, size, relation, alt }: Drawn): XmlElement {
  const named = { id, name: `Picture ${id}`, descr: alt }
  const main = { 'xmlns:a': space.a }
  const blip = element('a:blip', { 'xmlns:r': space.r, 'r:embed': relation })
  const frame = element('a:xfrm', {}, [
    element('a:off', { x: '0', y: '0' }),
    element('a:ext', size),
  ])
  const picture = element('pic:pic', { 'xmlns:pic': space.pic }, [
    element('pic:nvPicPr', {}, [element('pic:cNvPr', named), element('pic:cNvPicPr')]),
    element('pic:blipFill', {}, [blip, element('a:stretch', {}, [element('a:fillRect')])]),
    element('pic:spPr', {}, [frame, element('a:prstGeom', { prst: 'rect' }, [element('a:avLst')])]),
  ])
  const edges = { distT: '0', distB: '0', distL: '0', distR: '0' }
  return element('wp:inline', { 'xmlns:wp': space.wp, ...edges }, [
    element('wp:extent', size),
    element('wp:docPr', named),
    element('wp:cNvGraphicFramePr', {}, [
      element('a:graphicFrameLocks', { ...main, noChangeAspect: '1' }),
    ]),
    element('a:graphic', main, [element('a:graphicData', { uri: space.pic }, [picture])]),
  ])
}
