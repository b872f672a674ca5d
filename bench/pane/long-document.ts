import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  WidthType,
} from 'docx'

/** A Word file of so many pages, each with a heading of its own, prose, and on every third a table. */
export function buildLongDocument(pages: number): Promise<Buffer> {
  const children = Array.from({ length: pages }, (_, page) => createPage(page)).flat()
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

function createPage(page: number): (Paragraph | Table)[] {
  const heading = page % 10 === 0 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2
  const title = new Paragraph({
    text: `Results of site ${page + 1}`,
    heading,
    pageBreakBefore: page > 0,
  })
  const hasTable = page % 3 === 0
  const prose = Array.from({ length: hasTable ? 3 : 5 }, (_, at) => createProse(page, at))
  return [title, ...prose, ...(hasTable ? [createTable(page)] : [])]
}

function createProse(page: number, at: number): Paragraph {
  const sentences = Array.from({ length: 5 }, (_, each) => {
    const count = 100 + page * 7 + at * 5 + each
    return `At visit ${each + 1}, ${count} subjects of site ${page + 1} were assessed, and the mean change from baseline was ${(count / 40).toFixed(1)} points.`
  })
  return new Paragraph({ text: sentences.join(' ') })
}

function createTable(page: number): Table {
  const rows = Array.from({ length: 12 }, (_, row) =>
    ['Visit', 'Placebo', 'Low dose', 'High dose', 'Total'].map((name, column) =>
      row === 0 ? name : String(page + row * 10 + column),
    ),
  )
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map((text) => new TableCell({ children: [new Paragraph({ text })] })),
        }),
    ),
  })
}
