import type { GenerateRequest, GenerateResponse } from '../../shared/contract/documents.ts'
import type { GivenPassages } from '../../shared/model/outline.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import type { TemplateContent } from '../../shared/model/template.ts'
import { requirements } from '../../shared/model/vocabulary.ts'
import { commitTogether } from '../db/commit-together.ts'
import type { NextOutline } from '../db/document-outlines.ts'
import { findHolderOfName, type StoredDocument } from '../db/documents.ts'
import { findRunOfDocument, type StoredRun } from '../db/runs.ts'
import type { StoredTemplateVersion } from '../db/templates.ts'
import type { Workspace } from '../db/tenants.ts'
import { hashJson } from './canonical-json.ts'
import {
  checkData,
  checkFields,
  checkNamesAgree,
  checkPresent,
  checkRoles,
  checkSections,
  checkSources,
  checkStyles,
  checkTemplate,
  type NamedParts,
} from './check-generate-request.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { findOutlineToUse, takeNextOutline } from './next-outline.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { hashInputs } from './hash-inputs.ts'
import { listNeededRoles } from './read-template.ts'
import { pinSources } from './run-sources.ts'
import { checkPinned, storeFirstRun, storeNextRun } from './store-run.ts'
import { findRequestedStyle } from './style-of-request.ts'
import { pinOutline, withNamedTemplate, type NamedTemplate } from './template-of-request.ts'

/**
 * Accepts a run: pins template and sources, and stores document, run and job in one transaction,
 * so that what was answered with 202 survives a crash.
 * @throws Problem 400 with every mistake of the request at once
 */
export async function generateDocument(
  deps: Dependencies,
  principal: Principal,
  request: GenerateRequest,
): Promise<GenerateResponse> {
  checkNamesAgree(request)
  const workspace = chooseWorkspace(principal, {
    key: request.document_set_key ?? request.connector_data_id,
    keyPlace: ['body', request.document_set_key ? 'document_set_key' : 'connector_data_id'],
    name: request.document_set_name ?? request.workspace_name,
    namePlace: ['body', request.document_set_name ? 'document_set_name' : 'workspace_name'],
  })
  const named = checkPresent(request)
  checkData(request.data)
  const { generic_mrt_outline_full: outline } = request
  const own = await findOutlineToUse(deps, workspace, request, named)
  const wished = { id: named.templateId, outline, versionId: own?.templateVersionId }
  return withNamedTemplate(deps, workspace, wished, async (template) => {
    const wish = { ...named, template, givenPassages: own?.givenPassages }
    const { inputs, warnings } = await pinInputs(deps, workspace, request, wish)
    const accepted = await acceptRun(deps, workspace, {
      inputs,
      warnings,
      outlined: template.outlined,
      own,
      mayReplace: request.if_exists === 'new_version',
      mustApprove: request.approve_outline === true,
    })
    if ('existing' in accepted) return answerExisting(deps, accepted.existing, inputs, request)
    deps.queue.wake()
    return toAccepted(accepted.run)
  })
}

async function pinInputs(
  deps: Dependencies,
  workspace: Workspace,
  request: GenerateRequest,
  named: NamedParts & {
    readonly template: NamedTemplate
    readonly givenPassages: readonly GivenPassages[] | undefined
  },
): Promise<{ inputs: RunInputs; warnings: string[] }> {
  const { template, version, reading, outlined } = named.template
  checkTemplate(reading.errors, outlined ? ['body', 'generic_mrt_outline_full'] : ['template'])
  const selectedSectionIds = pinSections(request, reading.content)
  const sources = await pinSources(deps, workspace, request)
  checkSources(sources)
  const { style, warnings } = await findRequestedStyle(deps, workspace.id, request)
  checkRoles(sources, listNeededRoles(reading.content, selectedSectionIds))
  const inputs: RunInputs = {
    documentType: named.documentType,
    documentName: named.outputName,
    template: {
      templateId: template.id,
      versionId: version.id,
      number: version.number,
      hash: version.blobHash,
    },
    sources: sources.pinned,
    data: request.data ?? null,
    asOf: request.as_of ?? deps.clock.now().slice(0, 10),
    selectedSectionIds,
    programVersion: deps.programVersion,
    ...(style && { style }),
    ...pinRequired(request),
    ...pinGiven(named.givenPassages),
  }
  const styles = checkFields(reading.content, inputs)
  await checkStyles(deps, () => deps.blobs.find(workspace.id, version.blobHash), styles)
  return { inputs, warnings: [...warnings] }
}

