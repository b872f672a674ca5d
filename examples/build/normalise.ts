import { readZip, writeZip, type ZipParts } from '../../server/formats/zip.ts'

/** ISO 8601: what every example says of when it was made. */
const writtenAt = '2025-01-15T09:00:00Z'

/**
 * The same package with `extraStyles` (XML) at the end of its styles, bookmarks that count from 1,
 * fixed dates in its properties and its zip directory, and its parts in a fixed order, so that equal
 * content gives equal bytes.
 */
export function normaliseDocx(bytes: Uint8Array, extraStyles: string): Uint8Array {
  const parts = readZip(bytes)
  editPart(parts, 'docProps/core.xml', withFixedDates)
  editPart(parts, 'word/document.xml', renumberBookmarks)
  editPart(parts, 'word/styles.xml', (xml) =>
    xml.replace('</w:styles>', `${extraStyles}</w:styles>`),
  )
  return writeZip(inPackageOrder(parts))
}

function editPart(parts: ZipParts, name: string, edit: (xml: string) => string): void {
  const part = parts.get(name)
  if (!part) throw new Error(`the package has no part ${name}`)
  parts.set(name, new TextEncoder().encode(edit(new TextDecoder().decode(part))))
}

/** The library counts bookmarks over all documents of a process; here they count from 1 in each. */
function renumberBookmarks(xml: string): string {
  const names = createCounter()
  const ids = createCounter()
  return xml
    .replace(/_Toc(\d+)/g, (_, number: string) => `_Toc${200000000 + names(number)}`)
    .replace(
      /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)/g,
      (_, before: string, id: string) => `${before}${ids(id)}`,
    )
}

/** 1 for the first key that it meets, 2 for the second … */
function createCounter(): (key: string) => number {
  const numbers = new Map<string, number>()
  return (key) => {
    const known = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, known)
    return known
  }
}

function withFixedDates(core: string): string {
  return core.replace(
    /(<dcterms:(created|modified)\b[^>]*>)[^<]*(<\/dcterms:\2>)/g,
    (_, open: string, __, close: string) => `${open}${writtenAt}${close}`,
  )
}

/** Content types and relations first, as Word writes them; the rest by name. */
function inPackageOrder(parts: ZipParts): ZipParts {
  const first = ['[Content_Types].xml', '_rels/.rels']
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return new Map(names.map((name) => [name, parts.get(name) ?? new Uint8Array()]))
}
