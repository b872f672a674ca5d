import type { House } from '../../../examples/build/house.ts'
import { grid, heading, text, type Piece } from '../../../examples/build/piece.ts'
import type { ExampleDocument } from '../../../examples/build/write-document.ts'

/** A heading, and the sentences below it; one that names cells becomes a rule `cell`. */
type Told = readonly [title: string, ...sentences: string[]]

/** A true report: tables, what was written about them, and the report that rests on both. */
export type DomainReport = {
  readonly name: string
  /** Of role `table`. */
  readonly tables: readonly Piece[]
  /** Of role `report`; each heading's paragraphs are copied into the report. */
  readonly prose: readonly Told[]
  readonly sections: readonly Told[]
}

const house: House = {
  bodyFont: 'Calibri',
  headingFont: 'Calibri',
  bodySize: 22,
  accent: '1F2A44',
  tint: 'E8ECF3',
}

/** A caption, the rows with their heads, and notes; a row of one cell is a group. */
export function table(
  caption: string,
  rows: readonly string[],
  ...notes: readonly string[]
): readonly Piece[] {
  const cells = rows.map((row) => row.split('|').map((one) => one.trim()))
  const count = cells[0]?.length ?? 1
  const widths = Array.from({ length: count }, () => Math.floor(100 / count))
  return [
    heading(1, caption.replace(/^Table \S+ /, '')),
    grid({ caption, widths, rows: cells, notes }),
  ]
}

export function writeTables({ name, tables }: DomainReport): ExampleDocument {
  return { ...frame(`${name}: tables`), pieces: tables }
}

export function writeProse({ name, prose }: DomainReport): ExampleDocument {
  const pieces = prose.flatMap(([title, ...sentences]) => [
    heading(1, title),
    text(sentences.join(' ')),
  ])
  return { ...frame(`${name}: notes`), pieces }
}

export function writeTemplate({ name, prose, sections }: DomainReport): ExampleDocument {
  const told = sections.flatMap(([title, ...sentences]) => [
    heading(1, title),
    ...sentences.map((one) => text(one.startsWith('[[') ? one : `[[rule cell text="${one}"]]`)),
  ])
  const copied = prose.flatMap(([title]) => [
    heading(1, title),
    text(`[[rule copy from=report heading="${title}" tense=keep]]`),
  ])
  return { ...frame(name), pieces: [...told, ...copied] }
}

function frame(title: string): Omit<ExampleDocument, 'pieces'> {
  const [headerRight, footerLeft, creator] = ['Final', 'Internal', 'Reporting']
  return { house, title, creator, headerLeft: title, headerRight, footerLeft }
}
