import { strToU8, zipSync } from 'fflate'

const namespaces =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/** A presentation of slides, each given as its shapes; listed in the order given. */
export function buildPptx(
  slides: readonly string[],
  hidden: readonly number[] = [],
  more: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="r${index}"/>`)
  const related = slides.map(
    (_, index) => `<Relationship Id="r${index}" Target="slides/${index}.xml"/>`,
  )
  const parts = slides.map((shapes, index) => [
    `ppt/slides/${index}.xml`,
    strToU8(
      `<p:sld ${namespaces}${hidden.includes(index) ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
    ),
  ])
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'ppt/presentation.xml': strToU8(
      `<p:presentation ${namespaces}><p:sldIdLst>${ids.join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>`,
    ),
    'ppt/_rels/presentation.xml.rels': strToU8(
      `<Relationships>${related.join('')}</Relationships>`,
    ),
    ...Object.fromEntries(parts),
    ...more,
  })
}

export const shape = (type: string, ...paragraphs: string[]) =>
  `<p:sp><p:nvSpPr><p:nvPr>${type ? `<p:ph type="${type}"/>` : ''}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs.join('')}</p:txBody></p:sp>`
export const paragraph = (text: string, properties = '') =>
  `<a:p>${properties}<a:r><a:t>${text}</a:t></a:r></a:p>`
export const cell = (text: string, attributes = '') =>
  `<a:tc${attributes}><a:txBody>${paragraph(text)}</a:txBody></a:tc>`
