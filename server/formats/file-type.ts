import { findTextEncoding } from './text-encoding.ts'

/** What a file is by its bytes. `zip` and `ole2` are containers of a kind that is not told apart further. */
export type FileType =
  'pdf' | 'docx' | 'xlsx' | 'pptx' | 'zip' | 'ole2' | 'rtf' | 'html' | 'text' | 'png' | 'jpeg'

const mimeTypes: Record<FileType, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  zip: 'application/zip',
  ole2: 'application/x-ole-storage',
  rtf: 'application/rtf',
  html: 'text/html',
  text: 'text/plain',
  png: 'image/png',
  jpeg: 'image/jpeg',
}

const textTypes: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
}

/** The types that a name's ending may stand for; old Office endings stand for an OLE2 container. */
const extensions: Record<string, readonly FileType[]> = {
  pdf: ['pdf'],
  docx: ['docx'],
  docm: ['docx'],
  dotx: ['docx'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  pptx: ['pptx'],
  zip: ['zip', 'docx', 'xlsx', 'pptx'],
  doc: ['ole2'],
  dot: ['ole2'],
  xls: ['ole2'],
  ppt: ['ole2'],
  msg: ['ole2'],
  rtf: ['rtf'],
  html: ['html', 'text'],
  htm: ['html', 'text'],
  txt: ['text'],
  md: ['text', 'html'],
  markdown: ['text', 'html'],
  csv: ['text'],
  tsv: ['text'],
  png: ['png'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
}

/** Endings of files that are neither read nor text: text with such a name is not what it is called. */
const otherEndings: ReadonlySet<string> = new Set(
  [
    'exe dll msi dmg iso jar class apk gz tgz bz2 xz tar 7z rar',
    'gif bmp tif tiff webp heic psd mp3 mp4 m4a wav avi mov mkv',
    'odt ods odp pages epub accdb mdb sqlite sas7bdat xpt',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a name is of a file that is no text, of whatever kind. */
export function isNameOfOther(fileName: string): boolean {
  return otherEndings.has(extensionOf(fileName))
}

/** The endings that files of these types usually have, as people are told of them. */
export function listEndings(types: readonly FileType[]): string[] {
  return types.flatMap((type) => usualEndings[type] ?? [type]).map((ending) => `.${ending}`)
}

const usualEndings: Partial<Record<FileType, readonly string[]>> = {
  text: ['txt', 'md', 'csv', 'tsv'],
  jpeg: ['jpg'],
}

const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const jpegMagic = [0xff, 0xd8, 0xff]
const ole2Magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Bytes in which a PDF's header must begin (ISO 32000-1 annex H.3, note 13). */
const pdfHeaderWindow = 1024

/** A page may begin with an XML declaration (XHTML) and with comments, as browsers save it. */
const htmlStart =
  /^(?:\u00ef\u00bb\u00bf)?(?:\s|<\?xml[^>]*>|<!--[^]*?-->)*<(?:!doctype html|html)[\s>]/i

/** How many of the first bytes tell the type of what is no container. */
export const typeWindow = 65_536

/** A zip or an OLE2 container: what it holds may stand anywhere in it. */
export function isContainer(head: Uint8Array): boolean {
  return startsWith(head, [0x50, 0x4b]) || startsWith(head, ole2Magic)
}

/** The type by magic bytes; undefined for an empty file and for bytes that are no text either. */
export function findFileType(bytes: Uint8Array): FileType | undefined {
  if (bytes.length === 0) return undefined
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return zipType(bytes)
  if (startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(bytes, ole2Magic)) return 'ole2'
  if (startsWith(bytes, pngMagic)) return 'png'
  if (startsWith(bytes, jpegMagic)) return 'jpeg'
  const head = latin1(bytes, 0, pdfHeaderWindow)
  if (/%PDF/.test(head)) return 'pdf'
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (!findTextEncoding(bytes)) return undefined
  return htmlStart.test(head) ? 'html' : 'text'
}

/** An Office file behind a password: an OLE2 container with this stream ([MS-OFFCRYPTO] §2.3.4). */
export function isEncryptedOffice(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, ole2Magic)) return false
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return file.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** The types that the ending of a name allows; undefined for an unknown ending or none. */
export function findTypesOfName(fileName: string): readonly FileType[] | undefined {
  const extension = extensionOf(fileName)
  return Object.hasOwn(extensions, extension) ? extensions[extension] : undefined
}

/** The ending of a file name in lower case without its dot; '' where there is none. */
export function extensionOf(fileName: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''
}

/** `fileName` tells the kinds of text apart, which their bytes do not. */
export function mimeTypeOf(type: FileType, fileName = ''): string {
  return (type === 'text' && textTypes[extensionOf(fileName)]) || mimeTypes[type]
}

function zipType(bytes: Uint8Array): FileType {
  const names = zipEntryNames(bytes)
  const holds = (folder: string) => names.some((name) => name.startsWith(folder))
  if (!names.some((name) => name.toLowerCase() === '[content_types].xml')) return 'zip'
  if (holds('word/')) return 'docx'
  if (holds('xl/')) return 'xlsx'
  if (holds('ppt/')) return 'pptx'
  return 'zip'
}

/** Names of the central directory (APPNOTE 4.3.12), or of the local headers where it is cut off. */
function zipEntryNames(bytes: Uint8Array): string[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = Buffer.from('PK\u0001\u0002', 'latin1')
  const central = namesAfter(view, mark, 28, 46, findCentralDirectory(view))
  return central.length > 0
    ? central
    : namesAfter(view, Buffer.from('PK\u0003\u0004', 'latin1'), 26, 30)
}

/** Where it begins: a zip within the zip, stored as it is, has one of its own before it. */
function findCentralDirectory(view: Buffer): number {
  const end = view.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + 16 > view.length) return 0
  return Math.max(0, end - view.readUInt32LE(end + 12))
}

const maximumNames = 20_000

function namesAfter(
  view: Buffer,
  mark: Buffer,
  lengthAt: number,
  nameAt: number,
  from = 0,
): string[] {
  const names: string[] = []
  let at = view.indexOf(mark, from)
  while (at >= 0 && at + nameAt <= view.length && names.length < maximumNames) {
    const length = view.readUInt16LE(at + lengthAt)
    names.push(view.toString('latin1', at + nameAt, at + nameAt + length))
    at = view.indexOf(mark, at + nameAt)
  }
  return names
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1')
}
