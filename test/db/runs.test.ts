import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Draft } from '../../shared/model/draft.ts'
import { insertCitations, listCitations, type StoredCitation } from '../../server/db/citations.ts'
import {
  countSections,
  insertOutline,
  listSections,
  storeDraft,
} from '../../server/db/run-sections.ts'
import { appendEvent, getRun, listEvents, updateRun } from '../../server/db/runs.ts'
import { takeTaskNumber } from '../../server/db/tenants.ts'
import {
  buildDocument,
  buildRun,
  buildSourceText,
  buildVersion,
  buildWorkspace,
} from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'

describeOnEachDatabase('the stored runs', (db) => {
  const build = async () => {
    const { workspaceId } = await buildWorkspace(db())
    const document = await buildDocument(db(), workspaceId, { kind: 'generated' })
    return { workspaceId, run: await buildRun(db(), workspaceId, document.id) }
  }

  test('progress never falls', async () => {
    const { run } = await build()
    await updateRun(db(), run.id, { progress: 40, updatedAt: at })
    await updateRun(db(), run.id, { progress: 10, updatedAt: at })
    expect((await getRun(db(), run.id)).progress).toBe(40)
  })

  test('events come back in the order in which they were stored, from any place', async () => {
    const { run } = await build()
    for (const step of ['extract', 'ingest', 'outline']) {
      await db()
        .transaction()
        .execute((trx) =>
          appendEvent(trx, run.id, { type: 'step.started', data: { step }, createdAt: at }),
        )
    }
    const all = await listEvents(db(), run.id, 0)
    expect(all.map(({ data }) => data['step'])).toEqual(['extract', 'ingest', 'outline'])
    expect((await listEvents(db(), run.id, all[0]?.sequence ?? 0)).length).toBe(2)
  })

  test('a section is stored once: the second draft changes nothing and says so', async () => {
    const { run } = await build()
    const outline = [{ sectionId: 'Safety', choices: [] }]
    await db()
      .transaction()
      .execute((trx) => insertOutline(trx, run.id, outline))
    const store = (ruleId: string) =>
      db()
        .transaction()
        .execute((trx) => {
          const draft: Draft = {
            sectionId: 'Safety',
            outputs: [{ ruleId, result: { outcome: 'omitted', reason: 'because' } }],
          }
          return storeDraft(trx, run.id, draft, at)
        })
    expect(await store('1.1')).toBe(true)
    expect(await store('1.2')).toBe(false)
    const [section] = await listSections(db(), run.id)
    expect(section?.draft?.outputs[0]?.ruleId).toBe('1.1')
    expect(await countSections(db(), run.id)).toEqual({ total: 1, done: 1 })
  })

  test('task numbers count up in each workspace on its own', async () => {
    const one = (await build()).workspaceId
    const other = (await build()).workspaceId
    const take = (id: string) =>
      db()
        .transaction()
        .execute((trx) => takeTaskNumber(trx, id))
    expect([await take(one), await take(one), await take(other)]).toEqual([1, 2, 1])
  })

  test('citations of text and of data come back as they were stored, however many', async () => {
    const { workspaceId, run } = await build()
    const source = await buildDocument(db(), workspaceId)
    const version = await buildVersion(db(), source.id)
    const { id } = await buildSourceText(db(), version.id, 'Eighty-six subjects')
    const cell = {
      tableNumber: '14-1.01',
      rowPath: ['Safety'],
      columnPath: ['Placebo'],
      part: 'count' as const,
    }
    const text: StoredCitation = {
      id: randomUUID(),
      sectionId: 'Safety',
      targetKey: '1.1/0/s0',
      position: 0,
      evidence: {
        kind: 'text',
        sourceTextId: id,
        range: { start: 0, end: 10 },
        quote: 'Eighty-six',
        cell,
      },
      transformations: [{ kind: 'format', from: 'Eighty-six', to: '86' }],
      formula: '',
    }
    const data: StoredCitation = {
      ...text,
      id: randomUUID(),
      position: 1,
      evidence: { kind: 'data', dataHash: 'd'.repeat(64), pointer: '/a', value: '1' },
      transformations: [],
      formula: 'a + b',
    }
    const many = Array.from({ length: 1200 }, (_, position) => ({
      ...data,
      id: randomUUID(),
      targetKey: '1.2/0/s0',
      position,
    }))
    await db()
      .transaction()
      .execute((trx) => insertCitations(trx, run.id, [text, data, ...many]))
    const stored = await listCitations(db(), run.id)
    expect(stored.slice(0, 2)).toEqual([text, data])
    expect(stored.length).toBe(1202)
  })
})
