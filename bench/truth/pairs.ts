import mammoth from 'mammoth'
import { readDocx } from '../../server/formats/read-docx.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { listCorpusFiles } from '../corpus.ts'

/**
 * Files with tracked changes against their twins in which all of them are accepted. Of mammoth the
 * blank lines that it puts between paragraphs are not compared.
 */
export async function printPairs(): Promise<void> {
  const pairs = listPairs()
  console.log('\ntracked changes: files that read as the twin in which all of them are accepted')
  const rivals: readonly (readonly [string, Describe])[] = [
    ['sourcewright, text', (bytes) => readWord(bytes)?.text ?? 'refused'],
    ['sourcewright, blocks and cells', (bytes) => JSON.stringify(readWord(bytes)?.blocks)],
    ['mammoth extractRawText', readMammoth],
  ]
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
  readonly accepted: Content
}

type Describe = (bytes: Uint8Array) => string | undefined | Promise<string>

function listPairs(): readonly Pair<Uint8Array>[] {
  const files = listCorpusFiles('docx/open-xml-powertools', /\.docx$/)
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]))
  return files.flatMap(({ name, bytes }) => {
    const before = byName.get(name.replace('-Accepted', ''))
    return name.includes('-Accepted') && before ? [{ name, before, accepted: bytes }] : []
  })
}

async function listDiffering(
  pairs: readonly Pair<Uint8Array>[],
  describe: Describe,
): Promise<readonly Pair<string | undefined>[]> {
  const described: Pair<string | undefined>[] = []
  for (const { name, before, accepted } of pairs) {
    described.push({ name, before: await describe(before), accepted: await describe(accepted) })
  }
  return described.filter(({ before, accepted }) => before !== accepted)
}

function readWord(bytes: Uint8Array): SourceText | undefined {
  const result = readDocx(bytes)
  return result.outcome === 'read' ? result.sourceText : undefined
}

async function readMammoth(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  return value.replace(/\n+/g, '\n').trim()
}
