import {
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Tab,
  TabStopType,
  TextRun,
  type ISectionOptions,
} from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import {
  createNumbering,
  createStyles,
  createTableStyles,
  pageMargin,
  textWidth,
  type House,
} from './house.ts'
import { normaliseDocx } from './normalise.ts'
import type { Piece } from './piece.ts'
import { listsOf, renderPieces } from './render.ts'

/** A document with a cover, and a running header and footer on every page but the cover. */
export type ExampleDocument = {
  readonly house: House
  readonly title: string
  readonly creator: string
  readonly headerLeft: string
  readonly headerRight: string
  readonly footerLeft: string
  readonly pieces: readonly Piece[]
}

/** Bytes of a .docx; the same document gives the same bytes. */
export async function writeDocument(example: ExampleDocument): Promise<Uint8Array> {
  const document = new Document({
    title: example.title,
    creator: example.creator,
    lastModifiedBy: example.creator,
    styles: createStyles(example.house),
    numbering: createNumbering(example.house, listsOf(example.pieces)),
    pageNumbers: estimatePageNumbers,
    sections: [createSection(example)],
  })
  return normaliseDocx(
    new Uint8Array(await Packer.toBuffer(document)),
    createTableStyles(example.house),
  )
}

function createSection(example: ExampleDocument): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: { size: { width: 11906, height: 16838 }, margin: pageMargin },
    },
    headers: { default: createHeader(example), first: emptyHeader() },
    footers: { default: createFooter(example), first: emptyFooter() },
    children: renderPieces(example.pieces),
  }
}

const rightTab = [{ type: TabStopType.RIGHT, position: textWidth }]

function createHeader(example: ExampleDocument): Header {
  const runs = [new TextRun(example.headerLeft), tab(), new TextRun(example.headerRight)]
  return new Header({
    children: [new Paragraph({ style: 'Header', tabStops: rightTab, children: runs })],
  })
}

function createFooter(example: ExampleDocument): Footer {
  const page = new TextRun({
    children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
  })
  const runs = [new TextRun(example.footerLeft), tab(), page]
  return new Footer({
    children: [new Paragraph({ style: 'Footer', tabStops: rightTab, children: runs })],
  })
}

function tab(): TextRun {
  return new TextRun({ children: [new Tab()] })
}

function emptyHeader(): Header {
  return new Header({ children: [new Paragraph({ children: [] })] })
}

function emptyFooter(): Footer {
  return new Footer({ children: [new Paragraph({ children: [] })] })
}
