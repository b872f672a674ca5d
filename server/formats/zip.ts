import { unzipSync, zipSync, type Zippable } from 'fflate'
import { createSizeCheck, defaultZipLimits, type ZipLimits } from '../../shared/model/zip-limits.ts'
import { Refusal } from './refusal.ts'
import { checkPart, listZipDirectory } from './zip-directory.ts'

/** The parts of an OOXML package by name, without a leading slash. */
export type ZipParts = Map<string, Uint8Array>

/**
 * Unpacks a package, or those of its parts that are wanted by name. Sizes are checked against the
 * directory before anything is unpacked.
 * @throws Refusal `zip_bomb`, `encrypted` where a part is behind a password, or `damaged` when it is
 * no zip, has twin or climbing names, or a part that is not what the directory says.
 */
export function readZip(
  bytes: Uint8Array,
  limits: ZipLimits = defaultZipLimits,
  isWanted: (name: string) => boolean = () => true,
): ZipParts {
  const guard = createGuard(limits)
  const names: string[] = []
  unzip(bytes, (file) => {
    guard(file)
    names.push(file.name)
    return false
  })
  const directory = listZipDirectory(bytes)
  if (directory.some(({ isLocked }) => isLocked)) {
    throw new Refusal('encrypted', 'the package is protected by a password')
  }
  const entries = unzip(bytes, ({ name }) => !name.endsWith('/') && isWanted(name))
  for (const [index, name] of names.entries()) {
    const part = entries[name]
    if (part) checkPart(name, part, directory[index]?.checksum)
  }
  return new Map(Object.entries(entries))
}

/** Packs parts in the order given; every entry carries 1980-01-01, so equal parts give equal bytes (law 4). */
export function writeZip(parts: ZipParts): Uint8Array {
  const entries: Zippable = {}
  for (const [name, bytes] of parts) entries[name] = bytes
  return zipSync(entries, { level: 6, mtime: new Date(1980, 0, 1), os: 3 })
}

function unzip(bytes: Uint8Array, guard: (file: ZipEntry) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: guard })
  } catch (error) {
    if (error instanceof Refusal) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw new Refusal('damaged', `not a readable zip package, cut short or changed: ${said}`)
  }
}

type ZipEntry = { name: string; size: number; originalSize: number }

function createGuard(limits: ZipLimits): (file: ZipEntry) => void {
  const names = new Set<string>()
  const isInBounds = createSizeCheck(limits)
  return (file) => {
    const folded = foldPartName(file.name)
    if (names.has(folded)) throw new Refusal('damaged', `the part ${file.name} stands twice`)
    if (/(^|\/)\.\.(\/|$)|^\/|^[a-z]:/.test(folded)) {
      throw new Refusal('damaged', 'a part name that climbs out of the package')
    }
    names.add(folded)
    if (!isInBounds(file)) {
      throw new Refusal('zip_bomb', 'the package unpacks to more than a document can be')
    }
  }
}

/** Names are alike that differ in case only (ECMA-376 part 2 §6.2.2); some zips have backslashes. */
export function foldPartName(name: string): string {
  return name.replace(/\\/g, '/').toLowerCase()
}
