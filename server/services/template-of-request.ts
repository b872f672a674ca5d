import type { Transaction } from 'kysely'
import type { GenerateRequest } from '../../shared/contract/documents.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import {
  findTemplateVersion,
  putVersionBeside,
  type StoredTemplateVersion,
} from '../db/templates.ts'
import type { Database } from '../db/tables.ts'
import type { Workspace } from '../db/tenants.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'
import { readTemplateVersion } from './read-template.ts'
import { loadTemplate } from './templates.ts'
import { toOutline, writeOutline } from './write-outline.ts'

export type NamedTemplate = Awaited<ReturnType<typeof loadTemplate>> & {
  /** The version, where the request gives it; it is not stored yet. Null for the template's own. */
  readonly outlined: StoredTemplateVersion | null
}

type TemplateWish = {
  readonly id: string
  readonly outline: GenerateRequest['generic_mrt_outline_full']
  /** A stored version beside the template's own that is used in its place. */
  readonly versionId?: string | undefined
}

/**
 * Gives the template that a request names, with the request's outline in place of its own. The bytes of
 * that are kept if `use` commits what names them.
 * @throws Problem `template_unknown`, `template_unreadable`
 */
export async function withNamedTemplate<T>(
  deps: Dependencies,
  workspace: Workspace,
  named: TemplateWish,
  use: (template: NamedTemplate) => Promise<T>,
): Promise<T> {
  const loaded = await loadNamedTemplate(deps, workspace, named.id)
  if (named.versionId !== undefined) {
    const version = await findTemplateVersion(deps.db, named.versionId)
    if (!version) throw templateUnknown(workspace, named.id)
    return use({ ...loaded, version, reading: readTemplateVersion(version), outlined: null })
  }
  if (!named.outline?.sections) return use({ ...loaded, outlined: null })
  const outline = toOutline(named.outline.sections)
  const bytes = await writeOutline(deps, outline)
  const read = await deps.reader.readTemplate(bytes)
  if (read.outcome === 'refused') {
    throw new Problem('template_unreadable', `The outline gives no template: ${read.reason}.`)
  }
  return deps.blobs.put(workspace.id, bytes, (blobHash) => {
    const outlined: StoredTemplateVersion = {
      ...loaded.version,
      id: deps.newId(),
      blobHash,
      paragraphs: read.paragraphs,
      outline,
      createdAt: deps.clock.now(),
    }
    return use({ ...loaded, version: outlined, reading: readTemplateVersion(outlined), outlined })
  })
}

/** Stores the outline that a run brings, and pins the run to it. */
export async function pinOutline(
  trx: Transaction<Database>,
  inputs: RunInputs,
  outlined: StoredTemplateVersion | null,
): Promise<RunInputs> {
  if (!outlined) return inputs
  const { id: versionId, number } = await putVersionBeside(trx, outlined)
  return { ...inputs, template: { ...inputs.template, versionId, number } }
}

export async function loadNamedTemplate(deps: Dependencies, workspace: Workspace, id: string) {
  try {
    return await loadTemplate(deps, [workspace.id], id)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw templateUnknown(workspace, id)
  }
}

export function templateUnknown(workspace: Workspace, id: string): Problem {
  const msg = `there is no template ${id} in "${workspace.name}"`
  return new Problem('template_unknown', `T${msg.slice(1)}.`, {
    errors: [{ loc: ['body', 'template_id'], msg, type: 'template_unknown' }],
  })
}
