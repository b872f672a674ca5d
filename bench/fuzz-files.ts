import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  listPlainTables,
  writeTables,
  type PlainTable,
  type WrittenFormat,
} from '../test/support/table-files.ts'
import { listCorpusTree } from './corpus.ts'

export type FuzzFile = {
  readonly name: string
  readonly format: string
  readonly bytes: Uint8Array
}

/** Of others, where the corpus has any: folder, names, and how many of them. */
const fromCorpus = [
  ['docx', 'docx', /\.docx$/, 10],
  ['pdf', 'pdf', /\.pdf$/, 10],
  ['rtf', 'study/tables-rtf', /\.rtf$/, 5],
  ['md', 'docx/docling', /\.md$/, 5],
] as const

/** Written from the examples' tables where there are none of others. */
const written: readonly (readonly [format: WrittenFormat, count: number])[] = [
  ['xlsx', 5],
  ['pptx', 5],
  ['csv', 4],
  ['html', 4],
  ['txt', 2],
]

/** Fifty whole files of nine formats, the same for the same numbers. */
export async function chooseFuzzFiles(random: () => number): Promise<readonly FuzzFile[]> {
  const real = fromCorpus.flatMap(([format, folder, pattern, count]) => {
    const files = listCorpusTree(folder, pattern).filter(({ bytes }) => bytes.length > 0)
    return take(files, count, random).map(({ name, bytes }, at) => ({
      name: `${at} ${basename(name)}`,
      format,
      bytes,
    }))
  })
  const tables = await readExampleTables()
  const made = written.flatMap(([format, count]) =>
    Array.from({ length: count }, (_, at) => ({
      name: `${at} tables.${format}`,
      format,
      bytes: writeTables(format, take([...tables], 1 + at, random)),
    })),
  )
  return [...real, ...made]
}

export async function readExampleTables(): Promise<readonly PlainTable[]> {
  const names = ['table-14-1.1', 'table-14-1.2', 'table-14-2.1', 'table-14-3.1', 'protocol']
  const folder = join(import.meta.dirname, '../examples/study/sources')
  const tables = names.map(async (name) =>
    listPlainTables(await readFile(join(folder, `${name}.docx`)), name),
  )
  return (await Promise.all(tables)).flat()
}

/** @throws Error when there are fewer */
function take<T>(from: readonly T[], count: number, random: () => number): readonly T[] {
  const left = [...from]
  return Array.from({ length: count }, () => {
    const [chosen] = left.splice(Math.floor(random() * left.length), 1)
    if (!chosen) throw new Error(`there are fewer than ${count} files`)
    return chosen
  })
}
