import { z } from 'zod'
import { listCorpusFiles } from '../corpus.ts'

/** Pages of annual reports in TAT-QA, by the start of the table's id: each is a table with the text around it. */
const pages: readonly (readonly [start: string, name: string])[] = [
  ['6bf238a5', 'pensions.md'],
  ['c3d2669c', 'income_tax.md'],
  ['d873a0cf', 'performance_rights.md'],
  ['7d228e82', 'emissions.md'],
  ['ae44e24d', 'leases.md'],
  ['37fc1d68', 'life_expectancy.md'],
  ['4bf2b6c8', 'officers.md'],
  ['dd5eac5a', 'acquisition.md'],
]

const contexts = z.array(
  z.object({
    table: z.object({ uid: z.string(), table: z.array(z.array(z.string())) }),
    paragraphs: z.array(z.object({ text: z.string() })),
  }),
)

/** As Markdown: the first paragraph, the table, the others. @throws Error for a page that isn't there. */
export function listReportPages(): readonly {
  readonly name: string
  readonly bytes: Uint8Array
}[] {
  const [file] = listCorpusFiles('labelled/tatqa/dataset_raw', /dev\.json$/)
  if (!file) throw new Error('labelled/tatqa holds no pages')
  const all = contexts.parse(JSON.parse(Buffer.from(file.bytes).toString('utf8')))
  return pages.map(([start, name]) => {
    const page = all.find(({ table }) => table.uid.startsWith(start))
    if (!page) throw new Error(`labelled/tatqa has no table ${start}`)
    const [first = '', ...rest] = page.paragraphs.map(({ text }) => toLine(text))
    const written = [first, writeTable(page.table.table), ...rest].join('\n\n')
    return { name, bytes: new TextEncoder().encode(written) }
  })
}

function writeTable([heads = [], ...rows]: readonly (readonly string[])[]): string {
  const write = (cells: readonly string[]) => `| ${cells.map(toLine).join(' | ')} |`
  return [write(heads), write(heads.map(() => '-')), ...rows.map(write)].join('\n')
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
