import type {
  Page,
  ReaderIdentity,
  ReadResult,
  SourceText,
} from '../../shared/model/source-text.ts'
import { composeText } from './compose-text.ts'
import type { ContentItem } from './docx-sections.ts'
import { decodeXml, relationshipsName, resolveTarget } from './opc.ts'
import { readShapes } from './pptx-shapes.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { childElements, findChild, findPath, parseXml, type XmlElement } from './xml.ts'
import { readZip, type ZipParts } from './zip.ts'

const pptxReader: ReaderIdentity = { name: 'pptx', version: '1', options: '' }

/** Slides in their order, each a page: its title as a heading, text, lists and tables. */
export function readPptx(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const parts = readZip(bytes)
    const presentation = readPart(parts, mainPart)
    if (!presentation) throw new Refusal('damaged', 'a presentation without its main part')
    const slides = listSlides(parts, presentation)
    if (slides.length === 0) throw new Refusal('no_pages', 'the presentation has no slides')
    const shown = slides.filter(({ root }) => root.attributes['show'] !== '0')
    const hidden = slides.length - shown.length
    const sourceText = writeSlides(shown, readSize(presentation))
    const warnings = hidden > 0 ? [`${hidden} hidden slide(s) are not read`] : []
    return { outcome: 'read', sourceText, warnings }
  })
}

const mainPart = 'ppt/presentation.xml'

type Slide = { readonly number: number; readonly root: XmlElement }

function listSlides(parts: ZipParts, presentation: XmlElement): Slide[] {
  const relationships = readPart(parts, relationshipsName(mainPart))
  const targets = new Map(
    (relationships ? childElements(relationships) : []).map(({ attributes }) => [
      attributes['Id'] ?? '',
      resolveTarget(mainPart, attributes['Target'] ?? ''),
    ]),
  )
  const list = findChild(presentation, 'p:sldIdLst')
  return (list ? childElements(list, 'p:sldId') : []).flatMap(({ attributes }, index) => {
    const root = readPart(parts, targets.get(attributes['r:id'] ?? '') ?? '')
    return root ? [{ number: index + 1, root }] : []
  })
}

function readPart(parts: ZipParts, name: string): XmlElement | undefined {
  const bytes = parts.get(name)
  return bytes && parseXml(decodeXml(bytes))
}

/** English Metric Units of a point. */
const emuPerPoint = 12_700

function readSize(presentation: XmlElement): { width: number; height: number } {
  const size = findPath(presentation, 'p:sldSz')?.attributes
  const points = (value: string | undefined) => Number(value ?? 0) / emuPerPoint || 0
  return { width: points(size?.['cx']), height: points(size?.['cy']) }
}

type PageSize = { readonly width: number; readonly height: number }

function writeSlides(slides: readonly Slide[], size: PageSize): SourceText {
  const perSlide = slides.map(({ root }) => readShapes(root))
  const items: ContentItem[] = perSlide.flat()
  const { text, blocks } = composeText(items, [], [])
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Refusal('no_text', 'the slides hold no words')
  const lengths = perSlide.map((one) => composeText(one, [], []).text.length)
  return {
    reader: pptxReader,
    text,
    blocks,
    pages: placePages(slides, lengths, size),
    metadata: { title: '', marginLines: [] },
  }
}

/** One line feed stands between slides that hold words; it belongs to the slide before it. */
function placePages(slides: readonly Slide[], lengths: readonly number[], size: PageSize): Page[] {
  const total = lengths.reduce((sum, length) => sum + (length > 0 ? length + 1 : 0), 0) - 1
  let start = 0
  return slides.map(({ number }, index) => {
    const length = lengths[index] ?? 0
    const end = Math.min(start + (length > 0 ? length + 1 : 0), total)
    const page = { number: index + 1, label: String(number), range: { start, end }, ...size }
    start = end
    return page
  })
}
