import { LostPages, type PdfDamage } from './pdf-damage.ts'
import { type FoundObject, type FoundObjects, findPdfObjects } from './pdf-found-objects.ts'
import {
  type Budget,
  type PdfEntries,
  type PdfValue,
  writePdfEntries,
  writePdfValue,
} from './pdf-objects.ts'
import { entriesOf, findCatalog, findPages, typeOf } from './pdf-page-tree.ts'
import { createPageJudge } from './pdf-whole-pages.ts'
import { Refusal } from './refusal.ts'

type RepairedPdf = { readonly bytes: Uint8Array; readonly damage: PdfDamage }

/**
 * The file with a new list of its pages and a new table of its objects at the end. Pages of which
 * words or fonts are lost stand in the list as lost, so that the others keep their numbers.
 * @throws Refusal `damaged` where no page is left whole, or it is not known how they were encrypted.
 */
export function repairPdf(file: Uint8Array): RepairedPdf {
  // places are counted from the header on
  const bytes = fromHeader(file)
  const budget: Budget = { left: 16 * bytes.length + 1_000_000 }
  const found = findPdfObjects(bytes, budget)
  const list = findPages(found, budget)
  checkBudget(budget)
  if (list.pages.length === 0) {
    throw new Refusal('damaged', 'the file is damaged: no page is left in it')
  }
  const judge = createPageJudge(found.objects, budget)
  const remains = list.pages.map((page) => (page ? judge(page) : 'lost'))
  checkBudget(budget)
  checkLock(found)
  const { statedCount, isNumbered } = list
  if (remains.every((each) => each === 'lost')) throw new LostPages(allLost(statedCount))
  const partialPages = remains.flatMap((each, index) => (each === 'partial' ? [index + 1] : []))
  const kept = list.pages.map((page, index) => (remains[index] === 'lost' ? undefined : page))
  return {
    bytes: writeRepaired(bytes, found, kept),
    damage: { statedCount, isNumbered, partialPages },
  }
}

function checkBudget({ left }: Budget): void {
  if (left < 0) throw new LostPages('what is left of it leads in circles')
}

function allLost(statedCount: number | undefined): string {
  const stated = statedCount === undefined ? '' : ` (it says that it has ${statedCount})`
  return `none of its pages is left with all its words and fonts${stated}`
}

function fromHeader(file: Uint8Array): Buffer {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  return bytes.subarray(Math.max(0, bytes.indexOf('%PDF')))
}

/** Without the entry that says so, an encrypted file would be read as if its letters were what they seem. */
function checkLock({ objects, trailer }: FoundObjects): void {
  if (trailer.has('Encrypt')) return
  for (const object of objects.values()) {
    const entries = entriesOf(object)
    const isLock = entries.has('O') && entries.has('U') && entries.has('P') && entries.has('Filter')
    if (isLock)
      throw new Refusal(
        'damaged',
        'the file is damaged: it is encrypted, and what opens it is lost',
      )
  }
}

function writeRepaired(
  bytes: Buffer,
  found: FoundObjects,
  pages: readonly (FoundObject | undefined)[],
): Uint8Array {
  const objects = [...found.objects.values()].filter((object) => isWanted(object))
  const last = objects.reduce((most, { number }) => Math.max(most, number), 0)
  const [listNumber, catalogNumber] = [last + 1, last + 2]
  // what was cut off inside a stream or a string ends here
  const parts: Buffer[] = [bytes, Buffer.from('\nendstream\nendobj\n')]
  let length = parts[0]!.length + parts[1]!.length
  const places = new Map<number, { at: number; generation: number }>()
  const write = (number: number, text: string) => {
    const written = Buffer.from(`${number} 0 obj\n${text}\nendobj\n`, 'latin1')
    places.set(number, { at: length, generation: 0 })
    parts.push(written)
    length += written.length
  }
  for (const { number, generation, at } of objects) {
    if (typeof at === 'number') places.set(number, { at, generation })
    else write(number, at.text)
  }
  write(listNumber, pageList(pages))
  write(catalogNumber, catalog(found, listNumber))
  parts.push(Buffer.from(writeTable(places, length, trailerOf(found, catalogNumber)), 'latin1'))
  return Buffer.concat(parts)
}

/** Not those that held others or said where they are. */
function isWanted(object: FoundObject): boolean {
  const type = typeOf(object)
  return object.isWhole && type !== 'XRef' && type !== 'ObjStm'
}

function pageList(pages: readonly (FoundObject | undefined)[]): string {
  const kids = pages.map((page) => (page ? `${page.number} ${page.generation} R` : 'null'))
  return `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`
}

function catalog(found: FoundObjects, listNumber: number): string {
  const entries = new Map(entriesOf(findCatalog(found)))
  entries.set('Type', { kind: 'name', name: 'Catalog' })
  entries.set('Pages', { kind: 'reference', number: listNumber, generation: 0 })
  return writePdfEntries(entries)
}

function trailerOf({ trailer }: FoundObjects, catalogNumber: number): PdfEntries {
  const root: PdfValue = { kind: 'reference', number: catalogNumber, generation: 0 }
  return new Map([...trailer, ['Root', root]])
}

/** ISO 32000-1 §7.5.4; of the objects that stand in a row a section. */
function writeTable(
  places: ReadonlyMap<number, { at: number; generation: number }>,
  start: number,
  trailer: PdfEntries,
): string {
  const rows = ['xref', '0 1', '0000000000 65535 f ']
  const sorted = [...places].sort(([a], [b]) => a - b)
  for (let from = 0; from < sorted.length;) {
    let to = from + 1
    while (to < sorted.length && sorted[to]![0] === sorted[to - 1]![0] + 1) to++
    rows.push(`${sorted[from]![0]} ${to - from}`)
    for (const [, { at, generation }] of sorted.slice(from, to)) {
      rows.push(`${pad(at, 10)} ${pad(generation, 5)} n `)
    }
    from = to
  }
  const size = (sorted.at(-1)?.[0] ?? 0) + 1
  const entries = [...trailer].map(([key, value]) => `/${key} ${writePdfValue(value)}`)
  rows.push('trailer', `<< /Size ${size} ${entries.join(' ')} >>`)
  return `${rows.join('\n')}\nstartxref\n${start}\n%%EOF\n`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
