import type { AddedSource } from '../../shared/contract/documents.ts'
import type { AddedSources, SourceResult } from '../../shared/contract/several-sources.ts'
import type { Content } from '../ports/blob-store.ts'
import { storeSource, type NewSource } from './add-source.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { openUploads, type OpenedUpload } from './open-uploads.ts'
import { Problem } from './problem.ts'
import type { Upload } from './upload.ts'

/** What is said of all files at once; an id could be of one alone. */
type SharedOfSources = Omit<NewSource, 'upload' | 'documentId' | 'externalId'>

/**
 * Stores several sources, or the files of a .zip, and the jobs that read them, in one transaction. A
 * file that can't be taken has its reason beside its name, and keeps no other from being stored.
 * @throws Problem `files_refused` where none can be taken, or the problem itself of the only one
 */
export async function addSources(
  deps: Dependencies,
  shared: SharedOfSources,
  uploads: readonly Upload[],
): Promise<AddedSources> {
  const { files, leftOut } = await openUploads(deps, uploads)
  if (files.every(({ taken }) => taken instanceof Problem)) throw refuseAll(files)
  const kept = files.flatMap(({ taken }) =>
    taken instanceof Problem ? [] : [taken.upload.content],
  )
  const answer = await putAll(deps, shared.workspaceId, kept, (hashes) =>
    commit(deps, async (trx) => {
      const results: SourceResult[] = []
      let next = 0
      for (const file of files) {
        if (file.taken instanceof Problem) {
          results.push(toResult(file))
          continue
        }
        const { upload, mimeType } = file.taken
        const source = { ...shared, upload }
        const stored = { hash: hashes[next++] ?? '', mimeType }
        results.push(toResult(file, await storeSource(trx, deps, source, stored)))
      }
      return summarize(results, leftOut)
    }),
  )
  deps.queue.wake()
  return answer
}

/** Puts all of them and calls `use` while none of them can be removed. */
function putAll<T>(
  { blobs }: Pick<Dependencies, 'blobs'>,
  workspaceId: string,
  [first, ...others]: readonly Content[],
  use: (hashes: readonly string[]) => Promise<T>,
): Promise<T> {
  if (!first) return use([])
  return blobs.put(workspaceId, first, (hash) =>
    putAll({ blobs }, workspaceId, others, (hashes) => use([hash, ...hashes])),
  )
}

function toResult(
  { name, fromZip, taken }: OpenedUpload,
  stored?: { added: AddedSource; isNew: boolean },
): SourceResult {
  const error = taken instanceof Problem ? { code: taken.code, detail: taken.message } : null
  return {
    file_name: name,
    from_zip: fromZip,
    is_new: stored?.isNew ?? false,
    source: stored?.added ?? null,
    error,
  }
}

function summarize(results: readonly SourceResult[], leftOut: readonly string[]): AddedSources {
  const added = results.filter((one) => one.is_new).length
  const refused = results.filter((one) => one.error).length
  return {
    results: [...results],
    total: results.length,
    added,
    existing: results.length - added - refused,
    refused,
    left_out: [...leftOut],
  }
}

function refuseAll(files: readonly OpenedUpload[]): Problem {
  const problems = files.flatMap(({ name, taken }) =>
    taken instanceof Problem ? [{ name, problem: taken }] : [],
  )
  const errors = problems.map(({ name, problem }) => ({
    loc: ['body', 'file', name],
    msg: problem.message,
    type: problem.code,
  }))
  const [only, another] = problems
  return only && !another
    ? new Problem(only.problem.code, only.problem.message, { errors })
    : new Problem('files_refused', `None of the ${files.length} files can be taken.`, { errors })
}
