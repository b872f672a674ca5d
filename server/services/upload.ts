import { collectBytes } from '../../shared/text/collect-bytes.ts'
import {
  findFileType,
  isContainer,
  isEncryptedOffice,
  typeWindow,
  type FileType,
} from '../formats/file-type.ts'
import type { Content } from '../ports/blob-store.ts'

/** A file as it came in; nothing of it is to be trusted. */
export type Upload = {
  readonly name: string
  readonly content: Content
  readonly sizeBytes: number
  /** By its bytes; undefined for none that is known. */
  readonly type: FileType | undefined
  /** An Office file behind a password. */
  readonly isEncrypted: boolean
  /** The media type that the sender declared; '' or application/octet-stream say nothing. */
  readonly declaredType: string
  /** The form field that it came in, for the place of a problem; "file" where absent. */
  readonly field?: string
}

/** Looks into the file; what waits outside of memory stays there. */
export async function createUpload(
  file: Pick<Upload, 'name' | 'content'> & Partial<Pick<Upload, 'declaredType' | 'field'>>,
): Promise<Upload> {
  const { content } = file
  const bytes = content instanceof Uint8Array ? content : await readTelling(content)
  return {
    declaredType: '',
    ...file,
    sizeBytes: content instanceof Uint8Array ? content.length : content.size,
    type: findFileType(bytes),
    isEncrypted: isEncryptedOffice(bytes),
  }
}

/** Whole, in memory. */
export async function readContent(content: Content): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content
  return collectBytes(content.stream(), content.size)
}

/** The bytes that tell its type: of a container all, of anything else the first. */
async function readTelling(content: Blob): Promise<Uint8Array> {
  const head = await readContent(content.slice(0, typeWindow))
  return isContainer(head) && content.size > typeWindow ? inTurn(() => readContent(content)) : head
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other, so that the memory of all is that of the largest. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const own = last.then(work)
  // what it gave is not kept
  const nothing = () => undefined
  last = own.then(nothing, nothing)
  return own
}
