import type { UnusedResponse } from '../../shared/contract/source-use.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { findPage } from '../../shared/model/find-page.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { listCitations, listTargets } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { foldSentences, listSourceParts, type SourcePart } from '../domain/check/list-unused.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { slicePage, type Page } from '../domain/page.ts'
import { listKnownClaims } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { Problem } from './problem.ts'
import { loadCitedSources, loadSearchedSources } from './searched-sources.ts'

/**
 * The tables and sections of a document's sources on which nothing of its newest version rests, by what
 * is recorded and by what its newest check found, most important first.
 * @throws Problem `bad_request` for a source; `not_ready` while there is no version
 */
export async function listUnused(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  page: Page,
): Promise<UnusedResponse> {
  if (document.kind === 'source') {
    throw new Problem('bad_request', `${document.name} is a source: it rests on no other.`)
  }
  const version = await getVersionOfDocument(deps, document)
  const { sourceText, claims } = await listKnownClaims(deps, document, version)
  const recorded = await listRecorded(deps, version)
  const found = claims.flatMap(({ verdict }) =>
    verdict.basis === 'retrieved' ? verdict.evidence.filter((one) => one.kind === 'text') : [],
  )
  const used = Map.groupBy([...recorded, ...found], ({ sourceTextId }) => sourceTextId)
  const sources = await loadReadings(deps, document, version, [...used.keys()])
  const said = new Set([...recorded, ...found].flatMap(({ quote }) => foldSentences(quote)))
  const terms = new Set(listTerms(sourceText.text))
  const parts = sources.flatMap((source) => {
    const ranges = (used.get(source.sourceTextId) ?? []).map(({ range }) => range)
    return listSourceParts(source, ranges, said, terms).map((part) => ({ part, source }))
  })
  const unused = parts
    .filter(({ part }) => !part.isUsed)
    .toSorted((a, b) => b.part.importance - a.part.importance)
  return {
    document_id: document.id,
    version: version.number,
    unused: slicePage(unused, page).map(presentPart),
    tables: countParts(parts, 'table'),
    sections: countParts(parts, 'section'),
    total: unused.length,
    page: page.page,
    page_size: page.pageSize,
  }
}

/** Of what still stands in the version. */
async function listRecorded(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
): Promise<TextEvidence[]> {
  if (!version.runId) return []
  const targets = new Set((await listTargets(db, version.id)).map(({ targetKey }) => targetKey))
  return (await listCitations(db, version.runId)).flatMap(({ targetKey, evidence }) =>
    targets.has(targetKey) && evidence.kind === 'text' ? [evidence] : [],
  )
}

/** Of a source that was read again, the reading that the document rests on. */
async function loadReadings(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  citedTextIds: readonly string[],
): Promise<EvidenceSource[]> {
  const sources = await loadSearchedSources(deps, document, version)
  const cited = await loadCitedSources(deps, document.workspaceId, citedTextIds, sources)
  const before = new Map(cited.map((source) => [source.documentId, source]))
  return sources.map((source) => before.get(source.documentId) ?? source)
}

type Placed = { readonly part: SourcePart; readonly source: EvidenceSource }

function countParts(parts: readonly Placed[], kind: SourcePart['kind']) {
  const own = parts.filter(({ part }) => part.kind === kind)
  return { all: own.length, unused: own.filter(({ part }) => !part.isUsed).length }
}

const excerptLength = 300

/** A table's excerpt ends behind a whole cell, where its first one is not longer: half a value is another one. */
function findExcerpt({ range, kind }: SourcePart, text: string): TextRange {
  const end = Math.min(range.end, range.start + excerptLength)
  if (kind !== 'table' || end === range.end || /[\t\n]/.test(text.charAt(end)))
    return { start: range.start, end }
  const whole = Math.max(text.lastIndexOf('\t', end), text.lastIndexOf('\n', end))
  return { start: range.start, end: whole > range.start ? whole : end }
}

function presentPart({ part, source }: Placed): UnusedResponse['unused'][number] {
  const { sourceText, documentId, name, role } = source
  const { range, kind, title, importance } = part
  const page = findPage(sourceText.pages, range.start)
  const excerpt = findExcerpt(part, sourceText.text)
  return {
    document_source_id: documentId,
    document_source_name: name,
    role,
    kind,
    title,
    importance,
    excerpt: sliceRange(sourceText.text, excerpt).toWellFormed(),
    start_char: range.start,
    end_char: range.end,
    page: page?.number ?? null,
    page_label: page?.label ?? null,
  }
}
