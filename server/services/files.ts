import type { UploadedFile } from '../../shared/contract/files.ts'
import { listFiles as listStored, putFile, type StoredFile } from '../db/files.ts'
import type { Page } from '../domain/page.ts'
import { sourceTypes } from './add-source.ts'
import { checkUpload } from './check-upload.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import type { Upload } from './upload.ts'

type Container = UploadedFile['container']

/** Stores a file under `<organization>/<container>/<name>`, an alias of this workspace alone. */
export async function uploadFile(
  deps: Dependencies,
  principal: Principal,
  upload: Upload,
  container: Container,
): Promise<UploadedFile> {
  checkUpload(upload, sourceTypes, deps.maximumUploadBytes)
  const workspace = chooseWorkspace(principal)
  const { file, earlier } = await deps.blobs.put(workspace.id, upload.content, async (blobHash) => {
    const file: StoredFile = {
      workspaceId: workspace.id,
      container,
      key: `${principal.organizationId}/${container}/${upload.name}`,
      name: upload.name,
      blobHash,
      sizeBytes: upload.sizeBytes,
      createdAt: deps.clock.now(),
    }
    const earlier = await deps.db.transaction().execute(async (trx) => {
      await settle(deps, trx, toUploaded(file))
      return putFile(trx, file)
    })
    return { file, earlier }
  })
  if (earlier) await deps.blobs.removeUnused(workspace.id, [earlier.blobHash])
  return toUploaded(file)
}

export async function listFiles(
  deps: Dependencies,
  principal: Principal,
  container: Container,
  page: Page,
) {
  const { id } = chooseWorkspace(principal)
  const { files, total } = await listStored(deps.db, id, container, page)
  return { files: files.map(toUploaded), total, page: page.page, page_size: page.pageSize }
}

function toUploaded(file: StoredFile): UploadedFile {
  return {
    key: file.key,
    file_name: file.name,
    container: file.container as Container,
    size_bytes: file.sizeBytes,
    created_at: file.createdAt,
  }
}
