import type { Transaction } from 'kysely'
import type { TemplateDetails } from '../../shared/contract/templates.ts'
import type { TemplateOutline } from '../../shared/model/template-outline.ts'
import type { TemplateParagraph } from '../../shared/model/template.ts'
import {
  findTemplate,
  getTemplateVersion,
  isTemplateInUse,
  listTemplates,
  putTemplate,
  type StoredTemplate,
  type StoredTemplateVersion,
} from '../db/templates.ts'
import { deleteTemplate } from '../db/removals.ts'
import type { Database } from '../db/tables.ts'
import type { Page } from '../domain/page.ts'
import { checkUpload, unreadable } from './check-upload.ts'
import { clearLeftovers } from './clear-leftovers.ts'
import { commit, settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { presentTemplate, summarizeTemplate } from './present-template.ts'
import { listNeededRoles, readTemplateVersion, type TemplateReading } from './read-template.ts'
import { readContent, type Upload } from './upload.ts'

/**
 * Stores a .docx as a template, or as the next version of one. A template with mistakes is stored
 * as well, so that its writer sees all of them; a run refuses it.
 * @throws Problem of checkUpload, `template_unreadable`, `not_found`
 */
export async function addTemplate(
  deps: Dependencies,
  workspaceId: string,
  template: {
    upload: Upload
    name: string | undefined
    templateId: string | undefined
    /** What the bytes were written from; absent for a file. */
    outline?: TemplateOutline
    /** The version that was changed; absent where any other may have come between. */
    expectedVersion?: number
  },
): Promise<TemplateDetails> {
  const { upload, templateId, outline = null } = template
  checkUpload(upload, ['docx'], deps.maximumUploadBytes)
  const reading = await deps.reader.readTemplate(await readContent(upload.content))
  if (reading.outcome === 'refused') {
    throw unreadable('template_unreadable', upload, reading.reason)
  }
  const { paragraphs } = reading
  return deps.blobs.put(workspaceId, upload.content, (hash) =>
    commit(deps, async (trx) => {
      const earlier = templateId ? await findTemplate(trx, [workspaceId], templateId) : undefined
      if (templateId && !earlier) throw notFound('template')
      checkExpected(earlier, template.expectedVersion)
      const name = template.name ?? earlier?.name ?? upload.name.replace(/\.docx$/i, '')
      return storeTemplate(trx, deps, { workspaceId, name, earlier, hash, paragraphs, outline })
    }),
  )
}

/** @throws Problem `newer_version_stored` */
function checkExpected(earlier: StoredTemplate | undefined, expected: number | undefined): void {
  if (expected === undefined || earlier?.currentVersion === expected) return
  const detail = 'The template was changed meanwhile; look at its newest version and change that.'
  throw new Problem('newer_version_stored', detail)
}

async function storeTemplate(
  trx: Transaction<Database>,
  deps: Dependencies,
  made: {
    workspaceId: string
    name: string
    earlier: StoredTemplate | undefined
    hash: string
    paragraphs: readonly TemplateParagraph[]
    outline: TemplateOutline | null
  },
): Promise<TemplateDetails> {
  const { workspaceId, name, earlier, hash, paragraphs, outline } = made
  const now = deps.clock.now()
  const stored: StoredTemplate = {
    id: earlier?.id ?? deps.newId(),
    workspaceId,
    name,
    currentVersion: (earlier?.currentVersion ?? 0) + 1,
    createdAt: earlier?.createdAt ?? now,
    updatedAt: now,
  }
  const version = {
    id: deps.newId(),
    templateId: stored.id,
    number: stored.currentVersion,
    blobHash: hash,
    paragraphs,
    outline,
    createdAt: now,
  }
  await putTemplate(trx, stored, version)
  return presentTemplate(stored, version, readTemplateVersion(version))
}

export async function getTemplate(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<TemplateDetails> {
  const found = await loadTemplate(deps, listWorkspaceIds(principal), id)
  return presentTemplate(found.template, found.version, found.reading)
}

/** @throws Problem `not_found` */
export async function loadTemplate(
  { db }: Dependencies,
  workspaceIds: readonly string[],
  id: string,
): Promise<{
  template: StoredTemplate
  version: StoredTemplateVersion
  reading: TemplateReading
}> {
  const template = await findTemplate(db, workspaceIds, id)
  if (!template) throw notFound('template')
  const version = await getTemplateVersion(db, id, template.currentVersion)
  return { template, version, reading: readTemplateVersion(version) }
}

export async function listTemplatePage({ db }: Dependencies, principal: Principal, page: Page) {
  const { templates, total } = await listTemplates(db, listWorkspaceIds(principal), page)
  return {
    templates: templates.map(summarizeTemplate),
    total,
    page: page.page,
    page_size: page.pageSize,
  }
}

/** What a caller has to bring: data fields and roles. */
export async function getTemplateSchema(deps: Dependencies, principal: Principal, id: string) {
  const { reading } = await loadTemplate(deps, listWorkspaceIds(principal), id)
  const placeholders = reading.content.sections.flatMap((section) => section.placeholders)
  const fields = new Map(
    placeholders.map(({ field, isOptional, format, form }) => [
      field,
      { name: field, required: !isOptional, format, form },
    ]),
  )
  const roles = listNeededRoles(reading.content)
  return {
    fields: [...fields.values()],
    roles: roles.map(({ role, rules }) => ({ role, rules: [...rules] })),
  }
}

/** Versions that runs have pinned go with it; documents that were made stay. @throws Problem */
export async function removeTemplate(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  const leftovers = await deps.db.transaction().execute(async (trx) => {
    const template = await findTemplate(trx, listWorkspaceIds(principal), id)
    if (!template) throw notFound('template')
    if (await isTemplateInUse(trx, id)) {
      throw new Problem('wrong_state', 'A run is using this template; wait for it or cancel it.')
    }
    await settle(deps, trx, undefined)
    return deleteTemplate(trx, template)
  })
  await clearLeftovers(deps, leftovers)
}
