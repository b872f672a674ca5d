import type { GenerateRequest } from '../../shared/contract/documents.ts'
import type { ProblemItem } from '../../shared/contract/problem.ts'
import type { PinnedSource } from '../../shared/model/run.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { findDocument, listDocuments, type StoredDocument } from '../db/documents.ts'
import { getVersion } from '../db/document-versions.ts'
import { findFile } from '../db/files.ts'
import { addSource } from './add-source.ts'
import type { Workspace } from '../db/tenants.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'
import { findDocumentOfKey, toKey } from './resolve-key.ts'
import { createUpload } from './upload.ts'

export type RunSources = {
  readonly pinned: readonly PinnedSource[]
  /** Roles as given or classified; null for a source that is still to be read. */
  readonly roles: readonly (SourceRole | null)[]
  readonly errors: readonly ProblemItem[]
}

type Wanted = { readonly document: StoredDocument; readonly role: SourceRole | null }

/**
 * The sources of a run with their versions pinned: `sources` and `file_paths` as named, or where
 * both are absent every source of the workspace. Unknown ones come back as errors, all at once.
 */
export async function pinSources(
  deps: Dependencies,
  workspace: Workspace,
  request: Pick<GenerateRequest, 'sources' | 'file_paths'>,
): Promise<RunSources> {
  const { id: workspaceId } = workspace
  const errors: ProblemItem[] = []
  const wanted = new Map<string, Wanted>()
  const add = (found: Wanted | undefined, error: ProblemItem) => {
    if (found) wanted.set(found.document.id, found)
    else errors.push(error)
  }
  for (const [index, source] of (request.sources ?? []).entries()) {
    const found = await findNamed(deps, workspace, source)
    const document = found && { document: found, role: source.role ?? null }
    add(document, unknown(['sources', index], source))
  }
  for (const [index, path] of (request.file_paths ?? []).entries()) {
    const found = await findByPath(deps, workspace, path)
    const role = found ? (wanted.get(found.id)?.role ?? null) : null
    add(found && { document: found, role }, unknown(['file_paths', index], { file_path: path }))
  }
  if (request.sources === undefined && request.file_paths === undefined) {
    for (const document of await listAllSources(deps, workspaceId)) {
      wanted.set(document.id, { document, role: null })
    }
  }
  const chosen = [...wanted.values()]
  return {
    pinned: await Promise.all(chosen.map((one) => pin(deps, one))),
    roles: chosen.map(({ document, role }) => role ?? document.role),
    errors,
  }
}

async function findNamed(
  deps: Dependencies,
  workspace: Workspace,
  source: { document_id?: string | undefined; file_path?: string | undefined },
): Promise<StoredDocument | undefined> {
  if (source.document_id !== undefined) {
    const found = await findDocument(deps.db, [workspace.id], source.document_id)
    return found?.kind === 'source' ? found : undefined
  }
  return source.file_path === undefined ? undefined : findByPath(deps, workspace, source.file_path)
}

/** A key as of `resolveKey`. An uploaded file becomes a source if it is none yet. */
async function findByPath(
  deps: Dependencies,
  workspace: Workspace,
  path: string,
): Promise<StoredDocument | undefined> {
  const { id: workspaceId } = workspace
  const key = toKey(path)
  const file = await findFile(deps.db, workspaceId, key)
  if (!file) {
    const found = await findDocumentOfKey(deps, workspace, key)
    return found?.document.kind === 'source' ? found.document : undefined
  }
  const bytes = file && (await deps.blobs.find(workspaceId, file.blobHash))
  if (!bytes) return undefined
  const upload = await createUpload({ name: file.name, content: bytes })
  const source = { workspaceId, upload, role: null, isNewVersion: true }
  // the request's answer is the run's: what is stored on the way to it settles nothing
  const { settle: _, ...importing } = deps
  const { added } = await addSource(importing, source).catch((error: unknown) => {
    if (error instanceof Problem) return { added: undefined }
    throw error
  })
  return added && findDocument(deps.db, [workspaceId], added.document_id)
}

async function listAllSources(deps: Dependencies, workspaceId: string): Promise<StoredDocument[]> {
  const all: StoredDocument[] = []
  for (let page = 1; ; page += 1) {
    const filter = { workspaceIds: [workspaceId], kind: 'source' as const }
    const { documents, total } = await listDocuments(deps.db, filter, { page, pageSize: 100 })
    all.push(...documents)
    if (all.length >= total || documents.length === 0) return all
  }
}

async function pin({ db }: Dependencies, { document, role }: Wanted): Promise<PinnedSource> {
  const version = await getVersion(db, document.id, document.currentVersion)
  return {
    documentId: document.id,
    versionId: version.id,
    versionNumber: version.number,
    hash: version.blobHash,
    name: document.name,
    // what was given with the source counts as given for the run
    role: role ?? (document.roleConfidence === 1 ? document.role : null),
  }
}

function unknown(
  loc: (string | number)[],
  {
    document_id: id,
    file_path: path,
  }: { document_id?: string | undefined; file_path?: string | undefined },
): ProblemItem {
  const expected = id
    ? `"${id}" is the document_id of no source in this document set; one is expected that GET /api/v1/documents?kind=source lists`
    : `"${path}" is the key of no file in this document set that can be read as a source; one is expected that POST /api/v1/files/upload answered, or sha256/<hash>`
  const msg = (id ?? path) ? expected : 'needs document_id or file_path'
  return { loc: ['body', ...loc], msg, type: 'source_unknown' }
}
