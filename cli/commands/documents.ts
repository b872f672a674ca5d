import { basename } from 'node:path'
import { fileFormats, ledgerFormats, ledgerModes } from '../../shared/model/vocabulary.ts'
import { choice, readNumber, text, type Command } from '../command.ts'
import { openFile, storeFile } from '../files.ts'
import { getDocumentId } from '../find-document.ts'
import { listAll } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'

const storing = {
  output: {
    type: 'string',
    short: 'o',
    value: 'file',
    meaning: 'where to; "-" for the standard output; default: its name, in this folder',
  },
  force: { type: 'boolean', meaning: 'write over a file that is there' },
} as const

export const listDocuments: Command = {
  name: 'documents list',
  summary: 'lists the documents of the workspace, generated and local ones',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const client = await connect()
    const documents = [
      ...(await listAll(client, 'generated', signal)),
      ...(await listAll(client, 'local', signal)),
    ]
    const rows = documents.map((one) => [one.document_id, one.kind, one.status, one.document_name])
    return { json: { documents }, lines: writeTable(['id', 'kind', 'status', 'name'], rows) }
  },
}

export const addDocument: Command = {
  name: 'documents add',
  summary: 'sends a .docx of your own, to see its sources and have it checked',
  operands: '<file>',
  count: [1, 1],
  options: {
    'version-of': {
      type: 'string',
      value: 'document',
      meaning: 'it is the next version of this document',
    },
  },
  async run({ operands: [path = ''], options, connect, signal }) {
    const file = await openFile(path)
    const client = await connect()
    const of = text(options, 'version-of')
    const documentId = of && (await getDocumentId(client, of, ['generated', 'local'], signal))
    const added = await client.addLocalDocument(
      { file, fileName: file.name, ...(documentId && { documentId }) },
      signal,
    )
    return { json: added, lines: [`${added.document_id}  ${added.document_name}`] }
  },
}

export const download: Command = {
  name: 'download',
  summary: 'stores the file of a document',
  operands: '<document>',
  count: [1, 1],
  options: {
    format: { type: 'string', value: 'format', meaning: 'docx (the default), pdf or html' },
    version: { type: 'string', value: 'number', meaning: 'default: the newest' },
    ledger: {
      type: 'string',
      value: 'mode',
      meaning: 'of the sources, the file keeps: full (the default), ids, or none',
    },
    ...storing,
  },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const client = await connect()
    const id = await getDocumentId(client, named, ['generated', 'local'], signal)
    const { name } = await client.getDocument(id, signal)
    const format = choice(options, 'format', fileFormats) ?? 'docx'
    const ledger = choice(options, 'ledger', ledgerModes)
    const bytes = await client.getFile(
      id,
      { format, version: readNumber(options, 'version', { least: 1, most: 1_000_000 }), ledger },
      signal,
    )
    const path = text(options, 'output') ?? `${basename(name, '.docx')}.${format}`
    await storeFile(terminal, bytes, path, options['force'] === true)
    return describeStored(path, bytes.size)
  },
}

export const showLedger: Command = {
  name: 'ledger',
  summary: 'stores the ledger of a document: a row for each sentence and number',
  operands: '<document>',
  count: [1, 1],
  options: {
    format: { type: 'string', value: 'format', meaning: 'xlsx (the default), csv or json' },
    ...storing,
  },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const client = await connect()
    const id = await getDocumentId(client, named, ['generated', 'local'], signal)
    const { name } = await client.getDocument(id, signal)
    const format = choice(options, 'format', ledgerFormats) ?? 'xlsx'
    const bytes = await client.getLedger(id, format, signal)
    const path = text(options, 'output') ?? `${basename(name, '.docx')} ledger.${format}`
    await storeFile(terminal, bytes, path, options['force'] === true)
    return describeStored(path, bytes.size)
  },
}

/** Nothing is said behind bytes that went to the standard output. */
function describeStored(path: string, size: number) {
  if (path === '-') return { json: undefined, lines: [] }
  return { json: { path, size_bytes: size }, lines: [`${path}: ${size} bytes`] }
}
