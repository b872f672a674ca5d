import { extensionOf, findFileType, findTypesOfName } from '../formats/file-type.ts'
import type { ReadResult } from '../../shared/model/source-text.ts'
import type { ReaderAnswer, ReaderRequest } from './reader-messages.ts'

/**
 * The child process that parses files; it holds no secret and no handle of the server's. A reader
 * is loaded when its first file comes: PDFium's WASM alone takes a tenth of a second.
 */
process.on('message', (request: ReaderRequest) => {
  void answer(request).then((result) => process.send?.({ result } satisfies ReaderAnswer))
})
process.on('disconnect', () => process.exit(0))

async function answer(request: ReaderRequest): Promise<ReaderAnswer['result']> {
  const { kind, bytes, fileName, data } = request
  if (kind === 'expansion') {
    return (await import('../formats/expand-template.ts')).expandTemplate(bytes, data)
  }
  if (kind === 'template') return (await import('../formats/read-template.ts')).readTemplate(bytes)
  if (kind === 'document') return (await import('../formats/read-document.ts')).readDocument(bytes)
  return readSource(bytes, fileName)
}

async function readSource(bytes: Uint8Array, fileName: string): Promise<ReadResult> {
  if (bytes.length === 0) return refuse('empty_file', `${fileName} has no bytes`)
  const type = findFileType(bytes)
  const allowed = findTypesOfName(fileName)
  if (allowed && (type === undefined || !allowed.includes(type))) {
    const content = type ? `a ${type} file` : 'of no known type'
    return refuse(
      'type_mismatch',
      `the name says .${extensionOf(fileName)}, but the content is ${content}`,
    )
  }
  if (type === 'pdf') return (await import('../formats/read-pdf.ts')).readPdf(bytes)
  if (type === 'docx' || type === 'ole2') {
    return (await import('../formats/read-docx.ts')).readDocx(bytes)
  }
  return refuse(
    'unsupported_type',
    `${fileName} is ${type ?? 'of no known type'}; .docx and .pdf are read`,
  )
}

function refuse(
  code: Extract<ReadResult, { outcome: 'refused' }>['code'],
  reason: string,
): ReadResult {
  return { outcome: 'refused', code, reason }
}
