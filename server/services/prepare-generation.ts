import type { GenerationRequest } from '../../shared/contract/generations.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import type { OutputFormat, Requirement } from '../../shared/model/vocabulary.ts'
import type { Workspace } from '../db/tenants.ts'
import type { DataRecord } from '../domain/records/record-field.ts'
import { hashJson } from './canonical-json.ts'
import {
  checkData,
  checkFields,
  checkRoles,
  checkStyles,
  checkTemplate,
} from './check-generate-request.ts'
import type { Dependencies } from './dependencies.ts'
import { pinRequired } from './generate-document.ts'
import { isAvailable } from './output-formats.ts'
import { Problem } from './problem.ts'
import { listNeededRoles } from './read-template.ts'
import { chooseData } from './records-of-data.ts'
import { pinSources, type RunSources } from './run-sources.ts'
import { loadNamedTemplate } from './template-of-request.ts'

/** A generation whose every document can be begun: all is checked and pinned, and nothing stored. */
export type PreparedGeneration = {
  readonly templateId: string
  readonly dataSourceId: string | null
  /** SHA-256 of what the documents are made from, hex. */
  readonly dataHash: string
  readonly outputs: readonly OutputFormat[]
  readonly requirements: readonly Requirement[]
  readonly externalId: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  /** Of each document, in their order; the names may still be taken. */
  readonly inputs: readonly RunInputs[]
}

/**
 * @param data what the request gives or its data source gave
 * @throws Problem that names what can't be: 422 `output_not_available` where no output is possible,
 * `validation_failed` for data, filters and mappings; 400 as POST /documents/generate gives them
 */
export async function prepareGeneration(
  deps: Dependencies,
  workspace: Workspace,
  request: GenerationRequest,
  data: unknown,
): Promise<PreparedGeneration> {
  checkOutputs(deps, request.outputs)
  checkData(data)
  const records = chooseData(data, {
    mappings: request.mappings,
    filters: request.filters,
    documentPer: request.document_per,
  })
  return {
    templateId: request.template_id,
    dataSourceId: request.data_source_id ?? null,
    dataHash: hashJson(records),
    outputs: [...new Set(request.outputs)],
    requirements: [...new Set(request.require)],
    externalId: request.external_id ?? null,
    metadata: request.metadata,
    inputs: await pinInputs(deps, workspace, request, records),
  }
}

function checkOutputs(deps: Dependencies, outputs: readonly OutputFormat[]): void {
  if (outputs.some((format) => isAvailable(deps, format))) return
  const msg = 'can not be made here'
  throw new Problem('output_not_available', `${outputs.join(', ')}: ${msg}.`, {
    errors: outputs.map((_, index) => ({
      loc: ['body', 'outputs', index],
      msg,
      type: 'output_not_available',
    })),
  })
}

async function pinInputs(
  deps: Dependencies,
  workspace: Workspace,
  request: GenerationRequest,
  records: readonly DataRecord[],
): Promise<RunInputs[]> {
  const { template, version, reading } = await loadNamedTemplate(
    deps,
    workspace,
    request.template_id,
  )
  checkTemplate(reading.errors)
  const hasRules = version.paragraphs.some(({ text }) => /\[\[\s*rule\b/.test(text))
  const sources = await pinNamed(deps, workspace, request.source_ids, hasRules)
  checkRoles(sources, listNeededRoles(reading.content))
  const name = request.output_name ?? template.name
  const { id: templateId } = template
  const { id: versionId, number, blobHash: hash } = version
  const all = records.map((data): RunInputs => ({
    documentType: 'generation',
    documentName: name.replace(/\.docx$/i, ''),
    template: { templateId, versionId, number, hash },
    sources: sources.pinned,
    data,
    asOf: deps.clock.now().slice(0, 10),
    selectedSectionIds: null,
    programVersion: deps.programVersion,
    ...pinRequired(request),
  }))
  for (const inputs of all) {
    const styles = checkFields(reading.content, inputs)
    await checkStyles(deps, () => deps.blobs.find(workspace.id, hash), styles)
  }
  return all
}

/** Those that are named; where none is, all that there are for a template that has rules. */
async function pinNamed(
  deps: Dependencies,
  workspace: Workspace,
  ids: readonly string[] | undefined,
  hasRules: boolean,
): Promise<RunSources> {
  const named = ids?.map((document_id) => ({ document_id })) ?? (hasRules ? undefined : [])
  const sources = await pinSources(deps, workspace, { sources: named })
  if (sources.errors.length === 0) return sources
  const errors = sources.errors.map(({ loc, ...rest }) => ({
    ...rest,
    loc: loc.map((part) => (part === 'sources' ? 'source_ids' : part)),
  }))
  throw new Problem('file_unknown', errors.map(({ msg }) => msg).join('; '), { errors })
}
