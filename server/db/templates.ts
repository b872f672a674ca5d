import type { Kysely, Selectable, Transaction } from 'kysely'
import type { TemplateOutline } from '../../shared/model/template-outline.ts'
import type { TemplateParagraph } from '../../shared/model/template.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

export type StoredTemplate = {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
  readonly currentVersion: number
  readonly createdAt: string
  readonly updatedAt: string
}

export type StoredTemplateVersion = {
  readonly id: string
  readonly templateId: string
  readonly number: number
  readonly blobHash: string
  readonly paragraphs: readonly TemplateParagraph[]
  /** What the .docx was written from; null where it came as a file. */
  readonly outline: TemplateOutline | null
  readonly createdAt: string
}

/** Makes the template, or moves it on to the version's number. */
export async function putTemplate(
  db: Transaction<Database>,
  template: StoredTemplate,
  version: StoredTemplateVersion,
): Promise<void> {
  await db
    .insertInto('templates')
    .values({
      id: template.id,
      workspace_id: template.workspaceId,
      name: template.name,
      current_version: template.currentVersion,
      created_at: template.createdAt,
      updated_at: template.updatedAt,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        name: template.name,
        current_version: template.currentVersion,
        updated_at: template.updatedAt,
      }),
    )
    .execute()
  await insertVersion(db, version)
}

/**
 * Stores a version that one run brought, beside those of the template: its number is below 1, and it
 * never becomes the current one. Equal bytes stand once.
 */
export async function putVersionBeside(
  db: Transaction<Database>,
  version: Omit<StoredTemplateVersion, 'number'>,
): Promise<StoredTemplateVersion> {
  const beside = await db
    .selectFrom('template_versions')
    .select(['id', 'number', 'blob_hash'])
    .where('template_id', '=', version.templateId)
    .where('number', '<', 1)
    .execute()
  const equal = beside.find((row) => row.blob_hash === version.blobHash)
  if (equal) return { ...version, id: equal.id, number: equal.number }
  const stored = { ...version, number: Math.min(1, ...beside.map(({ number }) => number)) - 1 }
  await insertVersion(db, stored)
  return stored
}

export async function findTemplate(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredTemplate | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('templates')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toTemplate(row)
}

export async function listTemplates(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  page: Page,
): Promise<{ templates: StoredTemplate[]; total: number }> {
  if (workspaceIds.length === 0) return { templates: [], total: 0 }
  const query = db
    .selectFrom('templates')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('created_at', 'desc')
    .orderBy('id')
  const { rows, total } = await readPage(query, page)
  return { templates: rows.map(toTemplate), total }
}

/** Names by id, also of templates that were deleted since: absent ones are left out. */
export async function listTemplateNames(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('templates')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function getTemplateVersion(
  db: Kysely<Database>,
  templateId: string,
  number: number,
): Promise<StoredTemplateVersion> {
  const row = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('template_id', '=', templateId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return toVersion(row)
}

/** Its own, newest first: what runs brought is not among them. */
export async function listTemplateVersions(
  db: Kysely<Database>,
  templateId: string,
): Promise<StoredTemplateVersion[]> {
  const rows = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('template_id', '=', templateId)
    .where('number', '>=', 1)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(toVersion)
}

export async function getTemplateVersionById(
  db: Kysely<Database>,
  id: string,
): Promise<StoredTemplateVersion> {
  const row = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return toVersion(row)
}

export async function findTemplateVersion(
  db: Kysely<Database>,
  id: string,
): Promise<StoredTemplateVersion | undefined> {
  const row = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toVersion(row)
}

/** True when a run that is not over pins a version of the template. */
export async function isTemplateInUse(db: Kysely<Database>, templateId: string): Promise<boolean> {
  const row = await db
    .selectFrom('runs')
    .select('id')
    .where('inputs', 'like', `%"${templateId}"%`)
    .where('status', 'in', ['pending', 'in_progress'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function insertVersion(
  db: Transaction<Database>,
  version: StoredTemplateVersion,
): Promise<void> {
  await db
    .insertInto('template_versions')
    .values({
      id: version.id,
      template_id: version.templateId,
      number: version.number,
      blob_hash: version.blobHash,
      paragraphs: JSON.stringify(version.paragraphs),
      outline: version.outline && JSON.stringify(version.outline),
      created_at: version.createdAt,
    })
    .execute()
}

function toTemplate(row: Selectable<Database['templates']>): StoredTemplate {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    currentVersion: row.current_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function toVersion(row: Selectable<Database['template_versions']>): StoredTemplateVersion {
  return {
    id: row.id,
    templateId: row.template_id,
    number: row.number,
    blobHash: row.blob_hash,
    paragraphs: JSON.parse(row.paragraphs) as TemplateParagraph[],
    outline: row.outline === null ? null : (JSON.parse(row.outline) as TemplateOutline),
    createdAt: row.created_at,
  }
}
