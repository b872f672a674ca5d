import type { z } from 'zod'
import type { validateRequest, ValidateResponse } from '../../shared/contract/templates.ts'
import type { TemplateContent } from '../../shared/model/template.ts'
import type { PinnedSource } from '../../shared/model/run.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { searchKey, type EvidenceSource, type RankedPassage } from '../domain/evidence.ts'
import { reviewFields } from '../domain/fill-field.ts'
import { readTemplateContent } from '../domain/rules/read-template-content.ts'
import { getRuleKind } from '../domain/rules/rule-kinds.ts'
import { checkData } from './check-generate-request.ts'
import type { Dependencies } from './dependencies.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { listNeededRoles, type TemplateReading } from './read-template.ts'
import { pinSources, type RunSources } from './run-sources.ts'
import { searchPassages } from './search-passages.ts'
import { loadTemplate } from './templates.ts'
import { listUnknownStyles } from './unknown-styles.ts'

/**
 * Everything that a run with these sources and data would stumble over, at once: mistakes of the
 * template, missing fields and roles, and the gaps that its rules would leave. Stores nothing.
 */
export async function validateTemplate(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: z.infer<typeof validateRequest>,
): Promise<ValidateResponse> {
  const workspace = chooseWorkspace(principal, {
    key: request.document_set_key,
    keyPlace: ['body', 'document_set_key'],
    name: request.document_set_name,
  })
  const data = request.data ?? null
  checkData(data)
  const { reading, missing, bytes } = await loadWithData(deps, workspace.id, id, data)
  const { content } = reading
  const found = await pinSources(deps, workspace, { sources: request.sources })
  if (found.errors.length > 0) {
    throw new Problem('file_unknown', found.errors.map(({ msg }) => msg).join('; '), {
      errors: found.errors,
    })
  }
  const missingRoles = listNeededRoles(content).filter(({ role }) => !found.roles.includes(role))
  const { missingFields, invalidFields } = await judgeFields(deps, content, data, missing, bytes)
  const gaps = reading.errors.length > 0 ? [] : await listGaps(deps, content, found)
  return {
    is_valid:
      [reading.errors, missingRoles, missingFields, invalidFields, gaps].flat().length === 0,
    errors: reading.errors.map(({ sectionId, ruleId, ...error }) => ({
      ...error,
      section_id: sectionId,
      rule_id: ruleId,
    })),
    missing_fields: missingFields,
    invalid_fields: invalidFields,
    missing_roles: missingRoles.map(({ role, rules }) => ({ role, rules: [...rules] })),
    gaps,
  }
}

/**
 * The template as a run with this data would use it. Where its blocks can't be resolved, it is
 * told as it is stored, with what its blocks lack.
 */
async function loadWithData(
  deps: Dependencies,
  workspaceId: string,
  id: string,
  data: unknown,
): Promise<{ reading: TemplateReading; missing: readonly string[]; bytes: Uint8Array }> {
  const { version, reading } = await loadTemplate(deps, [workspaceId], id)
  const bytes = await deps.blobs.find(workspaceId, version.blobHash)
  if (!bytes) throw new Error('the bytes of the template are gone')
  const stored = { reading, missing: [], bytes }
  if (!reading.content.hasBlocks || reading.errors.length > 0) return stored
  const expansion = await deps.reader.expandTemplate(bytes, data)
  if (expansion.outcome === 'refused') throw new Problem('template_unreadable', expansion.reason)
  if (expansion.outcome === 'expanded') {
    return { ...stored, reading: readTemplateContent(expansion.paragraphs) }
  }
  if (expansion.code === 'data_missing') return { ...stored, missing: [expansion.field] }
  return { ...stored, reading: withBlockError(reading, expansion.reason) }
}

/** The error names the block and its paragraph in its message. */
function withBlockError(reading: TemplateReading, message: string): TemplateReading {
  const sectionId = reading.content.sections[0]?.id ?? ''
  const place = { sectionId, ruleId: null, paragraph: 0, offset: 0 }
  return { ...reading, errors: [{ code: 'placeholder_syntax', message, ...place }] }
}

/** `missing` is what the template's blocks lack. */
async function judgeFields(
  deps: Dependencies,
  content: TemplateContent,
  data: unknown,
  missing: readonly string[],
  template: Uint8Array,
): Promise<{ missingFields: string[]; invalidFields: ValidateResponse['invalid_fields'] }> {
  const { faults, styles } = reviewFields(content, data)
  const ofStyles = await listUnknownStyles(deps, template, styles)
  const lacking = faults.filter(({ code }) => code === 'data_missing').map(({ field }) => field)
  const invalid = [...faults, ...ofStyles]
    .filter(({ code }) => code === 'data_invalid')
    .map(({ field, reason }) => [reason, { field, message: reason }] as const)
  return {
    missingFields: [...new Set([...missing, ...lacking])],
    invalidFields: [...new Map(invalid).values()],
  }
}

async function listGaps(
  deps: Dependencies,
  content: TemplateContent,
  { pinned, roles }: RunSources,
): Promise<ValidateResponse['gaps']> {
  const loaded = await Promise.all(pinned.map((source, index) => load(deps, source, roles[index])))
  const sources = loaded.filter((source) => source !== undefined)
  const hits = new Map<string, readonly RankedPassage[]>()
  const gaps: ValidateResponse['gaps'] = []
  for (const section of content.sections) {
    for (const { id, rule } of section.rules) {
      const kind = getRuleKind(rule.kind)
      for (const query of kind.queries(rule)) {
        const searched = sources.filter(({ role }) => query.roles.includes(role))
        hits.set(searchKey(query), await searchPassages(deps, query.query, searched, query.limit))
      }
      const { gap } = kind.choose(rule, { sources, hits })
      if (!gap) continue
      const { code, reason, searched, candidates } = gap
      gaps.push({
        section_id: section.id,
        rule_id: id,
        code,
        reason,
        searched,
        candidates: [...candidates],
      })
    }
  }
  return gaps
}

async function load(
  { db }: Dependencies,
  source: PinnedSource,
  role: EvidenceSource['role'] | null | undefined,
): Promise<EvidenceSource | undefined> {
  const reading = await findSourceTextOfVersion(db, source.versionId)
  if (!reading) return undefined
  return {
    documentId: source.documentId,
    name: source.name,
    role: role ?? 'other',
    sourceHash: source.hash,
    versionNumber: source.versionNumber,
    sourceTextId: reading.id,
    sourceText: reading.sourceText,
    passages: reading.passages,
  }
}
