import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import {
  extensionOf,
  findFileType,
  findTypesOfName,
  isEncryptedOffice,
  type FileType,
} from '../formats/file-type.ts'
import type { OcrOptions } from '../formats/pdf-needs-ocr.ts'
import { refuseOnError } from '../formats/refused.ts'
import type { ReadResult } from '../../shared/model/source-text.ts'
import type { ReaderAnswer, ReaderProgress, ReaderRequest } from './reader-messages.ts'

/**
 * The child process that parses and writes files; it holds no secret and no handle of the server's.
 * A format is loaded when its first file comes: PDFium's WASM alone takes a tenth of a second.
 */
// a file leaves much that is soon not needed; by default V8 lets the heap double before it looks
setFlagsFromString('--heap-growing-percent=40')
process.on('message', (request: ReaderRequest) => {
  void answer(request).then((result) => process.send?.({ result } satisfies ReaderAnswer))
})
process.on('disconnect', () => process.exit(0))

async function answer(request: ReaderRequest): Promise<ReaderAnswer['result']> {
  switch (request.kind) {
    case 'source':
      return readSource(request.bytes, request.fileName, toOcr(request.ocrPages, request.ocrSkips))
    case 'zip':
      return (await load(import('../formats/open-zip.ts'))).openZip(request.bytes, request.limits)
    case 'template':
      return (await load(import('../formats/read-template.ts'))).readTemplate(request.bytes)
    case 'expansion': {
      const { expandTemplate } = await load(import('../formats/expand-template.ts'))
      return expandTemplate(request.bytes, request.data)
    }
    case 'document':
      return (await load(import('../formats/read-document.ts'))).readDocument(request.bytes)
    case 'original':
      return (await load(import('../formats/read-docx.ts'))).readDocx(request.bytes, 'original')
    case 'records':
      return (await load(import('../formats/read-records.ts'))).readRecords(
        request.bytes,
        request.format,
        request.sheet,
      )
    default:
      return answerWriting(request)
  }
}

type WritingKind = 'writing' | 'ledger' | 'page' | 'outlined' | 'sheet' | 'plan' | 'review'

async function answerWriting(
  request: Extract<ReaderRequest, { kind: WritingKind }>,
): Promise<ReaderAnswer['result']> {
  switch (request.kind) {
    case 'writing':
      return (await load(import('../formats/write-and-read-back.ts'))).writeAndReadBack(
        request.input,
      )
    case 'ledger': {
      const { writeLedgerMode } = await load(import('../formats/docx-ledger-mode.ts'))
      return write(() => writeLedgerMode(request.bytes, request.mode))
    }
    case 'page':
      return (await load(import('../formats/write-html.ts'))).writeHtml(
        request.bytes,
        request.title,
      )
    case 'outlined': {
      const { writeTemplate } = await load(import('../formats/write-template.ts'))
      return { outcome: 'written', bytes: writeTemplate(request.lines) }
    }
    case 'sheet': {
      const { writeXlsx } = await load(import('../formats/write-xlsx.ts'))
      return write(() => writeXlsx(request.input))
    }
    case 'plan': {
      const { writePlan } = await load(import('../formats/write-plan.ts'))
      return write(() => writePlan(request.input))
    }
    case 'review': {
      const { writeReview } = await load(import('../formats/write-review.ts'))
      return write(() => writeReview(request.input))
    }
  }
}

function write(writeBytes: () => Uint8Array) {
  return refuseOnError(() => ({ outcome: 'written', bytes: writeBytes() }) as const)
}

/**
 * Keeps what was compiled for the next child, which then starts in a tenth of the time. A child is
 * ended from outside, so nothing else would; and no file has been looked at yet.
 */
async function load<Format>(format: Promise<Format>): Promise<Format> {
  const loaded = await format
  flushCompileCache()
  return loaded
}

function toOcr(maximumPages: number, skippedPages: readonly number[] = []): OcrOptions | undefined {
  if (maximumPages === 0) return undefined
  return {
    maximumPages,
    skippedPages,
    onPage: (page) => void process.send?.({ progress: 'page', page } satisfies ReaderProgress),
  }
}

async function readSource(
  bytes: Uint8Array,
  fileName: string,
  ocr: OcrOptions | undefined,
): Promise<ReadResult> {
  if (bytes.length === 0) return refuse('empty_file', `${fileName} has no bytes`)
  if (isEncryptedOffice(bytes)) {
    return refuse('encrypted', `${fileName} is protected by a password`)
  }
  const type = findFileType(bytes)
  const allowed = findTypesOfName(fileName)
  if (allowed && (type === undefined || !allowed.includes(type))) {
    const content = type ? `a ${type} file` : 'of no known type'
    return refuse(
      'type_mismatch',
      `the name says .${extensionOf(fileName)}, but the content is ${content}`,
    )
  }
  const read = type && (await findReader(type, extensionOf(fileName)))
  if (read) return read(bytes, ocr)
  return refuse(
    'unsupported_type',
    `${fileName} is ${type ?? 'of no known type'}; read are .docx, .pdf, .rtf, .xlsx, .pptx, .csv, .tsv, .html, .md, .txt, .png and .jpg`,
  )
}

type ReadBytes = (
  bytes: Uint8Array,
  ocr: OcrOptions | undefined,
) => ReadResult | Promise<ReadResult>

async function findReader(type: FileType, extension: string): Promise<ReadBytes | undefined> {
  switch (type) {
    case 'pdf':
      return (await load(import('../formats/read-pdf.ts'))).readPdf
    case 'docx':
    case 'ole2': {
      const { readDocx } = await load(import('../formats/read-docx.ts'))
      return (bytes) => readDocx(bytes)
    }
    case 'xlsx':
      return (await load(import('../formats/read-xlsx.ts'))).readXlsx
    case 'pptx':
      return (await load(import('../formats/read-pptx.ts'))).readPptx
    case 'html':
      return (await load(import('../formats/read-html.ts'))).readHtml
    case 'text':
      return findTextReader(extension)
    case 'png':
      return (await load(import('../formats/read-image.ts'))).readPng
    case 'jpeg':
      return (await load(import('../formats/read-image.ts'))).readJpeg
    case 'rtf':
      return (await load(import('../formats/read-rtf.ts'))).readRtf
    case 'zip':
      return undefined
  }
}

/** Text says by its name alone what it is written in. */
async function findTextReader(extension: string): Promise<ReadBytes> {
  if (extension === 'csv' || extension === 'tsv') {
    return (await load(import('../formats/read-csv.ts'))).readCsv
  }
  if (extension === 'md' || extension === 'markdown') {
    return (await load(import('../formats/read-markdown.ts'))).readMarkdown
  }
  if (extension === 'html' || extension === 'htm') {
    return (await load(import('../formats/read-html.ts'))).readHtml
  }
  return (await load(import('../formats/read-text.ts'))).readText
}

function refuse(
  code: Extract<ReadResult, { outcome: 'refused' }>['code'],
  reason: string,
): ReadResult {
  return { outcome: 'refused', code, reason }
}
