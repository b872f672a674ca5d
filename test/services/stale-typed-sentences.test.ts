import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp, getLatestCheck } from '../support/check-in-app.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const table = 'table-14-3.1.docx'
const notes = 'notes.md'

/** Typed sentences, what their source said and says, and the sentence that follows it. */
const typed = [
  {
    was: '34 (55.7%)',
    is: '35 (57.4%)',
    before: 'With velorastat 15 mg, 34 subjects (55.7%) had any adverse event.',
    after: 'With velorastat 15 mg, 35 subjects (57.4%) had any adverse event.',
  },
  {
    was: '9 (14.8%)',
    is: '8 (13.1%)',
    before: 'Dizziness was more frequent with velorastat 15 mg (14.8%) than with placebo (3.3%).',
    after: 'Dizziness was more frequent with velorastat 15 mg (13.1%) than with placebo (3.3%).',
  },
  {
    was: 'The database was locked on 12 March 2024 at all sites.',
    is: 'The database was locked on 19 March 2024 at all sites.',
    before: 'The database was locked on 12 March 2024 at all sites.',
    after: 'The database was locked on 19 March 2024 at all sites.',
  },
] as const

function follow(text: string): string {
  return typed.reduce((all, { was, is }) => all.replaceAll(was, is), text)
}

describe('a document that was typed in Word, with sentences that a check finds in the sources', () => {
  let app: TestApp
  let documentId: string

  const sendDocument = async (sentences: readonly string[]) => {
    const bytes = buildDocx({ body: sentences.map((words) => paragraph(words)).join('') })
    const fields = documentId ? { document_id: documentId } : undefined
    const sent = await app.upload('/api/v1/documents/local', { name: 'typed.docx', bytes }, fields)
    expect(sent.status).toBe(201)
    documentId = addedLocalDocument.parse(await sent.json()).document_id
  }
  const sendSource = async (name: string, bytes: Uint8Array, fields: Record<string, string>) => {
    const sent = await app.upload('/api/v1/documents', { name, bytes }, fields)
    expect(sent.status).toBe(201)
    return addedSource.parse(await sent.json()).document_id
  }
  const find = ({ sentences }: Awaited<ReturnType<typeof checkInApp>>, words: string) =>
    sentences.find(({ text }) => text === words)

  beforeAll(async () => {
    app = await createTestApp()
    const [older, parts] = [await readExample(`study/sources/${table}`), 'word/document.xml']
    const written = new TextEncoder().encode(`# Conduct\n\n${typed[2].was}\n`)
    const tableId = await sendSource(table, older, { role: 'table' })
    const notesId = await sendSource(notes, written, { role: 'report' })
    await waitUntilIdle(app)
    await sendDocument(typed.map(({ before }) => before))
    const check = await checkInApp(app, documentId)
    for (const { before } of typed)
      expect(find(check, before)).toMatchObject({ state: 'supported', basis: 'retrieved' })
    const zip = readZip(older)
    const xml = follow(new TextDecoder().decode(zip.get(parts)))
    zip.set(parts, new TextEncoder().encode(xml))
    await sendSource(table, writeZip(zip), { document_id: tableId })
    const newer = new TextEncoder().encode(follow(new TextDecoder().decode(written)))
    await sendSource(notes, newer, { document_id: notesId })
    await waitUntilIdle(app)
  }, 120_000)
  afterAll(() => app.close())

  test('calls them stale where what was found is other words now, the old and the new beside', async () => {
    const check = await getLatestCheck(app, documentId)
    for (const { before, was, is } of typed) {
      const found = find(check, before)
      expect(found).toMatchObject({ state: 'supported', is_stale: true })
      expect(found?.stale).toMatchObject([{ state: 'changed', old: was, new: is, new_version: 2 }])
    }
    expect(check.stale).toBe(typed.length)
  })

  test('holds them against the newer version in the next check', async () => {
    const check = await checkInApp(app, documentId)
    for (const { before } of typed) {
      const found = find(check, before)
      expect(['contradicted', 'partly_supported']).toContain(found?.state)
      expect(found?.evidence.map((one) => one.document_source_version)).toContain(2)
    }
  })

  test('rests them on the newer version when they say what that says, and none is stale', async () => {
    await sendDocument(typed.map(({ after }) => after))
    const check = await checkInApp(app, documentId)
    for (const { after } of typed) {
      const found = find(check, after)
      expect(found).toMatchObject({ state: 'supported', is_stale: false, stale: [] })
      expect(found?.evidence.every((one) => one.document_source_version === 2)).toBe(true)
    }
    expect(check.stale).toBe(0)
  })
})
