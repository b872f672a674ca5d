import type { Client } from '../client/create-client.ts'
import type { DocumentKind } from '../shared/model/vocabulary.ts'

/** Newest first. */
export function listTemplates(client: Client, signal: AbortSignal) {
  return listPages(async (page) => {
    const { templates, total } = await client.listTemplates(page, signal)
    return { items: templates, total }
  })
}

/** Those that the caller sees, oldest first. */
export function listWorkspaces(client: Client, signal: AbortSignal) {
  return listPages(async (page) => {
    const { document_sets: items, total } = await client.listWorkspaces(page, signal)
    return { items, total }
  })
}

/** Newest first. */
export function listStyleGuides(client: Client, signal: AbortSignal) {
  return listPages(async (page) => {
    const { style_guides: items, total } = await client.listStyleGuides(page, signal)
    return { items, total }
  })
}

/** Newest first. */
export function listDataSources(client: Client, signal: AbortSignal) {
  return listPages(async (page) => {
    const { data_sources: items, total } = await client.listDataSources(page, signal)
    return { items, total }
  })
}

/** Newest first. */
export function listSchedules(client: Client, signal: AbortSignal) {
  return listPages(async (page) => {
    const { schedules: items, total } = await client.listSchedules(page, signal)
    return { items, total }
  })
}

/** In the order of the template. */
export function listWordings(client: Client, templateId: string, signal: AbortSignal) {
  return listPages(async (page) => {
    const { wordings: items, total } = await client.listWordings(templateId, page, signal)
    return { items, total }
  })
}

/** In the order of the server. */
export function listAll(client: Client, kind: DocumentKind, signal: AbortSignal) {
  return listPages(async (page) => {
    const query = { kind, page, pageSize }
    const { documents, total } = await client.listDocuments(query, signal)
    return { items: documents, total }
  })
}

type Page<T> = { readonly items: readonly T[]; readonly total: number }

const pageSize = 100

/** All pages as one list. */
export async function listPages<T>(
  readPage: (page: number) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = []
  for (let page = 1; ; page++) {
    const { items, total } = await readPage(page)
    all.push(...items)
    if (items.length === 0 || page * pageSize >= total) return all
  }
}

/** What the first page holds of `total`, and what the pages behind it do. */
export async function followPages<T>(
  first: readonly T[],
  total: number,
  readPage: (page: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const all = [...first]
  for (let page = 2; all.length < total; page++) {
    const items = await readPage(page)
    if (items.length === 0) break
    all.push(...items)
  }
  return all
}