/** @returns null for all. @throws Problem `section_unknown` */
function pinSections(
  { selected_section_ids: asked }: GenerateRequest,
  { sections }: TemplateContent,
): readonly string[] | null {
  const selected = asked?.map((one) => (typeof one === 'string' ? one : one.section_id))
  checkSections(
    selected,
    sections.map(({ id }) => id),
  )
  return selected ?? null
}

/** Each once, in the order of the vocabulary. */
export function pinRequired({
  require: asked = [],
}: Pick<GenerateRequest, 'require'>): Pick<RunInputs, 'require'> {
  const required = requirements.filter((one) => asked.includes(one))
  return required.length > 0 ? { require: required } : {}
}

export function pinGiven(
  givenPassages: readonly GivenPassages[] = [],
): Pick<RunInputs, 'givenPassages'> {
  return givenPassages.length > 0 ? { givenPassages } : {}
}

async function answerExisting(
  deps: Dependencies,
  existing: StoredDocument,
  inputs: RunInputs,
  request: GenerateRequest,
): Promise<GenerateResponse> {
  if (request.if_exists === 'error') {
    const msg = `there is a document named "${existing.name}" already`
    throw new Problem('name_taken', `T${msg.slice(1)}.`, {
      errors: [{ loc: ['body', 'output_name'], msg, type: 'name_taken' }],
    })
  }
  const run = await findRunOfDocument(deps.db, existing.id)
  if (!run) throw new Error(`document ${existing.id} has no run`)
  const asOf = request.as_of ?? run.inputs.asOf
  const inputsChanged =
    hashInputs({ ...inputs, asOf }) !== run.inputsHash || !wantsSame(inputs, run.inputs)
  return toResponse(run, { reused: true, inputsChanged })
}

/** What was required, and as what, decides no byte, and yet another request was meant. */
function wantsSame(one: RunInputs, other: RunInputs): boolean {
  const [wish, before] = [one, other].map(({ documentType, require = [] }) =>
    hashJson({ documentType, require }),
  )
  return wish === before
}

type Wish = {
  readonly inputs: RunInputs
  readonly warnings: string[]
  /** What the run uses in place of the template's own; null where it does not. */
  readonly outlined: StoredTemplateVersion | null
  /** The outline that was kept for the document's next run, where that is used. */
  readonly own: NextOutline | undefined
  readonly mayReplace: boolean
  readonly mustApprove: boolean
}

/** Looks for a document that holds the name and stores the run in one transaction: no two can win. */
async function acceptRun(
  deps: Dependencies,
  workspace: Workspace,
  wish: Wish,
): Promise<{ run: StoredRun } | { existing: StoredDocument }> {
  const now = deps.clock.now()
  return commitTogether(deps.db, async (trx) => {
    await checkPinned(trx, workspace, wish.inputs)
    const existing = await findHolderOfName(trx, workspace.id, wish.inputs.documentName)
    if (existing && !wish.mayReplace) return { existing }
    if (wish.own) await takeNextOutline(trx, wish.own, existing)
    const inputs = await pinOutline(trx, wish.inputs, wish.outlined)
    const accepted = { ...wish, inputs, now }
    const run = existing
      ? await storeNextRun(trx, deps, existing, accepted)
      : await storeFirstRun(trx, deps, workspace, accepted)
    await settle(deps, trx, toAccepted(run))
    return { run }
  })
}

function toAccepted(run: StoredRun): GenerateResponse {
  return toResponse(run, { reused: false, inputsChanged: false })
}

function toResponse(
  run: StoredRun,
  { reused, inputsChanged }: { reused: boolean; inputsChanged: boolean },
): GenerateResponse {
  return {
    message: reused ? 'A document of this name exists.' : 'Accepted.',
    task_id: run.documentId,
    task_number: run.taskNumber,
    reused,
    inputs_changed: inputsChanged,
    warnings: [...run.warnings],
  }
}
