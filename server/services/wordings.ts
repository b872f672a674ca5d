import type { Transaction } from 'kysely'
import type { WordingApproval } from '../../shared/contract/checks.ts'
import type {
  TemplateWordingsResponse,
  WordingDecisionsResponse,
} from '../../shared/contract/wordings.ts'
import type { Database } from '../db/tables.ts'
import { findTemplate, listTemplateVersions, type StoredTemplate } from '../db/templates.ts'
import {
  findWorkspaceOfDecisions,
  insertWordingDecision,
  listApprovals,
  listWordingDecisions,
  type StoredWordingDecision,
  type TemplateOfWorkspace,
} from '../db/wording-decisions.ts'
import { slicePage, type Page } from '../domain/page.ts'
import { readRuleWording } from '../domain/rules/template-wording.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { presentRuleWording, toApproval } from './present-wording.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound } from './problem.ts'
import { readTemplateVersion, type TemplateReading } from './read-template.ts'
import { nameWording, type NamedWording } from './template-wordings.ts'
import { loadTemplate } from './templates.ts'

/**
 * Stores that a person has read a wording of a template and that it is the house's own. It holds in every
 * document of the template, and in every version that has the wording. An approval that holds stays
 * whose it is.
 * @throws Problem `not_found` for a template that the caller doesn't see, and for a wording that it never had
 */
export async function approveWording(
  deps: Dependencies,
  principal: Principal,
  templateId: string,
  wordingId: string,
): Promise<WordingApproval> {
  return commit(deps, async (trx) => {
    const template = await findTemplate(trx, listWorkspaceIds(principal), templateId)
    if (!template) throw notFound('template')
    const of = { workspaceId: template.workspaceId, templateId }
    const held = (await listApprovals(trx, of)).get(wordingId)
    if (held) return toApproval(held)
    const { text, sums } = await getWording(trx, template, wordingId)
    const said = { wordingId, decision: 'approved', wording: { text, sums } } as const
    return toApproval(await decide(trx, deps, principal, of, said))
  })
}

/**
 * The sentences in this wording are open again, in every document; that it was approved stays in the store.
 * @throws Problem `not_found` where no approval of it holds that the caller sees
 */
export async function withdrawWording(
  deps: Dependencies,
  principal: Principal,
  templateId: string,
  wordingId: string,
): Promise<void> {
  await commit(deps, async (trx) => {
    const of = await findTemplateOfCaller(trx, principal, templateId)
    const held = of && (await listApprovals(trx, of)).get(wordingId)
    if (!held) throw notFound('approval')
    const said = { wordingId, decision: 'withdrawn', wording: held.wording } as const
    await decide(trx, deps, principal, of, said)
  })
}

/** The wordings of a template's newest version, each once. @throws Problem `not_found` */
export async function listTemplateWordings(
  deps: Dependencies,
  principal: Principal,
  templateId: string,
  page: Page,
): Promise<TemplateWordingsResponse> {
  const { template, version, reading } = await loadTemplate(
    deps,
    listWorkspaceIds(principal),
    templateId,
  )
  const approvals = await listApprovals(deps.db, { workspaceId: template.workspaceId, templateId })
  const all = [...Map.groupBy(listWordings(reading), ({ wording }) => wording.id).values()]
  const wordings = slicePage(all, page).flatMap((same) => {
    const rules = same.map(({ rule }) => rule)
    return same
      .slice(0, 1)
      .map(({ wording }) => ({ ...presentRuleWording(wording, approvals.get(wording.id)), rules }))
  })
  return {
    template_id: templateId,
    version: version.number,
    approved: all.filter(([one]) => one && approvals.has(one.wording.id)).length,
    wordings,
    ...{ total: all.length, page: page.page, page_size: page.pageSize },
  }
}

/** All that was ever said of a template's wordings, also of one that was deleted. @throws Problem `not_found` */
export async function listDecisionsPage(
  { db }: Dependencies,
  principal: Principal,
  templateId: string,
  page: Page,
): Promise<WordingDecisionsResponse> {
  if (!(await findTemplateOfCaller(db, principal, templateId))) throw notFound('template')
  const ids = listWorkspaceIds(principal)
  const { decisions, total } = await listWordingDecisions(db, ids, templateId, page)
  return {
    template_id: templateId,
    decisions: decisions.map((one) => ({
      ...toApproval(one),
      wording_id: one.wordingId,
      decision: one.decision,
      text: one.wording.text,
      sums: [...one.wording.sums],
    })),
    ...{ total, page: page.page, page_size: page.pageSize },
  }
}

async function decide(
  trx: Transaction<Database>,
  deps: Dependencies,
  { userId, userName }: Principal,
  of: TemplateOfWorkspace,
  said: Pick<StoredWordingDecision, 'wordingId' | 'decision' | 'wording'>,
): Promise<StoredWordingDecision> {
  const decided = { ...said, userId, createdAt: deps.clock.now() }
  await insertWordingDecision(trx, of, { ...decided, id: deps.newId() })
  return { ...decided, userName }
}

/** Documents outlive their template, and with them what was approved. */
async function findTemplateOfCaller(
  db: Dependencies['db'],
  principal: Principal,
  templateId: string,
): Promise<TemplateOfWorkspace | undefined> {
  const ids = listWorkspaceIds(principal)
  const template = await findTemplate(db, ids, templateId)
  const workspaceId = template?.workspaceId ?? (await findWorkspaceOfDecisions(db, ids, templateId))
  return workspaceId === undefined ? undefined : { workspaceId, templateId }
}

/** Of the newest version that has it: documents of earlier ones stand in earlier wordings. */
async function getWording(
  trx: Transaction<Database>,
  { id }: StoredTemplate,
  wordingId: string,
): Promise<NamedWording> {
  for (const version of await listTemplateVersions(trx, id)) {
    const wordings = listWordings(readTemplateVersion(version))
    const found = wordings.find(({ wording }) => wording.id === wordingId)
    if (found) return found.wording
  }
  throw notFound('wording of this template')
}

function listWordings({ content }: TemplateReading) {
  return content.sections.flatMap((section) =>
    section.rules.flatMap(({ id, rule }) => {
      const wording = readRuleWording(rule)
      if (!wording) return []
      const place = { section_id: section.id, rule_id: id }
      return [{ wording: nameWording(wording), rule: place }]
    }),
  )
}
