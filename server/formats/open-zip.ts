import { unzipSync, type UnzipFileInfo } from 'fflate'
import type { OpenLimits, ZipMember, ZipReadResult } from '../../shared/model/opened-zip.ts'
import { defaultZipLimits } from '../../shared/model/zip-limits.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { checkPart, listZipDirectory, type ZipDirectoryEntry } from './zip-directory.ts'

/**
 * Takes the files out of a .zip that holds any. Sizes are checked against its directory before anything
 * is unpacked; a file that can't be had is refused by its name and keeps no other from being had.
 */
export function openZip(bytes: Uint8Array, limits: OpenLimits): ZipReadResult {
  return refuseOnError(() => {
    const entries = listEntries(bytes)
    const files = entries.filter(({ name }) => !name.endsWith('/'))
    const wanted = files.filter(({ name }) => !isOfMachine(name))
    checkSizes(wanted, limits)
    const twins = findTwins(wanted)
    const members = wanted.map((entry): ZipMember => {
      const { name } = entry
      const content = refuseOnError(() => {
        checkEntry(entry, twins, limits)
        return unpack(bytes, entry)
      })
      return 'outcome' in content ? { name, refused: content } : { name, bytes: content }
    })
    const leftOut = files.filter(({ name }) => isOfMachine(name)).map(({ name }) => name)
    return { outcome: 'opened', members, leftOut } as const
  })
}

type Entry = ZipDirectoryEntry & {
  readonly index: number
  readonly name: string
  readonly size: number
  readonly originalSize: number
}

function listEntries(bytes: Uint8Array): readonly Entry[] {
  const found: UnzipFileInfo[] = []
  unzip(bytes, (file) => {
    found.push(file)
    return false
  })
  const directory = listZipDirectory(bytes)
  return found.map(({ name, size, originalSize }, index) => {
    const entry = directory[index]
    // without it nothing tells of passwords and turned bits
    if (!entry) throw new Refusal('damaged', 'the directory of the zip can not be read')
    return { ...entry, index, name: toPath(name), size, originalSize }
  })
}

/** Some programs write backslashes; one name may be composed in two ways, or hold what no XML can bear. */
function toPath(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
  return plain.replace(/\\/g, '/').normalize('NFC')
}

/** It becomes the name of a source, and goes out in headers. */
const longestPath = 500

/** What Macs and Windows leave in a folder: nobody means to send it. */
function isOfMachine(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name)
}

/** @throws Refusal `zip_bomb`: what does not say how much it holds is not unpacked to find out */
function checkSizes(entries: readonly Entry[], { maximumFiles, maximumTotal }: OpenLimits): void {
  if (entries.length > maximumFiles) {
    const reason = `it holds ${entries.length} files, and at most ${maximumFiles} are taken at once`
    throw new Refusal('zip_bomb', reason)
  }
  const total = entries.reduce((sum, { originalSize }) => sum + originalSize, 0)
  if (total <= maximumTotal) return
  const reason = `it unpacks to ${toMegabytes(total)} MB, and at most ${toMegabytes(maximumTotal)} MB are taken at once`
  throw new Refusal('zip_bomb', reason)
}

function findTwins(entries: readonly Entry[]): ReadonlySet<string> {
  const groups = Map.groupBy(entries, ({ name }) => name)
  return new Set([...groups].filter(([, group]) => group.length > 1).map(([name]) => name))
}

function checkEntry(entry: Entry, twins: ReadonlySet<string>, { maximumFile }: OpenLimits): void {
  const { name, size, originalSize, isLocked } = entry
  if (/(^|\/)\.\.?(\/|$)|^\/|^[a-z]:/i.test(name)) {
    throw new Refusal('damaged', 'its path leads out of the zip')
  }
  if (name.length > longestPath) {
    throw new Refusal('damaged', `its path is longer than ${longestPath} characters`)
  }
  if (twins.has(name)) throw new Refusal('damaged', 'the name stands more than once in the zip')
  if (isLocked) throw new Refusal('encrypted', 'it is protected by a password')
  if (originalSize > 1_048_576 && originalSize > size * defaultZipLimits.maximumRatio) {
    throw new Refusal('zip_bomb', 'it is packed more tightly than a document can be')
  }
  if (originalSize <= maximumFile) return
  const megabytes = toMegabytes(maximumFile)
  throw new Refusal('too_large', `it is larger than the ${megabytes} MB that one file may have`)
}

/** @throws Refusal `damaged` where the bytes are not what the directory says of them */
function unpack(bytes: Uint8Array, { index, name, checksum, originalSize }: Entry): Uint8Array {
  let at = 0
  const [content] = Object.values(unzip(bytes, () => at++ === index))
  if (content?.length !== originalSize) {
    throw new Refusal('damaged', `${name} is not as long as the zip says`)
  }
  checkPart(name, content, checksum)
  return content
}

function unzip(
  bytes: Uint8Array,
  filter: (file: UnzipFileInfo) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new Refusal('damaged', `it can not be unpacked, cut short or changed: ${said}`)
  }
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1_048_576)
}
