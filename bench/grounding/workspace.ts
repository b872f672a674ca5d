import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { openSqlIndex } from '../../server/adapters/sql-index.ts'
import type { Database } from '../../server/db/tables.ts'
import type { AttributionSource } from '../../server/domain/attribute-places.ts'
import { segment } from '../../server/domain/segment.ts'
import type { SearchIndex } from '../../server/ports/search-index.ts'
import type { Block, SourceText } from '../../shared/model/source-text.ts'
import type { TextRange } from '../../shared/text/range.ts'
import type { LabelledText } from './labelled.ts'

/** A store with every text as a source: read, cut into passages and indexed as the server does it. */
export type Workspace = {
  readonly index: SearchIndex
  /** In the order of the texts. */
  readonly sources: readonly LabelledSource[]
  readonly byId: ReadonlyMap<string, LabelledSource>
}

/** `bodyStart` is where the body of the labelled text begins in the source's. */
export type LabelledSource = AttributionSource & { readonly bodyStart: number }

export async function createWorkspace(texts: readonly LabelledText[]): Promise<Workspace> {
  const database = new BetterSqlite(':memory:')
  const index = await openSqlIndex(
    new Kysely<Database>({ dialect: new SqliteDialect({ database }) }),
  )
  const sources: LabelledSource[] = []
  for (const labelled of texts) {
    const sourceText = toSourceText(labelled)
    const passages = segment(sourceText)
    const bodyStart = sourceText.text.length - labelled.body.length
    await index.add(labelled.id, sourceText.text, passages)
    sources.push({
      sourceTextId: labelled.id,
      sourceHash: labelled.id,
      sourceText,
      passages,
      bodyStart,
    })
  }
  return { index, sources, byId: new Map(sources.map((one) => [one.sourceTextId, one])) }
}

/** The title is a heading; the body's lines are paragraphs. */
function toSourceText({ title, body }: LabelledText): SourceText {
  const heading = title === '' ? '' : `${title.replace(/\s+/g, ' ').trim()}\n`
  const blocks: Block[] = listParagraphs(body, heading.length).map((range) => ({
    kind: 'paragraph',
    range,
  }))
  const range = { start: 0, end: heading.length - 1 }
  return {
    reader: { name: 'labelled', version: '1', options: '' },
    text: heading + body,
    blocks: title === '' ? blocks : [{ kind: 'heading', level: 1, number: '', range }, ...blocks],
    pages: [],
    metadata: { title, marginLines: [] },
  }
}

function listParagraphs(body: string, offset: number): TextRange[] {
  return Array.from(body.matchAll(/\S[^\n]*/g), ({ index, 0: line }) => ({
    start: offset + index,
    end: offset + index + line.trimEnd().length,
  }))
}
