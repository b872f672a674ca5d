import { countLeadingBlanks, createTable, type PlainCell, type PlainRow } from './content-item.ts'
import type { TableItem } from './docx-sections.ts'
import { isElementNode, isSkipped, readInline, type HtmlElement } from './html-nodes.ts'

/** A table with its own caption; tables inside its cells are words of these. */
export function readHtmlTable(element: HtmlElement): { caption: string; table: TableItem } {
  const parts = elementsOf(element)
  const caption = parts.find(({ tagName }) => tagName === 'caption')
  const rows = parts.flatMap((part) =>
    part.tagName === 'tr'
      ? [readRow(part, false)]
      : elementsOf(part)
          .filter(({ tagName }) => tagName === 'tr')
          .map((row) => readRow(row, part.tagName === 'thead')),
  )
  return { caption: caption ? readInline(caption).trim() : '', table: createTable(rows) }
}

function readRow(row: HtmlElement, isHead: boolean): PlainRow {
  const cells = elementsOf(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th')
  const isAllHeads = cells.length > 0 && cells.every(({ tagName }) => tagName === 'th')
  return { cells: cells.map(readCell), isHeader: isHead || isAllHeads }
}

/** What a browser makes of wilder values (HTML §4.9.11). */
const widestSpan = 1000

function readCell(cell: HtmlElement): PlainCell {
  const attribute = (name: string) => cell.attrs.find((one) => one.name === name)?.value ?? ''
  const span = (name: string) => {
    const value = Number.parseInt(attribute(name), 10)
    return Number.isInteger(value) && value > 0 ? Math.min(value, widestSpan) : 1
  }
  const text = cell.childNodes.map((child) => readInline(child)).join('')
  return {
    text,
    columnSpan: span('colspan'),
    rowSpan: span('rowspan'),
    isBold: cell.tagName === 'th',
    // other blanks at the start of a cell are not shown
    indent: countLeadingBlanks(text.replace(/^ +/, '')),
  }
}

function elementsOf(parent: HtmlElement): HtmlElement[] {
  return parent.childNodes.filter(isElementNode).filter((child) => !isSkipped(child))
}
