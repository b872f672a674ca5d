import type { Kysely, Selectable, Transaction } from 'kysely'
import type { WordingDecision } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import type { WordingDecisionsTable } from './check-tables.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** A template of a workspace; it may be gone. */
export type TemplateOfWorkspace = { readonly workspaceId: string; readonly templateId: string }

/** What a person said of a wording of a template; none of it is ever changed. */
export type StoredWordingDecision = {
  /** A hash of the wording: equal in every version of the template that has it. */
  readonly wordingId: string
  readonly decision: WordingDecision
  /** As it was read. */
  readonly wording: { readonly text: string; readonly sums: readonly string[] }
  readonly userId: string
  readonly userName: string
  readonly createdAt: string
}

/** The one before stays in the store. */
export async function insertWordingDecision(
  db: Transaction<Database>,
  { workspaceId, templateId }: TemplateOfWorkspace,
  decided: Omit<StoredWordingDecision, 'userName'> & { readonly id: string },
): Promise<void> {
  const last = await db
    .selectFrom('wording_decisions')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('workspace_id', '=', workspaceId)
    .where('template_id', '=', templateId)
    .where('wording_id', '=', decided.wordingId)
    .executeTakeFirst()
  await db
    .insertInto('wording_decisions')
    .values({
      id: decided.id,
      workspace_id: workspaceId,
      template_id: templateId,
      wording_id: decided.wordingId,
      sequence: (last?.sequence ?? 0) + 1,
      decision: decided.decision,
      wording: JSON.stringify(decided.wording),
      user_id: decided.userId,
      created_at: decided.createdAt,
    })
    .execute()
}

/** The approvals that hold, by the wordings' ids. */
export async function listApprovals(
  db: Kysely<Database>,
  { workspaceId, templateId }: TemplateOfWorkspace,
): Promise<ReadonlyMap<string, StoredWordingDecision>> {
  const rows = await selectDecisions(db)
    .where('workspace_id', '=', workspaceId)
    .where('template_id', '=', templateId)
    .orderBy('sequence')
    .execute()
  const last = new Map(rows.map((row) => [row.wording_id, toDecision(row)]))
  return new Map([...last].filter(([, { decision }]) => decision === 'approved'))
}

/** All that was said of the wordings of a template, newest first; `workspaceId` undefined where nothing was. */
export async function listWordingDecisions(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  templateId: string,
  page: Page,
): Promise<{ decisions: StoredWordingDecision[]; total: number }> {
  if (workspaceIds.length === 0) return { decisions: [], total: 0 }
  const query = selectDecisions(db)
    .where('workspace_id', 'in', workspaceIds)
    .where('template_id', '=', templateId)
    .orderBy('wording_decisions.created_at', 'desc')
    .orderBy('sequence', 'desc')
    .orderBy('wording_decisions.id')
  const { rows, total } = await readPage(query, page)
  return { decisions: rows.map(toDecision), total }
}

/** Whose template it is, or was, as the decisions on its wordings tell; undefined without any. */
export async function findWorkspaceOfDecisions(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  templateId: string,
): Promise<string | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('wording_decisions')
    .select('workspace_id')
    .where('workspace_id', 'in', workspaceIds)
    .where('template_id', '=', templateId)
    .limit(1)
    .executeTakeFirst()
  return row?.workspace_id
}

function selectDecisions(db: Kysely<Database>) {
  return db
    .selectFrom('wording_decisions')
    .leftJoin('users', 'users.id', 'wording_decisions.user_id')
    .selectAll('wording_decisions')
    .select('users.name as user_name')
}

function toDecision(
  row: Selectable<WordingDecisionsTable> & { user_name: string | null },
): StoredWordingDecision {
  return {
    wordingId: row.wording_id,
    decision: row.decision as WordingDecision,
    wording: JSON.parse(row.wording) as StoredWordingDecision['wording'],
    userId: row.user_id,
    userName: row.user_name ?? '',
    createdAt: row.created_at,
  }
}
