import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import type { DraftBlock } from '../../shared/model/draft.ts'
import type { DocumentInput, LedgerRow } from '../../shared/model/document-input.ts'
import { listTargets } from '../../server/formats/docx-targets.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { buildDocx, paragraph } from '../../test/support/build-docx.ts'
import {
  buildDocumentInput,
  draftParagraph,
  draftTable,
  filled,
} from '../../test/support/build-document-input.ts'
import type { TableContent, WriteContent } from './content.ts'

type Writer = (content: WriteContent) => Promise<Uint8Array>

/** The first is ours. */
export const writers: Readonly<Record<string, Writer>> = {
  'sourcewright, cited': (content) => Promise.resolve(writeDocument(createInput(content)).bytes),
  'docx, without citations': (content) => Packer.toBuffer(createPeer(content)),
}

/** Every sentence and every cell that begins with a digit has a bookmark and a row of the ledger. */
function createInput(content: WriteContent): DocumentInput {
  const template = buildDocx({ body: paragraph('Report', 'Heading1') + paragraph('RULE') })
  const blocks = interleave<DraftBlock>(
    content,
    (sentences) => draftParagraph('body', ...sentences),
    ({ title, rows }) => [draftTable(rows, { title })],
  )
  const input = buildDocumentInput(template, { RULE: filled(...blocks) })
  return { ...input, ledger: listTargets(input).map(({ bookmark }) => createRow(bookmark)) }
}

function createRow(bookmark: string): LedgerRow {
  return {
    bookmark,
    sourceName: 'protocol.pdf',
    sourceHash: 'a'.repeat(64),
    version: 1,
    page: '12',
    quote: 'Of these, 12 completed the study, with a mean age of 52.5 years.',
    cell: '',
    formula: '',
    transformations: [],
  }
}

function createPeer(content: WriteContent): Document {
  const children = interleave<Paragraph | Table>(content, createPeerParagraph, (table) => [
    new Paragraph({ style: 'Caption', keepNext: true, children: [new TextRun(table.title)] }),
    createPeerTable(table),
  ])
  return new Document({ sections: [{ children: [...children] }] })
}

function createPeerParagraph(sentences: readonly string[]): Paragraph {
  const words = sentences.map((text, at) => new TextRun(at === 0 ? text : ` ${text}`))
  return new Paragraph({ children: words })
}

function createPeerTable({ rows }: TableContent): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          tableHeader: at === 0,
          cantSplit: true,
          children: row.map((text) => createPeerCell(text, at === 0)),
        }),
    ),
  })
}

function createPeerCell(text: string, bold: boolean): TableCell {
  return new TableCell({
    children: [
      new Paragraph({
        spacing: { before: 20, after: 20 },
        children: [new TextRun({ text, bold, size: 18 })],
      }),
    ],
  })
}

/** The paragraphs, with a table behind each so many of them. */
function interleave<T>(
  { paragraphs, tables }: WriteContent,
  ofParagraph: (sentences: readonly string[]) => T,
  ofTable: (table: TableContent) => readonly T[],
): readonly T[] {
  const every = Math.ceil(paragraphs.length / tables.length)
  return paragraphs.flatMap((sentences, at) => {
    const table = (at + 1) % every === 0 ? tables[(at + 1) / every - 1] : undefined
    return [ofParagraph(sentences), ...(table ? ofTable(table) : [])]
  })
}
