import type {
  DocumentDetails,
  DocumentSource,
  DocumentsResponse,
} from '../../shared/contract/documents.ts'
import type { PinnedSource } from '../../shared/model/run.ts'
import type { DocumentKind } from '../../shared/model/vocabulary.ts'
import { listCitations } from '../db/citations.ts'
import { listDocuments as findPage, type StoredDocument } from '../db/documents.ts'
import { listVersions, type StoredVersion } from '../db/document-versions.ts'
import { findRunOfDocument, getRun } from '../db/runs.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { listTemplateNames } from '../db/templates.ts'
import { nameSections } from '../domain/document-sections.ts'
import type { Page } from '../domain/page.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { getStatus } from './get-status.ts'
import { toSection } from './list-sections.ts'
import { chooseWorkspace, listWorkspaceIds, type Principal } from './principal.ts'

export async function listDocuments(
  { db }: Dependencies,
  principal: Principal,
  filter: {
    kind?: DocumentKind | undefined
    status?: string | undefined
    externalId?: string | undefined
    documentSet?: string | undefined
  },
  page: Page,
): Promise<DocumentsResponse> {
  const workspaceIds = filter.documentSet
    ? [
        chooseWorkspace(principal, {
          key: filter.documentSet,
          keyPlace: ['query', 'document_set'],
        }).id,
      ]
    : listWorkspaceIds(principal)
  const { documents, total } = await findPage(db, { ...filter, workspaceIds }, page)
  const templateIds = documents.flatMap(({ templateId }) => templateId ?? [])
  const names = await listTemplateNames(db, [...new Set(templateIds)])
  return {
    documents: documents.map((document) => toSummary(document, names)),
    total,
    page: page.page,
    page_size: page.pageSize,
  }
}

export async function describeDocument(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<DocumentDetails> {
  const document = await getDocumentOfCaller(deps, principal, id)
  const versions = await listVersions(deps.db, id)
  const current = versions.find(({ number }) => number === document.currentVersion)
  const reading = current && (await findSourceTextOfVersion(deps.db, current.id))
  const { quality } = await getStatus(deps, document)
  return {
    id,
    name: document.name,
    workspace_id: document.workspaceId,
    kind: document.kind,
    source_type: 'upload',
    mime_type: document.mimeType,
    size_bytes: current?.sizeBytes ?? 0,
    chunk_count: reading?.passages.length ?? 0,
    status: document.status as DocumentDetails['status'],
    created_at: document.createdAt,
    updated_at: document.updatedAt,
    metadata: { ...document.metadata },
    external_id: document.externalId,
    role: document.role,
    role_confidence: document.roleConfidence,
    error: document.error,
    versions: versions.map(toVersion),
    sections:
      reading && document.kind !== 'source' ? await describeSections(deps, current, reading) : [],
    sources: await listSources(deps, document),
    quality,
  }
}

async function describeSections(
  { db }: Dependencies,
  version: StoredVersion,
  reading: NonNullable<Awaited<ReturnType<typeof findSourceTextOfVersion>>>,
): Promise<DocumentDetails['sections']> {
  const citations = version.runId ? await listCitations(db, version.runId) : []
  const counts = Map.groupBy(citations, ({ sectionId }) => sectionId)
  return nameSections(reading.sourceText).map((section) => ({
    ...toSection(section),
    citations: counts.get(section.id)?.length ?? 0,
  }))
}

async function listSources(
  { db }: Dependencies,
  document: StoredDocument,
): Promise<DocumentDetails['sources']> {
  const run = await findRunOfDocument(db, document.id)
  if (!run) return []
  const { inputs } = await getRun(db, run.id)
  return inputs.sources.map(toDocumentSource)
}

export function toDocumentSource(source: PinnedSource): DocumentSource {
  return {
    document_id: source.documentId,
    name: source.name,
    version: source.versionNumber,
    hash: source.hash,
    role: source.role,
  }
}

function toVersion(version: StoredVersion): DocumentDetails['versions'][number] {
  return {
    number: version.number,
    hash: version.blobHash,
    size_bytes: version.sizeBytes,
    created_at: version.createdAt,
    status: version.status,
    warnings: [...version.warnings],
  }
}

function toSummary(
  document: StoredDocument,
  templateNames: ReadonlyMap<string, string>,
): DocumentsResponse['documents'][number] {
  const { templateId } = document
  return {
    document_id: document.id,
    document_name: document.name,
    created_at: document.createdAt,
    updated_at: document.updatedAt,
    workspace_id: document.workspaceId,
    template: templateId
      ? { template_id: templateId, template_name: templateNames.get(templateId) ?? '' }
      : null,
    kind: document.kind,
    status: document.status as DocumentsResponse['documents'][number]['status'],
    role: document.role,
  }
}
