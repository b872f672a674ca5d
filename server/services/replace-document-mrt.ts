import type { Transaction } from 'kysely'
import type { DocumentMrtRequest } from '../../shared/contract/document-mrt.ts'
import type { OutlineResponse } from '../../shared/contract/outlines.ts'
import type { SectionRequest } from '../../shared/contract/template-outlines.ts'
import type { GivenPassages } from '../../shared/model/outline.ts'
import type { PinnedSource, RunInputs } from '../../shared/model/run.ts'
import { commitTogether } from '../db/commit-together.ts'
import { deleteNextOutline, putNextOutline } from '../db/document-outlines.ts'
import { findDocument, findHolderOfName, type StoredDocument } from '../db/documents.ts'
import { findRunOfDocument, type StoredRun } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import { findTemplate, putVersionBeside, type StoredTemplateVersion } from '../db/templates.ts'
import type { Workspace } from '../db/tenants.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { checkFields, checkRoles, checkStyles, checkTemplate } from './check-generate-request.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { getRunOfDocument } from './end-run.ts'
import { pinGiven } from './generate-document.ts'
import { loadVisibleEvidence, presentOutline } from './get-outline.ts'
import { planGiven, type PlannedSection } from './plan-given.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { listNeededRoles } from './read-template.ts'
import { pinPresent } from './section-of-run.ts'
import { checkIsOver, checkPinned, storeNextRun } from './store-run.ts'
import { pinOutline, withNamedTemplate, type NamedTemplate } from './template-of-request.ts'
import { inOrder } from './write-outline.ts'

/**
 * Puts other sections and rules in place of those that a document's next run is made from, and accepts
 * that run where it is asked for. The outline and the run are stored in one transaction.
 * @throws Problem `wrong_state` for a document that no run made, or while one makes it;
 * `template_invalid` or `validation_failed` with every mistake
 */
export async function replaceDocumentMrt(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
  request: DocumentMrtRequest,
): Promise<OutlineResponse> {
  const document = await getDocumentOfCaller(deps, principal, documentId)
  const run = await getRunOfDocument(deps, document)
  await checkIsOver(deps.db, document)
  const workspace = chooseWorkspace(principal, { key: document.workspaceId })
  const { templateId } = run.inputs.template
  if (!(await findTemplate(deps.db, [workspace.id], templateId))) throw templateGone(document)
  const sent = inOrder(request.sections)
  const wish = {
    id: templateId,
    outline: { sections: sent.map(({ section }) => toSection(section)) },
  }
  return withNamedTemplate(deps, workspace, wish, async (template) => {
    checkTemplate(template.reading.errors, ['body', 'sections'])
    const present = await pinPresent(deps, run)
    const inputs = { ...run.inputs, sources: present, earlierSources: [] }
    const sources = await loadVisibleEvidence(deps, { ...run, inputs })
    const planned = planGiven(sent, template.reading.content, sources)
    const place: Place = { document, workspace, run, template, planned, sources }
    if (!request.auto_increment_regeneration) return keepForNextRun(deps, place)
    const answer = await regenerate(deps, place, present)
    deps.queue.wake()
    return answer
  })
}

type Place = {
  readonly document: StoredDocument
  readonly workspace: Workspace
  /** The one before. */
  readonly run: StoredRun
  readonly template: NamedTemplate
  readonly planned: readonly PlannedSection[]
  readonly sources: readonly EvidenceSource[]
}

function toSection(section: DocumentMrtRequest['sections'][number]): SectionRequest {
  const { title, section_name: name = title ?? '', ...others } = section
  const { section_id: _id, relevant_chunk_ids: _chunks, order_index: _order, ...fields } = others
  return { ...fields, section_name: name }
}

function keepForNextRun(deps: Dependencies, place: Place): Promise<OutlineResponse> {
  const { run, template, planned } = place
  return commitTogether(deps.db, async (trx) => {
    const document = await checkUnchanged(trx, place)
    const { id } = await putVersionBeside(trx, getOutlined(template))
    await putNextOutline(trx, {
      documentId: document.id,
      templateVersionId: id,
      givenPassages: listGiven(planned),
      createdAt: deps.clock.now(),
    })
    return settle(deps, trx, present(document, run, place))
  })
}

