import type { ProblemCode } from '../../shared/contract/problem.ts'
import {
  extensionOf,
  findTypesOfName,
  isNameOfOther,
  listEndings,
  mimeTypeOf,
  type FileType,
} from '../formats/file-type.ts'
import { Problem } from './problem.ts'
import type { Upload } from './upload.ts'

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
 * @throws Problem `file_empty`, `file_too_large`, `file_encrypted`, `unsupported_type`,
 * `type_mismatch`, each with the field `file`
 */
export function checkUpload(
  upload: Upload,
  accepted: readonly FileType[],
  maximumBytes: number,
): { type: FileType; mimeType: string } {
  const { name, type, sizeBytes, isEncrypted } = upload
  if (sizeBytes === 0) throw refuse(upload, 'file_empty', `${name} has no bytes.`)
  checkSize(upload, maximumBytes)
  if (isEncrypted) {
    const detail = `${name} is protected by a password; save it without one.`
    throw refuse(upload, 'file_encrypted', detail)
  }
  checkIsModern(upload)
  checkNameAgrees(upload, type)
  if (!type || !accepted.includes(type)) {
    const endings = listEndings(accepted).join(', ')
    const detail = `${name} is ${describe(type)}; accepted are ${endings}.`
    throw refuse(upload, 'unsupported_type', detail)
  }
  checkDeclaredAgrees(upload, type)
  return { type, mimeType: mimeTypeOf(type, name) }
}

/** A file that its reader refused, as it was sent. */
export function unreadable(code: ProblemCode, upload: Upload, reason: string): Problem {
  return refuse(upload, code, `${upload.name} can not be read: ${reason}.`)
}

function checkSize(upload: Upload, maximumBytes: number): void {
  if (upload.sizeBytes <= maximumBytes) return
  const megabytes = Math.floor(maximumBytes / 1_048_576)
  const detail = `${upload.name} is larger than the ${megabytes} MB that one file may have.`
  throw refuse(upload, 'file_too_large', detail)
}

function checkIsModern(upload: Upload): void {
  const extension = extensionOf(upload.name)
  const modern = modernFormats[extension]
  if (!modern) return
  const detail = `${upload.name} is in an old format (.${extension}); save it as ${modern} and send that.`
  throw refuse(upload, 'unsupported_type', detail)
}

function checkNameAgrees(upload: Upload, type: FileType | undefined): void {
  if (type === 'text' && isNameOfOther(upload.name)) {
    const ending = extensionOf(upload.name)
    const detail = `${upload.name} is by its name .${ending}, but its content is text; text is taken as .txt.`
    throw refuse(upload, 'type_mismatch', detail)
  }
  const allowed = findTypesOfName(upload.name)
  if (allowed === undefined || (type !== undefined && allowed.includes(type))) return
  const named = allowed.join(' or ')
  const detail = `${upload.name} is by its name ${named}, but its content is ${describe(type)}.`
  throw refuse(upload, 'type_mismatch', detail)
}

function checkDeclaredAgrees(upload: Upload, type: FileType): void {
  const declared = upload.declaredType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (saysNothing.includes(declared) || declared === mimeTypeOf(type, upload.name)) return
  // browsers and spreadsheets disagree on what to call text
  if (type === 'text' && isTextType(declared)) return
  if (type === 'rtf' && rtfTypes.includes(declared)) return
  if (type === 'zip' && zipTypes.includes(declared)) return
  const detail = `${upload.name} was declared as ${declared}, but its content is ${describe(type)}.`
  throw refuse(upload, 'type_mismatch', detail)
}

/** text/plain is what a part of a form is that declares no type (RFC 7578 §4.4): many clients don't. */
const saysNothing: readonly string[] = [
  '',
  'text/plain',
  'application/octet-stream',
  'application/zip',
  'binary/octet-stream',
]

/** Windows takes .rtf for Word's own where Word is there. */
const rtfTypes: readonly string[] = ['text/rtf', 'text/richtext', 'application/msword']

/** Browsers on Windows. */
const zipTypes: readonly string[] = ['application/x-zip-compressed', 'application/x-zip']

function refuse({ field = 'file' }: Upload, code: ProblemCode, detail: string): Problem {
  return new Problem(code, detail, { errors: [{ loc: ['body', field], msg: detail, type: code }] })
}

function isTextType(declared: string): boolean {
  return declared.startsWith('text/') || declared === 'application/vnd.ms-excel'
}

function describe(type: FileType | undefined): string {
  return type ? `a ${type} file` : 'of no type that is known here'
}
