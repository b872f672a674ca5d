import { constants, inflateSync } from 'node:zlib'
import {
  type Budget,
  isBlank,
  type PdfCursor,
  type PdfEntries,
  type PdfValue,
  readPdfValue,
  skipBlanks,
  spend,
} from './pdf-objects.ts'

/** An object that stands in a file, whether a table of the file names it or not. */
export type FoundObject = {
  readonly number: number
  readonly generation: number
  readonly value: PdfValue
  /** Where "12 0 obj" begins; for an object out of a packed stream its words. */
  readonly at: number | { readonly text: string }
  /** False where the bytes of its stream end before the stream does. */
  readonly isWhole: boolean
}

export type FoundObjects = {
  /** By number, in the order in which they stand in the file; of twins the last. */
  readonly objects: ReadonlyMap<number, FoundObject>
  /** What the file's trailers say, the later over the earlier. */
  readonly trailer: PdfEntries
}

/** PDFium's own limit of object numbers. */
const largestNumber = 4_194_304
const mostObjects = 500_000
/** Bytes that all packed streams of a file may unpack to. */
const mostUnpacked = 64 * 1024 * 1024

type Scan = {
  readonly bytes: Buffer
  readonly budget: Budget
  readonly objects: Map<number, FoundObject>
  readonly trailer: Map<string, PdfValue>
  unpackedLeft: number
  /** Behind the last "endstream" of the file: no search need begin there. */
  readonly lastStreamEnd: number
}

/** Looks through all bytes for objects. Bounded: each byte is looked at a few times at the most. */
export function findPdfObjects(bytes: Buffer, budget: Budget): FoundObjects {
  const scan: Scan = {
    bytes,
    budget,
    objects: new Map(),
    trailer: new Map(),
    unpackedLeft: mostUnpacked,
    lastStreamEnd: bytes.lastIndexOf('endstream'),
  }
  let at = 0
  while (at < bytes.length && scan.objects.size < mostObjects && budget.left > 0) {
    at = scanNext(scan, at)
  }
  for (const value of listTrailers(scan)) addTrailer(scan, value)
  return scan
}

/** Reads the next object from `at` on, and gives where the search goes on. */
function scanNext(scan: Scan, at: number): number {
  const { bytes } = scan
  const keyword = bytes.indexOf('obj', at)
  if (keyword === -1) return bytes.length
  const head = readHead(bytes, keyword)
  if (!head) return keyword + 3
  const cursor: PdfCursor = { bytes, at: keyword + 3, budget: scan.budget }
  const value = readPdfValue(cursor)
  if (!value) return keyword + 3
  const stream = findStream(scan, cursor, value)
  const isWhole = stream ? stream.isWhole : isEnded(cursor)
  add(scan, { ...head, value, isWhole })
  if (stream && value.kind === 'dictionary') addPacked(scan, value.entries, stream)
  return stream ? stream.end : cursor.at
}

/** The object's number before "obj", and where it begins. */
function readHead(
  bytes: Buffer,
  keyword: number,
): { number: number; generation: number; at: number } | undefined {
  const from = Math.max(0, keyword - 24)
  const found = /(?:^|[^\d])(\d{1,10})[\s\0]+(\d{1,5})[\s\0]*$/.exec(
    bytes.toString('latin1', from, keyword),
  )
  if (!found) return undefined
  const number = Number(found[1])
  if (number < 1 || number >= largestNumber) return undefined
  const at = from + found.index + found[0].indexOf(found[1]!)
  return { number, generation: Number(found[2]), at }
}

/** What stands behind the value of an object is its end, unless the file ends there. */
function isEnded(cursor: PdfCursor): boolean {
  skipBlanks(cursor)
  return cursor.at < cursor.bytes.length
}

/** Last come last: a later object of the same number replaces the earlier, and its place in the order. */
function add({ objects }: Scan, object: FoundObject): void {
  objects.delete(object.number)
  objects.set(object.number, object)
}

/** The bytes of a stream; `end` lies behind them. */
type Stream = { readonly start: number; readonly end: number; readonly isWhole: boolean }