async function regenerate(
  deps: Dependencies,
  place: Place,
  sources: readonly PinnedSource[],
): Promise<OutlineResponse> {
  const { document, workspace, run, template } = place
  const inputs = createInputs(deps, place, sources)
  await checkInputs(deps, place, inputs)
  const warnings = listAbsent(run, sources)
  return commitTogether(deps.db, async (trx) => {
    const current = await checkUnchanged(trx, place)
    await checkPinned(trx, workspace, inputs)
    await checkHoldsName(trx, current)
    const pinned = await pinOutline(
      trx,
      { ...inputs, documentName: current.name },
      getOutlined(template),
    )
    const accepted = { inputs: pinned, warnings, mustApprove: false, now: deps.clock.now() }
    const next = await storeNextRun(trx, deps, current, accepted)
    await deleteNextOutline(trx, document.id)
    return settle(deps, trx, present(current, next, place))
  })
}

/** Looked at again inside: another request may have come between. */
async function checkUnchanged(
  trx: Transaction<Database>,
  { document, workspace, run }: Place,
): Promise<StoredDocument> {
  const current = await findDocument(trx, [workspace.id], document.id)
  if (!current) throw notFound('document')
  if (!(await findTemplate(trx, [workspace.id], run.inputs.template.templateId))) {
    throw templateGone(document)
  }
  await checkIsOver(trx, current)
  if ((await findRunOfDocument(trx, document.id))?.id === run.id) return current
  const detail = `"${document.name}" was generated anew meanwhile; look at it again.`
  throw new Problem('wrong_state', detail)
}

/** A document that failed does not hold its name. */
async function checkHoldsName(
  trx: Transaction<Database>,
  { id, workspaceId, name }: StoredDocument,
): Promise<void> {
  const holder = await findHolderOfName(trx, workspaceId, name)
  if (!holder || holder.id === id) return
  throw new Problem('name_taken', `Another document has the name "${name}" by now.`)
}

/** What the run before was asked for, with the new outline and the sources as they are now. */
function createInputs(
  { programVersion }: Dependencies,
  { run: { inputs: before }, template: { template, version }, planned }: Place,
  sources: readonly PinnedSource[],
): RunInputs {
  const { id: versionId, number, blobHash: hash } = version
  const givenPassages = listGiven(planned)
  return {
    documentType: before.documentType,
    documentName: before.documentName,
    template: { templateId: template.id, versionId, number, hash },
    sources,
    data: before.data,
    asOf: before.asOf,
    selectedSectionIds: null,
    programVersion,
    ...pinGiven(givenPassages),
    ...(before.style && { style: before.style }),
    ...(before.require && { require: before.require }),
  }
}

async function checkInputs(
  deps: Dependencies,
  { workspace, template: { reading, version }, sources }: Place,
  inputs: RunInputs,
): Promise<void> {
  checkRoles({ roles: sources.map(({ role }) => role) }, listNeededRoles(reading.content))
  const place = ['body', 'sections']
  const styles = checkFields(reading.content, inputs, place)
  await checkStyles(deps, () => deps.blobs.find(workspace.id, version.blobHash), styles, place)
}

function listGiven(planned: readonly PlannedSection[]): GivenPassages[] {
  return planned
    .filter(({ passages }) => passages.length > 0)
    .map(({ outline: { sectionId }, passages }) => ({
      sectionId,
      passages: passages.map(({ source: { sourceTextId, sourceHash }, range }) => ({
        sourceTextId,
        sourceHash,
        range,
      })),
    }))
}

function listAbsent({ inputs }: StoredRun, present: readonly PinnedSource[]): string[] {
  const known = new Set(present.map(({ documentId }) => documentId))
  return inputs.sources
    .filter(({ documentId }) => !known.has(documentId))
    .map(({ name }) => `${name} was deleted, or can't be read: the document is made without it`)
}

function present(
  { name }: StoredDocument,
  run: StoredRun,
  { planned, sources }: Place,
): OutlineResponse {
  const sections = planned.map(({ outline }) => outline)
  // it may have been renamed since the run before
  return { ...presentOutline(run, sections, sources), document_name: name }
}

function getOutlined({ outlined }: NamedTemplate): StoredTemplateVersion {
  if (!outlined) throw new Error('an outline was sent, and none was read')
  return outlined
}

function templateGone({ name }: StoredDocument): Problem {
  return new Problem('wrong_state', `The template of "${name}" was deleted; generate it anew.`)
}
