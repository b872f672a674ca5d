import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import { expect } from 'vitest'
import { listUsedBlobs } from '../../server/db/removals.ts'
import type { Database } from '../../server/db/tables.ts'

/** Rows of every table, the index's own among them, and the files of the blobs. */
export type Inventory = {
  readonly rows: Readonly<Record<string, number>>
  /** `<workspace>/<hash>`, sorted. */
  readonly blobs: readonly string[]
}

export async function takeInventory(db: Kysely<Database>, blobFolder: string): Promise<Inventory> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name
  `.execute(db)
  const rows: Record<string, number> = {}
  for (const { name } of tables.rows) {
    const counted = await sql<{ total: number }>`
      select count(*) as total from ${sql.table(name)}
    `.execute(db)
    rows[name] = counted.rows[0]?.total ?? 0
  }
  return { rows, blobs: await listBlobFiles(blobFolder) }
}

/** The blobs are exactly those that something stored names, and so are the texts of the index. */
export async function expectNothingLeftOver(
  db: Kysely<Database>,
  blobFolder: string,
): Promise<void> {
  const used = (await listUsedBlobs(db)).map(({ workspaceId, hash }) => `${workspaceId}/${hash}`)
  expect(await listBlobFiles(blobFolder)).toEqual([...new Set(used)].toSorted())
  const lost = await sql<{ id: string }>`
    select source_text_id as id from index_postings
    where source_text_id not in (select id from source_texts)
  `.execute(db)
  expect(lost.rows).toEqual([])
}

async function listBlobFiles(blobFolder: string): Promise<string[]> {
  const entries = await readdir(blobFolder, { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const workspace = entry.parentPath.slice(blobFolder.length + 1).split('/')[0] ?? ''
      return join(workspace, entry.name)
    })
    .toSorted()
}
