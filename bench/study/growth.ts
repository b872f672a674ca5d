import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { callJson } from '../../examples/run-example.ts'
import { openSqlIndex } from '../../server/adapters/sql-index.ts'
import type { Database } from '../../server/db/tables.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { median } from '../measure.ts'
import type { Server } from './generate.ts'

/** Words that the report does not have, so that every source of its run is searched for them. */
const selections = [
  'Seizures and strokes in the history of a patient kept him from taking part.',
  'Blood samples were sent to the central laboratory at each visit.',
  'The caregiver was asked about the behaviour of the patient every two weeks.',
  'The sample size was chosen for a power of ninety per cent.',
  'Patches were applied in the morning and taken off at bedtime.',
]

export type Search = {
  readonly sources: number
  readonly passages: number
  /** In the median, from the question to the whole answer. */
  readonly seconds: number
}

/** What a selection searches that no recorded citation answers, and how long it waits. */
export async function searchAllSources(server: Server, documentId: string): Promise<Search> {
  const seconds: number[] = []
  let searched = { sources: 0, passages: 0 }
  for (const selected_text of selections) {
    const asked = performance.now()
    const question = { document_id: documentId, selected_text }
    const answer = await callJson(server, '/api/v1/get-sources-for-selected-text', question)
    seconds.push((performance.now() - asked) / 1000)
    searched = sourcesResponse.parse(answer).searched
  }
  return { ...searched, seconds: median(seconds) }
}

export type StoreSize = {
  /** SourceTexts and passages that the index has postings of. */
  readonly texts: number
  readonly passages: number
  readonly databaseMegabytes: number
  readonly blobMegabytes: number
}

/** Of a store whose server has ended. */
export async function measureStore(db: Kysely<Database>, dataFolder: string): Promise<StoreSize> {
  const index = await openSqlIndex(db)
  const ids = await index.listSourceTextIds()
  const indexed = { texts: ids.length, passages: await index.countPassages(ids) }
  const all = await sumFiles(dataFolder)
  const blobs = await sumFiles(join(dataFolder, 'blobs'))
  return { ...indexed, databaseMegabytes: all - blobs, blobMegabytes: blobs }
}

async function sumFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))))
  return sizes.reduce((sum, { size }) => sum + size, 0) / 1e6
}
