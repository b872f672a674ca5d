import type { OutlineEvidence, OutlineRule } from '../../shared/contract/outlines.ts'
import type { FileResult } from '../../shared/model/document-reading.ts'
import { describeRole } from '../../shared/model/role-words.ts'
import type { PlanInput, PlanRule, ReviewClaim } from '../../shared/model/step-documents.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import type { StoredCheck } from '../db/checks.ts'
import type { StoredDocument } from '../db/documents.ts'
import { getVersionById } from '../db/document-versions.ts'
import type { StoredRun } from '../db/runs.ts'
import { findTemplate, getTemplateVersionById } from '../db/templates.ts'
import { mimeTypeOf } from '../formats/file-type.ts'
import { countStates, isApprovedWording, listKnownClaims, type KnownClaim } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { openBlob, type DocumentFile } from './get-document-file.ts'
import { getOutlineOfRun } from './get-outline.ts'
import { notFound, Problem } from './problem.ts'
import { readTemplateVersion } from './read-template.ts'
import { nameFile, type FoundFile } from './task-files.ts'

/** A task's file; plans and reviews are written when they are asked for. */
export async function writeTaskFile(deps: Dependencies, file: FoundFile): Promise<DocumentFile> {
  const fileName = nameFile(file)
  const docx = { fileName, mimeType: mimeTypeOf('docx') }
  if (file.kind === 'outline') return { ...docx, bytes: await writePlan(deps, file.run) }
  if (file.kind === 'review') {
    return { ...docx, bytes: await writeReview(deps, file.document, file.check) }
  }
  const { document, version } = file
  const named = { fileName, mimeType: version.mimeType }
  return openBlob(deps, document.workspaceId, version.blobHash, named)
}

async function writePlan(deps: Dependencies, run: StoredRun): Promise<Uint8Array> {
  const { inputs } = run
  const version = await getTemplateVersionById(deps.db, inputs.template.versionId)
  const levels = new Map(
    readTemplateVersion(version).content.sections.map(({ id, level }) => [id, level]),
  )
  const template = await findTemplate(deps.db, [run.workspaceId], inputs.template.templateId)
  const { sections } = await getOutlineOfRun(deps, run)
  const input: PlanInput = {
    title: inputs.documentName,
    asOf: inputs.asOf,
    facts: [
      ['Kind of document', inputs.documentType],
      ['Template', `${template?.name ?? 'deleted'}, ${nameVersion(inputs.template.number)}`],
      [
        'Sources',
        inputs.sources
          .map(({ name, versionNumber }) => `${name}, version ${versionNumber}`)
          .join('\n'),
      ],
      ['As of', inputs.asOf],
      ['Task', `${run.taskNumber}${run.approval === 'awaiting' ? ', waits for approval' : ''}`],
    ],
    sections: sections.map((section) => ({
      title: section.section_id,
      level: levels.get(section.section_id) ?? 1,
      isSelected: section.is_selected,
      rules: section.rules.map(toPlanRule),
    })),
  }
  return take(await deps.writer.writePlan(input), 'The source plan')
}

function toPlanRule(rule: OutlineRule): PlanRule {
  return {
    id: rule.rule_id,
    text: rule.rule_text ?? rule.rule_type ?? '',
    isChanged: rule.is_changed,
    searched: rule.searched,
    needsEvidence: rule.evidence_kind !== 'none',
    gap: rule.gap,
    evidence: rule.evidence.map((one) => ({
      source: `${one.document_name}, version ${one.document_version}`,
      place: describePlace(one),
      quote: one.text,
    })),
  }
}

function describePlace({ role, page, section_path: path, table }: OutlineEvidence): string[] {
  const named = table && [table.number && `table ${table.number}`, table.title].filter(Boolean)
  return [
    describeRole(role),
    ...(page === null ? [] : [`page ${page}`]),
    ...(named && named.length > 0 ? [named.join(', ')] : path.slice(-1)),
  ]
}

async function writeReview(
  deps: Dependencies,
  document: StoredDocument,
  check: StoredCheck,
): Promise<Uint8Array> {
  const version = await getVersionById(deps.db, check.versionId)
  const bytes = await deps.blobs.find(document.workspaceId, version.blobHash)
  if (!bytes) throw notFound('file')
  const { claims } = await listKnownClaims(deps, document, version)
  const result = await deps.writer.writeReview({
    document: bytes,
    claims: claims.map(toReviewClaim),
    summary: summarize(claims, check),
    at: check.completedAt ?? check.createdAt,
  })
  return take(result, 'The review')
}

/** States of which nothing has to be said: they are borne out, or say nothing that could be. */
const plain: readonly ClaimState[] = ['supported', 'house_text', 'not_a_claim']

function toReviewClaim(known: KnownClaim): ReviewClaim {
  const { claim, state, verdict, override } = known
  const { range, text, kind } = claim
  const decided = override
    ? [`${override.userName} decided: ${stateWords[override.value]}. ${override.reason}`]
    : []
  const remark = [stateWords[state], verdict.explanation, ...decided]
  const isPlain = plain.includes(state) || isApprovedWording(known)
  return { range, text, kind, remark: isPlain ? [] : remark }
}

function summarize(claims: readonly KnownClaim[], check: StoredCheck): string[] {
  const counts = Object.entries(countStates(claims)).filter(([, count]) => count > 0)
  const approved = claims.filter(isApprovedWording).length
  const { sources, passages } = check.searched
  return [
    `Check of ${(check.completedAt ?? check.createdAt).slice(0, 10)}: ${claims.length} sentences and table cells`,
    ...counts.map(([state, count]) => `${stateWords[state as ClaimState]}: ${count}`),
    ...(approved > 0 ? [`Of the partly supported, in an approved wording: ${approved}`] : []),
    `Searched: ${sources} sources, ${passages} passages`,
  ]
}

const stateWords: Readonly<Record<ClaimState, string>> = {
  supported: 'Supported',
  partly_supported: 'Partly supported',
  contradicted: 'Contradicted',
  no_source_found: 'No source found',
  house_text: 'House text',
  not_a_claim: 'Not a claim',
  not_checked: 'Not checked',
  edited_since_check: 'Edited since the check',
}

/** @throws Problem `converter_failed` */
function take(result: FileResult, what: string): Uint8Array {
  if (result.outcome === 'written') return result.bytes
  throw new Problem('converter_failed', `${what} can not be written: ${result.reason}`)
}

/** Below 1 it is what a request gave in place of the template's own. */
function nameVersion(number: number): string {
  return number < 1 ? 'with an outline of this run' : `version ${number}`
}
