import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findNextOutline, putNextOutline } from '../../server/db/document-outlines.ts'
import { deleteStyleGuide, findStyleGuide, putStyleGuide } from '../../server/db/style-guides.ts'
import {
  findTemplateVersion,
  getTemplateVersion,
  putTemplate,
  putVersionBeside,
  type StoredTemplateVersion,
} from '../../server/db/templates.ts'
import { isBlobUsed } from '../../server/db/removals.ts'
import { buildDocument, buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const createdAt = '2026-01-02T00:00:00.000Z'
const updatedAt = '2026-01-03T00:00:00.000Z'
const paragraphs: StoredTemplateVersion['paragraphs'] = []
const look = { styleNames: ['Quote'], fill: 'FFEECC', color: null }
const outline = {
  sections: [
    {
      name: 'Müller “quoted”',
      level: 2,
      text: 'For {{client}}.\nSigned.',
      rules: [{ kind: 'fixed', parameters: { text: 'One.' }, look, notes: { rule_mode: 'auto' } }],
      notes: { synopsis: 'What it is', examples: [1, null] },
    },
  ],
}

describeOnEachDatabase('the stored templates and style guides', (db) => {
  async function buildTemplate() {
    const { workspaceId } = await buildWorkspace(db())
    const template = { id: randomUUID(), workspaceId, name: 'Report', createdAt, updatedAt }
    const version = {
      id: randomUUID(),
      templateId: template.id,
      number: 1,
      blobHash: 'a'.repeat(64),
      paragraphs,
      outline,
      createdAt,
    }
    await db()
      .transaction()
      .execute((trx) => putTemplate(trx, { ...template, currentVersion: 1 }, version))
    return { workspaceId, template, version }
  }

  test('an outline comes back as it was stored, and a file has none', async () => {
    const { template, version } = await buildTemplate()
    expect(await getTemplateVersion(db(), template.id, 1)).toEqual(version)
    const file = { ...version, id: randomUUID(), number: 2, outline: null }
    await db()
      .transaction()
      .execute((trx) => putTemplate(trx, { ...template, currentVersion: 2 }, file))
    expect(await findTemplateVersion(db(), file.id)).toEqual(file)
  })

  test('outlines of runs stand beside the versions, each once, and hold their bytes', async () => {
    const { workspaceId, version } = await buildTemplate()
    const put = (blobHash: string) =>
      db()
        .transaction()
        .execute((trx) => putVersionBeside(trx, { ...version, id: randomUUID(), blobHash }))
    const first = await put('b'.repeat(64))
    const second = await put('c'.repeat(64))
    expect([first.number, second.number]).toEqual([0, -1])
    expect(await put('b'.repeat(64))).toEqual(first)
    // the same bytes as the template's own are of another outline all the same
    expect((await put(version.blobHash)).number).toBe(-2)
    expect(await findTemplateVersion(db(), second.id)).toEqual(second)
    expect(await isBlobUsed(db(), workspaceId, 'c'.repeat(64))).toBe(true)
  })

  test('an outline of a document’s next run stands once, and goes with its version', async () => {
    const { workspaceId, template, version } = await buildTemplate()
    const { id: documentId } = await buildDocument(db(), workspaceId)
    const source = { sourceTextId: 't', sourceHash: 'c'.repeat(64), range: { start: 0, end: 3 } }
    const givenPassages = [{ sectionId: 'Müller “quoted”', passages: [source] }]
    const next = { documentId, templateVersionId: version.id, givenPassages, createdAt }
    const put = (change: object) =>
      db()
        .transaction()
        .execute((trx) => putNextOutline(trx, { ...next, ...change }))
    await put({ givenPassages: [] })
    await put({ createdAt: updatedAt })
    expect(await findNextOutline(db(), documentId)).toEqual({ ...next, createdAt: updatedAt })
    await db().deleteFrom('templates').where('id', '=', template.id).execute()
    expect(await findNextOutline(db(), documentId)).toBeUndefined()
  })

  test('a style guide comes back as it was stored, in its workspace alone', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const foreign = (await buildWorkspace(db())).workspaceId
    const guide = {
      terms: [{ preferred: 'subject', forbidden: ['patient', 'Prüfling'] }],
      thousandsSeparator: 'none' as const,
      dateFormat: 'd MMMM yyyy',
    }
    const id = randomUUID()
    const stored = { id, workspaceId, name: 'House', version: 1, guide, createdAt, updatedAt }
    const put = (version: number, name: string) =>
      db()
        .transaction()
        .execute((trx) => putStyleGuide(trx, { ...stored, version, name }))
    await put(1, 'House')
    expect(await findStyleGuide(db(), [workspaceId], id)).toEqual(stored)
    expect(await findStyleGuide(db(), [foreign], id)).toBeUndefined()
    await put(2, 'Other')
    expect(await findStyleGuide(db(), [workspaceId], id)).toMatchObject({
      version: 2,
      name: 'Other',
    })
    await db()
      .transaction()
      .execute((trx) => deleteStyleGuide(trx, id))
    expect(await findStyleGuide(db(), [workspaceId], id)).toBeUndefined()
  })
})
