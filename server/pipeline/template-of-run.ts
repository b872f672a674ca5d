import type { TemplateContent } from '../../shared/model/template.ts'
import { getTemplateVersionById } from '../db/templates.ts'
import { reviewFields } from '../domain/fill-field.ts'
import { readTemplateContent } from '../domain/rules/read-template-content.ts'
import { listUnknownStyles } from '../services/unknown-styles.ts'
import { RunFailure, type RunContext } from './run-context.ts'

/** The template as the run uses it: without blocks. */
export type TemplateOfRun = {
  readonly content: TemplateContent
  /** Bytes of the expanded template; null where it has no blocks and is used as it is stored. */
  readonly expanded: Uint8Array | null
}

/**
 * Resolves the blocks of the run's template with the run's data. Nothing of it is stored: a
 * resumed run expands again and gets the same (law 4).
 * @throws RunFailure when the data does not fit the blocks.
 */
export async function loadTemplateOfRun(context: RunContext): Promise<TemplateOfRun> {
  const { deps, run } = context
  const version = await getTemplateVersionById(deps.db, run.inputs.template.versionId)
  const { content } = readTemplateContent(version.paragraphs)
  if (!content.hasBlocks) return { content, expanded: null }
  const bytes = await loadTemplateBytes(context)
  const expansion = await deps.reader.expandTemplate(bytes, run.inputs.data)
  if (expansion.outcome === 'refused') {
    throw new RunFailure('template_unreadable', expansion.reason)
  }
  if (expansion.outcome === 'failed') {
    const { code, field, reason } = expansion
    throw new RunFailure(code, toSentence(reason), field === '' ? {} : { placeholder: field })
  }
  const reading = readTemplateContent(expansion.paragraphs)
  const [mistake] = reading.errors
  if (mistake) {
    const { sectionId, ruleId } = mistake
    const place = { section_id: sectionId, ...(ruleId !== null && { rule_id: ruleId }) }
    const message = `With its blocks resolved, the template has a mistake: ${mistake.message}.`
    throw new RunFailure(mistake.code, message, place)
  }
  await checkFields(context, reading.content, bytes)
  return { content: reading.content, expanded: expansion.bytes }
}

/** As a request is judged whose template has no blocks, before anything is made. @throws RunFailure */
async function checkFields(
  { deps, run }: RunContext,
  content: TemplateContent,
  template: Uint8Array,
): Promise<void> {
  const { data, selectedSectionIds } = run.inputs
  const { faults, styles } = reviewFields(content, data, selectedSectionIds)
  const [fault] = faults
  if (fault) {
    const place = {
      section_id: fault.sectionId,
      rule_id: fault.placeholderId,
      placeholder: fault.field,
    }
    throw new RunFailure(fault.code, toSentence(fault.reason), place)
  }
  const [unknown] = await listUnknownStyles(deps, template, styles)
  if (unknown) {
    throw new RunFailure(unknown.code, toSentence(unknown.reason), { placeholder: unknown.field })
  }
}

export async function loadTemplateBytes({ deps, run }: RunContext): Promise<Uint8Array> {
  const bytes = await deps.blobs.find(run.workspaceId, run.inputs.template.hash)
  if (!bytes) throw new Error('the bytes of the template are gone')
  return bytes
}

function toSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}
