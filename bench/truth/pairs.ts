import mammoth from 'mammoth'
import type { ChangesView } from '../../server/formats/docx-package.ts'
import { readDocx } from '../../server/formats/read-docx.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { listCorpusFiles } from '../corpus.ts'

/**
 * Files with tracked changes against their twins in which all of them are accepted, or rejected. Of
 * mammoth, which knows no original, the blank lines that it puts between paragraphs are not compared.
 */
export async function printPairs(): Promise<void> {
  await printTwins('Accepted', [...ours('final'), ['mammoth extractRawText', readMammoth]])
  await printTwins('Rejected', ours('original'))
}

type Rival = readonly [name: string, describe: Describe]

/** A twin has no changes: any view of it is its text. */
function ours(view: ChangesView): readonly Rival[] {
  const read = (bytes: Uint8Array) => readWord(bytes, view)
  return [
    ['sourcewright, text', (bytes) => read(bytes)?.text ?? 'refused'],
    ['sourcewright, blocks and cells', (file) => JSON.stringify(read(file)?.blocks)],
  ]
}

async function printTwins(ending: 'Accepted' | 'Rejected', rivals: readonly Rival[]) {
  const pairs = listPairs(`-${ending}`)
  const done = ending.toLowerCase()
  console.log(`\ntracked changes: files that read as the twin in which all of them are ${done}`)
  for (const [rival, describe] of rivals) {
    const differing = await listDiffering(pairs, describe)
    const names = differing.map(({ name }) => `\n    differs: ${name}`).join('')
    console.log(
      `  ${rival.padEnd(32)}${pairs.length - differing.length} of ${pairs.length}${names}`,
    )
  }
}

type Pair<Content> = {
  readonly name: string
  readonly before: Content
  readonly twin: Content
}

type Describe = (bytes: Uint8Array) => string | undefined | Promise<string>

function listPairs(ending: string): readonly Pair<Uint8Array>[] {
  const files = listCorpusFiles('docx/open-xml-powertools', /\.docx$/)
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]))
  return files.flatMap(({ name, bytes }) => {
    const before = byName.get(name.replace(ending, ''))
    return name.includes(ending) && before ? [{ name, before, twin: bytes }] : []
  })
}

async function listDiffering(
  pairs: readonly Pair<Uint8Array>[],
  describe: Describe,
): Promise<readonly Pair<string | undefined>[]> {
  const described: Pair<string | undefined>[] = []
  for (const { name, before, twin } of pairs) {
    const texts = [await describe(before), await describe(twin)] as const
    described.push({ name, before: texts[0], twin: texts[1] })
  }
  return described.filter(({ before, twin }) => before !== twin)
}

function readWord(bytes: Uint8Array, view: ChangesView): SourceText | undefined {
  const result = readDocx(bytes, view)
  return result.outcome === 'read' ? result.sourceText : undefined
}

async function readMammoth(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  return value.replace(/\n+/g, '\n').trim()
}
