import type { FileFormat, LedgerMode } from '../../shared/model/vocabulary.ts'
import { mimeTypeOf } from '../formats/file-type.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { OpenBlob } from '../ports/blob-store.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { notFound, Problem } from './problem.ts'

type Named = { readonly fileName: string; readonly mimeType: string }

/** Made for who asked, in memory. */
export type MadeFile = Named & { readonly bytes: Uint8Array }

/** Made, or as it is stored, from where it comes while it is sent. */
export type DocumentFile = MadeFile | (Named & { readonly blob: OpenBlob })

type FileWish = {
  readonly format?: FileFormat | undefined
  readonly version?: number | undefined
  readonly ledger?: LedgerMode | undefined
}

/**
 * The file of a version: as stored, or with less of a ledger, or as PDF or HTML.
 * @throws Problem `not_ready`, `not_found`, `converter_missing`, `bad_request`
 */
export async function getDocumentFile(
  deps: Dependencies,
  document: StoredDocument,
  wish: FileWish,
): Promise<DocumentFile> {
  const version = await getVersionOfDocument(deps, document, wish.version)
  if (!isAsStored(version, wish)) return makeFile(deps, document, version, wish)
  const { mimeType } = version
  return openBlob(deps, document.workspaceId, version.blobHash, {
    fileName: nameFile(document, version),
    mimeType,
  })
}

/** As getDocumentFile for who needs the bytes themselves. */
export async function makeDocumentFile(
  deps: Dependencies,
  document: StoredDocument,
  wish: FileWish,
): Promise<MadeFile> {
  const version = await getVersionOfDocument(deps, document, wish.version)
  return makeFile(deps, document, version, wish)
}

/** A blob under the name that it is sent by. @throws Problem `not_found` */
export async function openBlob(
  { blobs }: Pick<Dependencies, 'blobs'>,
  workspaceId: string,
  hash: string,
  named: Named,
): Promise<DocumentFile> {
  const blob = await blobs.open(workspaceId, hash)
  if (!blob) throw notFound('file')
  return { ...named, blob }
}

// what the bytes are: a name may lack its extension, and the ledger has to go all the same
const isDocx = ({ mimeType }: StoredVersion) => mimeType === mimeTypeOf('docx')

/** A file that is no .docx has no ledger to be left out. */
function isAsStored(version: StoredVersion, { format, ledger }: FileWish): boolean {
  const isOfFormat = format === undefined || version.mimeType === mimeTypeOf(format)
  return isOfFormat && !(isDocx(version) && ledger)
}

async function makeFile(
  deps: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
  { format, ledger }: FileWish,
): Promise<MadeFile> {
  const stored = await deps.blobs.find(document.workspaceId, version.blobHash)
  if (!stored) throw notFound('file')
  const bytes =
    isDocx(version) && ledger ? await reduceLedger(deps, stored, ledger, version) : stored
  const asStored = { bytes, fileName: nameFile(document, version), mimeType: version.mimeType }
  if (format === undefined || version.mimeType === mimeTypeOf(format)) return asStored
  if (!isDocx(version)) throw cannotConvert(version, format)
  if (format === 'html') return convertToHtml(deps, version, asStored)
  return convertToPdf(deps, version, asStored)
}

/** A document goes by its present name; a source's file by the one that it came with, without folders. */
export function nameFile({ kind, name }: StoredDocument, { fileName }: StoredVersion): string {
  return kind === 'source' ? fileName.replaceAll('/', '_') : `${name.replace(/\.docx$/i, '')}.docx`
}

/** @throws Problem `bad_request` for a source that is no sound Word file */
async function reduceLedger(
  { writer }: Dependencies,
  bytes: Uint8Array,
  mode: LedgerMode,
  { fileName }: StoredVersion,
): Promise<Uint8Array> {
  const result = await writer.writeLedgerMode(bytes, mode)
  if (result.outcome === 'written') return result.bytes
  throw new Problem('bad_request', `${fileName} can not be changed: ${result.reason}`)
}

async function convertToPdf(
  deps: Dependencies,
  version: StoredVersion,
  file: MadeFile,
): Promise<MadeFile> {
  if (!deps.pdfConverter) {
    throw new Problem(
      'converter_missing',
      'PDF needs LibreOffice, which is not installed on the server.',
    )
  }
  // a PDF carries no ledger (api.md §5)
  const bare = await reduceLedger(deps, file.bytes, 'none', version)
  const bytes = await deps.pdfConverter.convert(bare).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error
    throw new Problem('converter_failed', error.message)
  })
  const fileName = file.fileName.replace(/\.docx$/i, '.pdf')
  return { bytes, fileName, mimeType: 'application/pdf' }
}

async function convertToHtml(
  deps: Dependencies,
  version: StoredVersion,
  file: MadeFile,
): Promise<MadeFile> {
  const bare = await reduceLedger(deps, file.bytes, 'none', version)
  const fileName = file.fileName.replace(/\.docx$/i, '.html')
  const result = await deps.writer.writePage(bare, fileName.replace(/\.html$/, ''))
  if (result.outcome === 'refused') {
    throw new Problem('converter_failed', `${version.fileName}: ${result.reason}`)
  }
  return { bytes: result.bytes, fileName, mimeType: 'text/html; charset=utf-8' }
}

function cannotConvert(version: StoredVersion, format: string): Problem {
  return new Problem('converter_missing', `${version.fileName} can not be given as ${format}.`)
}
