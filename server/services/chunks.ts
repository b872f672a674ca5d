import type { Chunk, ChunksResponse, ContextResponse } from '../../shared/contract/search.ts'
import { findPage } from '../../shared/model/find-page.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { getVersionById } from '../db/document-versions.ts'
import {
  findReadingOfDocument,
  findSourceTextOfVersion,
  listReadingTimes,
} from '../db/source-texts.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { slicePage, type Page } from '../domain/page.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller, getVersionOfDocument } from './document-of-caller.ts'
import type { Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { presentSource } from './searched-sources.ts'
import { createStandings } from './source-standing.ts'

/** Names a passage for as long as its reading is there: a later reading has passages of its own. */
export function nameChunk(sourceTextId: string, ordinal: number): string {
  return `${sourceTextId}-${ordinal}`
}

function readChunkName(chunkId: string): { sourceTextId: string; ordinal: number } {
  const [, sourceTextId = '', ordinal = ''] = /^(.+)-(\d{1,9})$/.exec(chunkId) ?? []
  return { sourceTextId, ordinal: Number(ordinal) }
}

/** The passage of that name, if one of the sources has it. */
export function findChunk(
  chunkId: string,
  sources: readonly EvidenceSource[],
): { readonly source: EvidenceSource; readonly range: TextRange } | undefined {
  const { sourceTextId, ordinal } = readChunkName(chunkId)
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  const passage = source?.passages.find((one) => one.ordinal === ordinal)
  return source && passage && { source, range: passage.range }
}

/** The passages of the newest version, in the order of its text. */
export async function listChunks(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
  page: Page,
): Promise<ChunksResponse> {
  const source = await loadNewest(deps, principal, documentId)
  const passages = slicePage(source.passages, page)
  const known = { ingestedAt: await findReadingTime(deps, source), isStale: false }
  return {
    chunks: passages.map((passage) => toChunk(source, passage, known)),
    total: source.passages.length,
    page: page.page,
    page_size: page.pageSize,
  }
}

/** A passage by its id, of an earlier reading too; `is_stale` when a newer version has other words. */
export async function getChunk(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
  chunkId: string,
): Promise<Chunk> {
  const document = await getDocumentOfCaller(deps, principal, documentId)
  const { sourceTextId, ordinal } = readChunkName(chunkId)
  const reading = await findReadingOfDocument(deps.db, document.id, sourceTextId)
  const passage = reading?.passages.find((one) => one.ordinal === ordinal)
  const version = reading && (await getVersionById(deps.db, reading.documentVersionId))
  const source = version && (await presentSource(deps, document.workspaceId, version, reading))
  if (!source || !passage) throw notFound('chunk of this document')
  const { range } = passage
  const { findFate } = await createStandings(deps, document.workspaceId)(sourceTextId)
  const quote = sliceRange(source.sourceText.text, range)
  const { state } = findFate({ kind: 'text', sourceTextId, range, quote, cell: null })
  const isStale = state === 'changed' || state === 'gone'
  return toChunk(source, passage, { ingestedAt: await findReadingTime(deps, source), isStale })
}

/** A window of the newest version's text. It never begins or ends inside of a surrogate pair. */
export async function getContext(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
  window: { offset: number; max_chars: number },
): Promise<ContextResponse> {
  const source = await loadNewest(deps, principal, documentId)
  const { text } = source.sourceText
  const start = toBoundary(text, Math.min(window.offset, text.length))
  const end = toBoundary(text, Math.min(start + window.max_chars, text.length))
  return {
    document_id: source.documentId,
    document_name: source.name,
    document_version: source.versionNumber,
    content: text.slice(start, end),
    start_char: start,
    end_char: end,
    total_chars: text.length,
  }
}

export function toChunk(
  source: EvidenceSource,
  passage: Passage,
  { ingestedAt, isStale }: { ingestedAt: string; isStale: boolean },
): Chunk {
  const { range } = passage
  return {
    chunk_id: nameChunk(source.sourceTextId, passage.ordinal),
    document_id: source.documentId,
    document_name: source.name,
    document_version: source.versionNumber,
    ordinal: passage.ordinal,
    content: sliceRange(source.sourceText.text, range),
    start_char: range.start,
    end_char: range.end,
    page: findPage(source.sourceText.pages, range.start)?.number ?? null,
    section_path: [...passage.headingPath],
    is_evidence: passage.isEvidence,
    ingested_at: ingestedAt,
    is_stale: isStale,
  }
}

function toBoundary(text: string, offset: number): number {
  const isInside =
    /[\uDC00-\uDFFF]/.test(text.charAt(offset)) && /[\uD800-\uDBFF]/.test(text.charAt(offset - 1))
  return isInside ? offset - 1 : offset
}

async function loadNewest(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
): Promise<EvidenceSource> {
  const document = await getDocumentOfCaller(deps, principal, documentId)
  const version = await getVersionOfDocument(deps, document)
  const reading = await findSourceTextOfVersion(deps.db, version.id)
  const source = reading && (await presentSource(deps, document.workspaceId, version, reading))
  if (source) return source
  throw new Problem(
    'not_ready',
    `${document.name} has not been read; its status is ${document.status}.`,
  )
}

async function findReadingTime(
  { db }: Dependencies,
  { sourceTextId }: EvidenceSource,
): Promise<string> {
  return (await listReadingTimes(db, [sourceTextId])).get(sourceTextId) ?? ''
}
