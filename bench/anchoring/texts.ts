import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runExample } from '../../examples/run-example.ts'
import { readConfig } from '../../server/config.ts'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { startServer } from '../../server/main.ts'
import type { ReadResult, SourceText } from '../../shared/model/source-text.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { listCorpusFiles } from '../corpus.ts'

export type BenchText = {
  readonly name: string
  readonly text: string
  /** Sentences and table cells, in order. */
  readonly places: readonly TextRange[]
}

/** Real documents, and the reports that the examples generate. */
export async function readTexts(): Promise<readonly BenchText[]> {
  return [...readVersions(), ...(await readStudy()), ...(await readReports())]
}

/** One real protocol in three versions, oldest first. */
export function readVersions(): readonly BenchText[] {
  return listCorpusFiles('versions', /\.docx$/).map(({ name, bytes }) =>
    toBenchText(name, readDocx(bytes)),
  )
}

/** Which half of the ids an id belongs to: we tune on the even ones. */
export function isEven(id: string): boolean {
  return Number.parseInt(createHash('sha256').update(id).digest('hex').slice(-1), 16) % 2 === 0
}

async function readStudy(): Promise<readonly BenchText[]> {
  const texts: BenchText[] = []
  for (const { name, bytes } of listCorpusFiles('study', /\.pdf$/)) {
    texts.push(toBenchText(name, await readPdf(bytes)))
  }
  return texts
}

async function readReports(): Promise<readonly BenchText[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-anchoring-'))
  const env = { SOURCEWRIGHT_DATA: folder, SOURCEWRIGHT_PORT: '0', SOURCEWRIGHT_LOG: 'error' }
  const running = await startServer(readConfig(env))
  const server = { url: running.url, apiKey: running.firstStart?.ownerKey ?? '' }
  try {
    const texts: BenchText[] = []
    for (const example of ['study', 'audit']) texts.push(await readReport(server, example))
    return texts
  } finally {
    await running.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function readReport(
  server: { readonly url: string; readonly apiKey: string },
  example: string,
): Promise<BenchText> {
  const { documentId } = await runExample(server, example, () => undefined)
  const response = await fetch(`${server.url}/api/v1/documents/${documentId}/file`, {
    headers: { 'x-api-key': server.apiKey },
  })
  return toBenchText(`report ${example}`, readDocx(new Uint8Array(await response.arrayBuffer())))
}

function toBenchText(name: string, result: ReadResult): BenchText {
  if (result.outcome === 'refused') throw new Error(`${name}: ${result.reason}`)
  const { text, blocks } = result.sourceText
  return { name, text, places: listPlaces(text, blocks) }
}

function listPlaces(text: string, blocks: SourceText['blocks']): TextRange[] {
  return blocks
    .flatMap((block) => {
      if (block.kind === 'table') return block.cells.map(({ range }) => range)
      return splitSentences(text, block.range)
    })
    .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)))
}
