import type { LineageResponse } from '../../shared/contract/updates.ts'
import type { StoredDocument } from '../db/documents.ts'
import { listVersions, type StoredVersion } from '../db/document-versions.ts'
import { getRun } from '../db/runs.ts'
import { listReadings } from '../db/source-texts.ts'
import type { Dependencies } from './dependencies.ts'
import { toDocumentSource } from './describe-document.ts'

/** Every version with its hash, when it came, how it was read, and what it was made from. */
export async function getLineage(
  { db }: Pick<Dependencies, 'db'>,
  { id, name }: StoredDocument,
): Promise<LineageResponse> {
  const versions: LineageResponse['versions'] = []
  for (const version of await listVersions(db, id)) versions.push(await describe(db, version))
  return { document_id: id, name, versions }
}

async function describe(
  db: Dependencies['db'],
  version: StoredVersion,
): Promise<LineageResponse['versions'][number]> {
  const readings = await listReadings(db, version.id)
  const inputs = version.runId ? (await getRun(db, version.runId)).inputs : undefined
  const sources = [...(inputs?.sources ?? []), ...(inputs?.earlierSources ?? [])]
  return {
    number: version.number,
    hash: version.blobHash,
    file_name: version.fileName,
    size_bytes: version.sizeBytes,
    ingested_at: version.createdAt,
    status: version.status,
    readings: readings.map(({ id, reader, segmenterVersion, createdAt }) => ({
      source_text_id: id,
      reader,
      segmenter_version: segmenterVersion,
      read_at: createdAt,
    })),
    sources: sources.map(toDocumentSource),
  }
}
