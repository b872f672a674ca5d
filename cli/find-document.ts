import type { Client } from '../client/create-client.ts'
import type { DocumentKind } from '../shared/model/vocabulary.ts'
import { UsageError } from './command.ts'
import {
  listAll,
  listDataSources,
  listSchedules,
  listStyleGuides,
  listTemplates,
} from './list-pages.ts'

const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The id of what is named by its id or its whole name, with .docx or without.
 * @throws UsageError for none and for several
 */
export async function getDocumentId(
  client: Client,
  named: string,
  kinds: readonly DocumentKind[],
  signal: AbortSignal,
): Promise<string> {
  if (id.test(named)) return named
  const lists = kinds.map((kind) => listAll(client, kind, signal))
  const found = (await Promise.all(lists))
    .flat()
    .filter(({ document_name: name }) => isNamed(name, named))
    .map(({ document_id: documentId }) => documentId)
  return getOnly(found, named, kinds.length === 1 ? (kinds[0] ?? '') : 'document')
}

export async function getTemplateId(
  client: Client,
  named: string,
  signal: AbortSignal,
): Promise<string> {
  if (id.test(named)) return named
  const templates = await listTemplates(client, signal)
  // newest first: a template that was sent again is meant as it is now
  const found = templates.find(({ template_name: name }) => isNamed(name, named))
  if (found) return found.template_id
  throw new UsageError(`There is no template named "${named}".`)
}

/** @throws UsageError for none and for several */
export async function getStyleGuideId(
  client: Client,
  named: string,
  signal: AbortSignal,
): Promise<string> {
  if (id.test(named)) return named
  const guides = await listStyleGuides(client, signal)
  const found = guides.filter(({ style_guide_name: name }) => name === named)
  return getOnly(
    found.map((one) => one.style_guide_id),
    named,
    'style guide',
  )
}

/** @throws UsageError for none and for several */
export async function getDataSourceId(
  client: Client,
  named: string,
  signal: AbortSignal,
): Promise<string> {
  if (id.test(named)) return named
  return getOnly(listNamed(await listDataSources(client, signal), named), named, 'data source')
}

/** @throws UsageError for none and for several */
export async function getScheduleId(
  client: Client,
  named: string,
  signal: AbortSignal,
): Promise<string> {
  if (id.test(named)) return named
  return getOnly(listNamed(await listSchedules(client, signal), named), named, 'schedule')
}

type Named = { readonly id: string; readonly name: string }

function listNamed(all: readonly Named[], named: string): readonly string[] {
  return all.filter(({ name }) => name === named).map((one) => one.id)
}

function getOnly(found: readonly string[], named: string, what: string): string {
  const [only, other] = found
  if (only === undefined) throw new UsageError(`There is no ${what} named "${named}".`)
  if (other === undefined) return only
  throw new UsageError(`Several are named "${named}"; say which: ${found.join(', ')}.`)
}

/** Documents and templates are stored without the ending of their file, sources with it. */
function isNamed(stored: string, named: string): boolean {
  return stored === named || stored === named.replace(/\.docx$/i, '')
}
