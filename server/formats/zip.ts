import { unzipSync, zipSync, type Zippable } from 'fflate'
import { Refusal } from './refusal.ts'
import { checkPart, listChecksums } from './zip-checksums.ts'

/** The parts of an OOXML package by name, without a leading slash. */
export type ZipParts = Map<string, Uint8Array>

export type ZipLimits = {
  readonly maximumParts: number
  /** Bytes of all parts together, unpacked. */
  readonly maximumTotal: number
  /** Unpacked : packed of one part, where the part unpacks to more than a megabyte. */
  readonly maximumRatio: number
}

export const defaultZipLimits: ZipLimits = {
  maximumParts: 10_000,
  maximumTotal: 512 * 1024 * 1024,
  maximumRatio: 400,
}

/**
 * Unpacks a package, or those of its parts that are wanted by name. Sizes are checked against the
 * directory before anything is unpacked.
 * @throws Refusal `zip_bomb`, or `damaged` when it is no zip, has twin or climbing names, or a part
 * that is not what the directory says.
 */
export function readZip(
  bytes: Uint8Array,
  limits: ZipLimits = defaultZipLimits,
  isWanted: (name: string) => boolean = () => true,
): ZipParts {
  const guard = createGuard(limits)
  const names: string[] = []
  const entries = unzip(bytes, (file) => {
    names.push(file.name)
    return guard(file) && isWanted(file.name)
  })
  const checksums = listChecksums(bytes)
  for (const [index, name] of names.entries()) {
    const part = entries[name]
    if (part) checkPart(name, part, checksums[index])
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

function createGuard(limits: ZipLimits): (file: ZipEntry) => boolean {
  const names = new Set<string>()
  let total = 0
  return (file) => {
    if (names.has(file.name)) throw new Refusal('damaged', `the part ${file.name} stands twice`)
    if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]/.test(file.name)) {
      throw new Refusal('damaged', 'a part name that climbs out of the package')
    }
    names.add(file.name)
    total += file.originalSize
    const isBomb =
      file.originalSize > 1_048_576 && file.originalSize > file.size * limits.maximumRatio
    if (isBomb || total > limits.maximumTotal || names.size > limits.maximumParts) {
      throw new Refusal('zip_bomb', 'the package unpacks to more than a document can be')
    }
    return !file.name.endsWith('/')
  }
}