function findStream(scan: Scan, cursor: PdfCursor, value: PdfValue): Stream | undefined {
  if (value.kind !== 'dictionary') return undefined
  skipBlanks(cursor)
  const { bytes } = scan
  if (bytes.toString('latin1', cursor.at, cursor.at + 6) !== 'stream') return undefined
  let start = cursor.at + 6
  if (bytes[start] === 0x0d) start++
  if (bytes[start] === 0x0a) start++
  const length = numberOf(value.entries.get('Length'))
  const end = length === undefined ? -1 : findStatedEnd(bytes, start + length)
  if (end !== -1) return { start, end, isWhole: true }
  const found = start > scan.lastStreamEnd ? -1 : bytes.indexOf('endstream', start)
  return found === -1
    ? { start, end: bytes.length, isWhole: false }
    : { start, end: found, isWhole: true }
}

function findStatedEnd(bytes: Buffer, stated: number): number {
  if (stated < 0 || stated > bytes.length) return -1
  let at = stated
  while (at < stated + 4 && isBlank(bytes[at])) at++
  return bytes.toString('latin1', at, at + 9) === 'endstream' ? at : -1
}

/** The objects that a stream packs (ISO 32000-1 §7.5.7), and what a table that is a stream says of the file. */
function addPacked(scan: Scan, entries: PdfEntries, stream: Stream): void {
  const type = nameOf(entries.get('Type'))
  if (type === 'XRef') addTrailer(scan, { kind: 'dictionary', entries })
  if (type !== 'ObjStm') return
  const unpacked = unpack(scan, entries, stream)
  const first = numberOf(entries.get('First'))
  const count = numberOf(entries.get('N'))
  if (!unpacked || first === undefined || count === undefined || first < 0) return
  const numbers = unpacked.toString('latin1', 0, first).match(/\d+/g) ?? []
  const places = numbers.map(Number)
  for (let index = 0; index < Math.min(count, places.length / 2); index++) {
    const [number = 0, start = 0, , next] = places.slice(2 * index, 2 * index + 4)
    const isLast = next === undefined
    if (isLast && !stream.isWhole) continue
    addUnpacked(scan, number, unpacked, first + start, isLast ? unpacked.length : first + next)
  }
}

function addUnpacked(scan: Scan, number: number, bytes: Buffer, start: number, end: number): void {
  if (number < 1 || number >= largestNumber || end > bytes.length || start >= end) return
  const value = readPdfValue({ bytes: bytes.subarray(start, end), at: 0, budget: scan.budget })
  if (!value) return
  const at = { text: bytes.toString('latin1', start, end) }
  add(scan, { number, generation: 0, value, at, isWhole: true })
}

/** Undefined where the stream is packed in another way, is none, or would be too large. */
function unpack(scan: Scan, entries: PdfEntries, { start, end }: Stream): Buffer | undefined {
  const packed = scan.bytes.subarray(start, end)
  const filter = entries.get('Filter')
  if (!filter) return packed
  const only = filter.kind === 'array' && filter.items.length === 1 ? filter.items[0] : filter
  if (nameOf(only) !== 'FlateDecode' || entries.has('DecodeParms')) return undefined
  try {
    const unpacked = inflateSync(packed, {
      maxOutputLength: Math.max(1, scan.unpackedLeft),
      finishFlush: constants.Z_SYNC_FLUSH,
    })
    scan.unpackedLeft -= unpacked.length
    spend(scan.budget, -unpacked.length)
    return unpacked
  } catch {
    return undefined
  }
}

function* listTrailers({ bytes, budget }: Scan): Iterable<PdfValue> {
  for (let at = bytes.indexOf('trailer'); at !== -1; at = bytes.indexOf('trailer', at + 7)) {
    const value = readPdfValue({ bytes, at: at + 7, budget })
    if (value) yield value
  }
}

const trailerKeys = ['Root', 'Info', 'Encrypt', 'ID']

function addTrailer({ trailer }: Scan, value: PdfValue): void {
  if (value.kind !== 'dictionary') return
  for (const key of trailerKeys) {
    const entry = value.entries.get(key)
    if (entry) trailer.set(key, entry)
  }
}

export function numberOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined
}

export function nameOf(value: PdfValue | undefined): string | undefined {
  return value?.kind === 'name' ? value.name : undefined
}
