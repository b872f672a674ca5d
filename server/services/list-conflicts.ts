import type {
  Conflict,
  ConflictChoice,
  ConflictSide,
  ConflictsResponse,
} from '../../shared/contract/conflicts.ts'
import type { Rule } from '../../shared/model/template.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { rangesOverlap } from '../../shared/text/range.ts'
import { listTargets } from '../db/citations.ts'
import { listDecisions, type StoredDecision } from '../db/decisions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { getRun } from '../db/runs.ts'
import { findTemplateVersion } from '../db/templates.ts'
import { explainPrecedence } from '../domain/check/explain-precedence.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import { slicePage, type Page } from '../domain/page.ts'
import {
  createEvidencePresenter,
  presentDifferences,
  type PresentEvidence,
} from './claim-evidence-answer.ts'
import type { KnownClaim } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { findConflicts, type FoundConflict } from './found-conflicts.ts'
import { toCheckSummary } from './get-check.ts'
import { Problem } from './problem.ts'
import { readTemplateVersion } from './read-template.ts'
import { listSearchedSources } from './searched-sources.ts'

/**
 * Sources that disagree about what a document says, as its newest check found them, with both quotes,
 * why the document went with the one, and what a person chose.
 * @throws Problem `bad_request` for a source; `not_ready` while there is no version
 */
export async function listConflicts(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  page: Page,
): Promise<ConflictsResponse> {
  if (document.kind === 'source') {
    throw new Problem('bad_request', `${document.name} is a source: it says one thing.`)
  }
  const version = await getVersionOfDocument(deps, document)
  const { conflicts, claims, check } = await findConflicts(deps, document, version)
  return {
    document_id: document.id,
    version: version.number,
    check: check ? toCheckSummary(check, await getVersionById(deps.db, check.versionId)) : null,
    claims: claims.length,
    compared: claims.filter(({ verdict }) => verdict.rivals).length,
    conflicts: await presentAll(deps, document, version, slicePage(conflicts, page)),
    total: conflicts.length,
    page: page.page,
    page_size: page.pageSize,
  }
}

type StoredChoice = StoredDecision<ConflictChoice['choice']>

export function toChoice(stored: StoredChoice): ConflictChoice {
  return {
    choice: stored.value,
    reason: stored.reason,
    user_id: stored.userId,
    user_name: stored.userName,
    created_at: stored.createdAt,
  }
}

async function presentAll(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  conflicts: readonly FoundConflict[],
): Promise<Conflict[]> {
  const sources = await listSearchedSources(deps, document, version)
  const sides = conflicts.map((one) => ({ verdict: toSides(one) }))
  const present = await createEvidencePresenter(deps, document.workspaceId, sources, sides)
  const findRule = await createRuleFinder(deps, version)
  const choices = await listDecisions<ConflictChoice['choice']>(deps.db, document.id, 'conflict')
  return conflicts.map((one) => {
    const choice = choices.get(one.id)
    return presentConflict(one, { present, sources, findRule, choice })
  })
}

/** Both quotes as one verdict's evidence: what the document went with stands first. */
function toSides({ verdict, rival }: FoundConflict): FoundConflict['verdict'] {
  const own = verdict.evidence[rival.own]
  return { ...verdict, evidence: own ? [own, rival.evidence] : [] }
}

function presentConflict(
  conflict: FoundConflict,
  by: {
    present: PresentEvidence
    sources: readonly SearchedSource[]
    findRule: FindRule
    choice: StoredChoice | undefined
  },
): Conflict {
  const { id, claims, verdict, rival } = conflict
  const { evidence, wordsAt } = by.present(toSides(conflict))
  const [document, other] = evidence.map((side) => addRole(side, by.sources))
  if (!document || !other) throw new Error('a conflict has two sides')
  const differences = { ...verdict, differences: rival.differences, evidence: [rival.evidence] }
  const [first] = claims
  const rule = first && by.findRule(first)
  return {
    conflict_id: id,
    sentences: claims.map(toSentence),
    document,
    other,
    words: rival.words,
    differences: presentDifferences(rival.words, differences, (_, range) => wordsAt(1, range)).map(
      ({ evidence: _, ...difference }) => difference,
    ),
    reason: explainPrecedence(rule, document.role ?? 'other', other.role ?? 'other'),
    choice: by.choice ? toChoice(by.choice) : null,
  }
}

function addRole(
  side: Omit<ConflictSide, 'role'>,
  sources: readonly SearchedSource[],
): ConflictSide {
  const source = sources.find(({ documentId }) => documentId === side.document_source_id)
  const role: SourceRole | null = source?.role ?? null
  return { ...side, role }
}

function toSentence({ claim }: KnownClaim): Conflict['sentences'][number] {
  return {
    sentence_id: claim.id,
    kind: claim.kind,
    section_id: claim.sectionId,
    text: claim.text,
    start_char: claim.range.start,
    end_char: claim.range.end,
  }
}

type FindRule = (known: KnownClaim) => Rule | undefined

/** Undefined where no rule wrote the words, or the template was deleted. */
async function createRuleFinder(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
): Promise<FindRule> {
  if (!version.runId) return () => undefined
  const { inputs } = await getRun(db, version.runId)
  const template = await findTemplateVersion(db, inputs.template.versionId)
  if (!template) return () => undefined
  const { content } = readTemplateVersion(template)
  // blocks that data expand number the rules anew
  if (content.hasBlocks) return () => undefined
  const rules = new Map(
    content.sections.flatMap((section) => section.rules.map(({ id, rule }) => [id, rule])),
  )
  const targets = await listTargets(db, version.id)
  return ({ claim }) => {
    const target = targets.find(({ range }) => rangesOverlap(range, claim.range))
    return target && rules.get(target.ruleId)
  }
}
