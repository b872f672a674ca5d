import type {
  Page,
  ReaderIdentity,
  ReadResult,
  SourceText,
} from '../../shared/model/source-text.ts'
import { composeText } from './compose-text.ts'
import type { ContentItem } from './docx-sections.ts'
import { decodeXml, relationshipsName, resolveTarget } from './opc.ts'
import { readShapes, type FindPart } from './pptx-shapes.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { childElements, findChild, findPath, parseXml, type XmlElement } from './xml.ts'
import { readZip, type ZipParts } from './zip.ts'

const pptxReader: ReaderIdentity = { name: 'pptx', version: '2', options: '' }

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

type Slide = {
  readonly number: number
  readonly root: XmlElement
  readonly findPart: FindPart
}

function listSlides(parts: ZipParts, presentation: XmlElement): Slide[] {
  const targets = readTargets(parts, mainPart)
  const list = findChild(presentation, 'p:sldIdLst')
  return (list ? childElements(list, 'p:sldId') : []).flatMap(({ attributes }, index) => {
    const name = targets.get(attributes['r:id'] ?? '') ?? ''
    const root = readPart(parts, name)
    if (!root) return []
    const findPart: FindPart = (id) => readPart(parts, readTargets(parts, name).get(id) ?? '')
    return [{ number: index + 1, root, findPart }]
  })
}

/** Part names by the ids of the relationships that lead to them; nothing outside is followed. */
function readTargets(parts: ZipParts, from: string): ReadonlyMap<string, string> {
  const relationships = readPart(parts, relationshipsName(from))
  const inside = (relationships ? childElements(relationships) : []).filter(
    ({ attributes }) => attributes['TargetMode'] !== 'External',
  )
  return new Map(
    inside.map(({ attributes }) => [
      attributes['Id'] ?? '',
      resolveTarget(from, attributes['Target'] ?? ''),
    ]),
  )
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
  const perSlide = slides.map(({ root, findPart }) => readShapes(root, findPart))
  const { text, blocks, itemStarts } = composeText(perSlide.flat(), [], [])
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Refusal('no_text', 'the slides hold no words')
  return {
    reader: pptxReader,
    text,
    blocks,
    pages: placePages(slides, perSlide, [...itemStarts, text.length], size),
    metadata: { title: '', marginLines: [] },
  }
}

/** `starts` are those of all items, and the end. A slide begins where its first words do: the line feed before them belongs to the slide before it. */
function placePages(
  slides: readonly Slide[],
  perSlide: readonly (readonly ContentItem[])[],
  starts: readonly number[],
  size: PageSize,
): Page[] {
  let item = 0
  let start = 0
  return slides.map(({ number }, index) => {
    item += perSlide[index]?.length ?? 0
    const range = { start, end: starts[item] ?? start }
    start = range.end
    return { number: index + 1, label: String(number), range, ...size }
  })
}
