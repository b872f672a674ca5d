/** What both writers are given to write: plain words in paragraphs and tables, in turns. */
export type WriteContent = {
  readonly paragraphs: readonly (readonly string[])[]
  readonly tables: readonly TableContent[]
}

/** The first row is the header. */
export type TableContent = { readonly title: string; readonly rows: readonly (readonly string[])[] }

const paragraphCount = 1000
const tableCount = 100
const rowsPerTable = 40
const arms = ['Parameter', 'Placebo', 'Low dose', 'High dose', 'Total']

/** About what a clinical study report of 300 pages holds; the same at every call. */
export function createWriteContent(): WriteContent {
  return {
    paragraphs: Array.from({ length: paragraphCount }, (_, at) => [
      `A total of ${at} subjects were screened & randomized at site ${at % 17}.`,
      `Of these, ${(at * 7) % 311} completed the study, with a mean age of ${(at % 40) + 40}.5 years.`,
      'The analysis followed the plan; no subject was excluded after the data base was locked.',
    ]),
    tables: Array.from({ length: tableCount }, (_, at) => createTable(at)),
  }
}

/** Paragraphs of text and cells of tables. */
export function countPieces({ paragraphs, tables }: WriteContent): number {
  return paragraphs.length + tables.reduce((sum, { rows }) => sum + rows.length * arms.length, 0)
}

function createTable(number: number): TableContent {
  const rows = Array.from({ length: rowsPerTable }, (_, row) => [
    `Parameter ${row} of table ${number}`,
    ...arms.slice(1).map((_arm, column) => `${(row * 13 + column) % 90} (${(row * 3) % 100}.1%)`),
  ])
  return { title: `Results of analysis ${number}`, rows: [arms, ...rows] }
}
