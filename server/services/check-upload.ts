import {
  extensionOf,
  findFileType,
  findTypesOfName,
  mimeTypeOf,
  type FileType,
} from '../formats/file-type.ts'
import { Problem } from './problem.ts'

/** A file as it came in; nothing of it is to be trusted. */
export type Upload = {
  readonly name: string
  readonly bytes: Uint8Array
  /** The media type that the sender declared; '' or application/octet-stream say nothing. */
  readonly declaredType: string
}

const modernFormats: Readonly<Record<string, string>> = {
  doc: '.docx',
  dot: '.docx',
  xls: '.xlsx',
  ppt: '.pptx',
  msg: '.pdf or .docx',
}

/**
 * Checks size, name, declared type and magic bytes against each other.
 * @returns the type and its media type.
 * @throws Problem `file_empty`, `file_too_large`, `unsupported_type`, `type_mismatch`
 */
export function checkUpload(
  upload: Upload,
  accepted: readonly FileType[],
  maximumBytes: number,
): { type: FileType; mimeType: string } {
  const { name, bytes } = upload
  if (bytes.length === 0) throw new Problem('file_empty', `${name} has no bytes.`)
  if (bytes.length > maximumBytes) throw tooLarge(name, maximumBytes)
  const type = findFileType(bytes)
  checkIsModern(name)
  checkNameAgrees(name, type)
  if (!type || !accepted.includes(type)) {
    throw new Problem(
      'unsupported_type',
      `${name} is ${describe(type)}; accepted are ${accepted.map((one) => `.${one}`).join(', ')}.`,
    )
  }
  checkDeclaredAgrees(upload, type)
  return { type, mimeType: mimeTypeOf(type, name) }
}

export function tooLarge(name: string, maximumBytes: number): Problem {
  const megabytes = Math.floor(maximumBytes / 1_048_576)
  return new Problem(
    'file_too_large',
    `${name} is larger than the ${megabytes} MB that one file may have.`,
  )
}

function checkIsModern(name: string): void {
  const modern = modernFormats[extensionOf(name)]
  if (!modern) return
  throw new Problem(
    'unsupported_type',
    `${name} is in an old format (.${extensionOf(name)}); save it as ${modern} and send that.`,
  )
}

function checkNameAgrees(name: string, type: FileType | undefined): void {
  const allowed = findTypesOfName(name)
  if (allowed === undefined || (type !== undefined && allowed.includes(type))) return
  throw new Problem(
    'type_mismatch',
    `${name} is by its name ${allowed.join(' or ')}, but its content is ${describe(type)}.`,
  )
}

function checkDeclaredAgrees({ name, declaredType }: Upload, type: FileType): void {
  const declared = declaredType.split(';')[0]?.trim().toLowerCase() ?? ''
  const saysNothing = ['', 'application/octet-stream', 'application/zip', 'binary/octet-stream']
  if (saysNothing.includes(declared) || declared === mimeTypeOf(type, name)) return
  // browsers and spreadsheets disagree on what to call text
  if (type === 'text' && isTextType(declared)) return
  throw new Problem(
    'type_mismatch',
    `${name} was declared as ${declared}, but its content is ${describe(type)}.`,
  )
}

function isTextType(declared: string): boolean {
  return declared.startsWith('text/') || declared === 'application/vnd.ms-excel'
}

function describe(type: FileType | undefined): string {
  return type ? `a ${type} file` : 'of no type that is known here'
}
