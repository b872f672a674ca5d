import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import {
  findWorkspaceOfDecisions,
  insertWordingDecision,
  listApprovals,
  listWordingDecisions,
  type StoredWordingDecision,
  type TemplateOfWorkspace,
} from '../../server/db/wording-decisions.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const page = { page: 1, pageSize: 20 }

describeOnEachDatabase('what was said of wordings', (db) => {
  let template: TemplateOfWorkspace

  beforeEach(async () => {
    const { workspaceId } = await buildWorkspace(db())
    template = { workspaceId, templateId: randomUUID() }
  })

  const say = (
    decision: StoredWordingDecision['decision'],
    wordingId = 'w',
    of: TemplateOfWorkspace = template,
  ) =>
    db()
      .transaction()
      .execute((trx) =>
        insertWordingDecision(trx, of, {
          id: randomUUID(),
          wordingId,
          decision,
          wording: { text: 'It was {T | a | b}.', sums: [] },
          userId: 'nobody',
          createdAt: '2026-11-27T00:00:00.000Z',
        }),
      )

  test('the last word holds, and every word is kept', async () => {
    await say('approved')
    await say('withdrawn')
    await say('approved', 'other')
    expect([...(await listApprovals(db(), template)).keys()]).toEqual(['other'])
    await say('approved')
    expect([...(await listApprovals(db(), template)).keys()].sort()).toEqual(['other', 'w'])
    const ids = [template.workspaceId]
    const { decisions, total } = await listWordingDecisions(db(), ids, template.templateId, page)
    expect(total).toBe(4)
    expect(decisions[0]).toMatchObject({ wordingId: 'w', decision: 'approved', userName: '' })
  })

  test('it is of one template of one workspace', async () => {
    await say('approved')
    const { workspaceId } = await buildWorkspace(db())
    const foreign = { ...template, workspaceId }
    const other = { ...template, templateId: randomUUID() }
    for (const one of [foreign, other]) expect((await listApprovals(db(), one)).size).toBe(0)
    const { templateId } = template
    expect(await listWordingDecisions(db(), [workspaceId], templateId, page)).toMatchObject({
      total: 0,
    })
    expect(await listWordingDecisions(db(), [], templateId, page)).toMatchObject({ total: 0 })
    expect(await findWorkspaceOfDecisions(db(), [workspaceId], templateId)).toBeUndefined()
    expect(await findWorkspaceOfDecisions(db(), [], templateId)).toBeUndefined()
    expect(await findWorkspaceOfDecisions(db(), [template.workspaceId], templateId)).toBe(
      template.workspaceId,
    )
  })

  test('it goes with its workspace', async () => {
    await say('approved')
    await db().deleteFrom('workspaces').where('id', '=', template.workspaceId).execute()
    expect((await listApprovals(db(), template)).size).toBe(0)
  })
})
