import { crc32, deflateRawSync } from 'node:zlib'
import { readZip } from '../../../server/formats/zip.ts'
import { buildDocx, paragraph } from '../build-docx.ts'
import { buildPdf } from '../build-pdf.ts'
import { toBytes, type HostileCase } from './hostile-case.ts'
import { buildPptx, buildXlsx } from './office-cases.ts'

const formats = ['docx', 'xlsx', 'pptx'] as const
type Format = (typeof formats)[number]
const folders: Readonly<Record<Format, string>> = { docx: 'word', xlsx: 'xl', pptx: 'ppt' }

/** Packages that are hostile in how they are packed, locked files, and files under another name. */
export const packageCases: readonly HostileCase[] = [
  ...formats.flatMap((format) => [
    createPackage(format, 'a part packed a thousand times', 'zip_bomb', () => [
      ['bomb.xml', zeros(64)],
    ]),
    createPackage(format, 'parts that unpack to more than half a gigabyte', 'zip_bomb', () =>
      repeatPart(9, loosePart()),
    ),
    createPackage(format, '12,000 parts', 'zip_bomb', () => repeatPart(12_000, new Uint8Array(1))),
    createPackage(format, 'a part that climbs out', 'damaged', () => [
      ['../../evil.xml', zeros(0)],
    ]),
    createPackage(format, 'a part with the path of a disk', 'damaged', () => [
      ['/etc/evil.xml', zeros(0)],
    ]),
    createPackage(format, 'a part with the path of a Windows disk', 'damaged', () => [
      ['C:\\evil.xml', zeros(0)],
    ]),
    {
      ...createPackage(format, 'a part that stands twice', 'damaged', () => []),
      build: () => twice(format),
    },
    {
      ...createPackage(format, 'a part that stands twice, in other case', 'damaged', () => []),
      build: () => twice(format, true),
    },
    {
      ...createPackage(format, 'parts behind the password of a zip', 'encrypted', () => []),
      build: () => lock(honest(format)),
    },
    {
      ...createPackage(format, 'an Office file behind a password', 'encrypted', () => []),
      build: lockedOffice,
    },
    {
      ...createPackage(format, 'a directory that claims a part of 4 GB', 'zip_bomb', () => []),
      build: () => claimSize(honest(format)),
    },
    {
      name: `a .${format} renamed .pdf`,
      fileName: 'renamed.pdf',
      build: () => honest(format),
      outcome: 'type_mismatch' as const,
    },
    {
      name: `a .pdf renamed .${format}`,
      fileName: `renamed.${format}`,
      build: honestPdf,
      outcome: 'type_mismatch' as const,
    },
  ]),
  {
    name: 'a .docx renamed .xlsx',
    fileName: 'renamed.xlsx',
    build: () => honest('docx'),
    outcome: 'type_mismatch',
  },
  {
    name: 'a .xlsx renamed .pptx',
    fileName: 'renamed.pptx',
    build: () => honest('xlsx'),
    outcome: 'type_mismatch',
  },
  ...['txt', 'csv', 'md', 'html', 'rtf'].map((extension) => ({
    name: `a .docx renamed .${extension}`,
    fileName: `renamed.${extension}`,
    build: () => honest('docx'),
    outcome: 'type_mismatch' as const,
  })),
  {
    name: 'a PDF behind a password',
    fileName: 'locked.pdf',
    build: () => buildPdf({ pages: [{ lines: [{ text: 'words' }] }], isEncrypted: true }),
    outcome: 'encrypted',
  },
]

function createPackage(
  format: Format,
  name: string,
  outcome: HostileCase['outcome'],
  more: () => readonly Part[],
): HostileCase {
  return {
    name,
    fileName: `hostile.${format}`,
    build: () => addParts(honest(format), more()),
    outcome,
  }
}

function honest(format: Format): Uint8Array {
  if (format === 'docx') return buildDocx({ body: paragraph('words') })
  if (format === 'xlsx')
    return buildXlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
  return buildPptx('<a:p><a:r><a:t>words</a:t></a:r></a:p>')
}

function honestPdf(): Uint8Array {
  return buildPdf({ pages: [{ lines: [{ text: 'words' }] }] })
}

const localMark = [0x50, 0x4b, 0x03, 0x04]
const centralMark = [0x50, 0x4b, 0x01, 0x02]
const endMark = [0x50, 0x4b, 0x05, 0x06]

/** Parts behind those of a package; unlike a library, two of one name. */
function addParts(first: Uint8Array, more: readonly Part[]): Uint8Array {
  return packParts([...readZip(first), ...more])
}

type Part = readonly [name: string, bytes: Uint8Array]

/** Entries, their directory and its end (APPNOTE 4.3). */
function packParts(parts: readonly Part[]): Uint8Array {
  const packed = new Map<Uint8Array, Buffer>()
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, bytes] of parts) {
    const data = packed.get(bytes) ?? deflateRawSync(bytes, { level: 9 })
    packed.set(bytes, data)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from(localMark), shared, Buffer.from(name, 'latin1'), data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    centrals.push(
      Buffer.concat([
        Buffer.from([...centralMark, 20, 0]),
        shared,
        rest,
        Buffer.from(name, 'latin1'),
      ]),
    )
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  Buffer.from(endMark).copy(end)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

function findMarks(file: Buffer, mark: readonly number[]): number[] {
  const found: number[] = []
  for (
    let at = file.indexOf(Buffer.from(mark));
    at >= 0;
    at = file.indexOf(Buffer.from(mark), at + 4)
  ) {
    found.push(at)
  }
  return found
}

function zeros(megabytes: number): Uint8Array {
  return new Uint8Array(megabytes * 1_048_576)
}

/** 64 MB that pack to a fiftieth, as plain XML does. */
function loosePart(): Uint8Array {
  const part = zeros(64)
  for (let at = 0; at < part.length; at += 97) part[at] = (at * 2_654_435_761) >>> 24
  return part
}

function repeatPart(count: number, part: Uint8Array): Part[] {
  return Array.from({ length: count }, (_, at) => [`extra/${at}.xml`, part] as const)
}

function twice(format: Format, isOtherCase = false): Uint8Array {
  const names: Readonly<Record<Format, string>> = {
    docx: 'document',
    xlsx: 'workbook',
    pptx: 'presentation',
  }
  const part = `${folders[format]}/${names[format]}.xml`
  const twin = isOtherCase ? part.toUpperCase() : part
  return addParts(honest(format), [[twin, toBytes('<other/>')]])
}

/** Sets the bit of a password in every entry (APPNOTE 4.4.4). */
function lock(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes)
  for (const at of findMarks(file, localMark)) file[at + 6] = (file[at + 6] ?? 0) | 1
  for (const at of findMarks(file, centralMark)) file[at + 8] = (file[at + 8] ?? 0) | 1
  return file
}

function claimSize(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes)
  for (const at of findMarks(file, centralMark)) file.writeUInt32LE(0xffff_fff0, at + 24)
  return file
}

/** An OLE2 container with the stream that holds a locked package ([MS-OFFCRYPTO] §2.3.4). */
function lockedOffice(): Uint8Array {
  const file = Buffer.alloc(4096)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.write('EncryptedPackage', 1024, 'utf16le')
  return file
}
