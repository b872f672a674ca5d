import { strFromU8, strToU8 } from 'fflate'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckResponse } from '../../shared/contract/checks.ts'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph, standardStyles, table } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { generateExample, waitUntilIdle } from '../support/run-in-app.ts'
import { listTargets } from '../../server/db/citations.ts'
import { getDocument } from '../../server/db/documents.ts'
import { findVersion } from '../../server/db/document-versions.ts'
import { findFoundClaims } from '../../server/db/found-claims.ts'
import { findSourceTextOfVersion } from '../../server/db/source-texts.ts'

async function send(app: TestApp, bytes: Uint8Array, documentId?: string): Promise<string> {
  const fields = documentId ? { document_id: documentId } : undefined
  const added = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes }, fields)
  expect(added.status).toBe(201)
  return addedLocalDocument.parse(await added.json()).document_id
}

const whatIsFound = ({ sentences, counts, inconsistencies, searched }: CheckResponse) => ({
  sentences,
  counts,
  inconsistencies,
  searched,
})

/** A transaction reads what is stored; without one, what was kept at hand when it was stored is given. */
async function expectKeptAsStored(app: TestApp, documentId: string): Promise<void> {
  const { db } = app.deps
  const document = await getDocument(db, documentId)
  const version = await findVersion(db, documentId, document.currentVersion)
  const read = async (from: typeof db) => ({
    reading: await findSourceTextOfVersion(from, version?.id ?? ''),
    targets: await listTargets(from, version?.id ?? ''),
    found: await findFoundClaims(from, documentId),
  })
  const kept = await read(db)
  expect(kept.targets).not.toEqual([])
  expect(kept).toStrictEqual(await db.transaction().execute(read))
}

describe('a check after edits finds what a check of the whole document finds', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
    const source = [sentences[0], sentences[2]].map((one) => paragraph(one ?? '')).join('')
    const cells = [
      ['Event', 'Placebo', 'Drug'],
      ['Nausea', '14', '20'],
      ['Pain', '9', '8'],
    ]
    const body = `${source}${paragraph('Table 1. Events by arm', 'Caption')}${table(cells, 1)}`
    const bytes = buildDocx({ body, styles: standardStyles })
    await app.upload('/api/v1/documents', { name: 'source.docx', bytes })
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  const sentences = [
    'Nausea was reported by 14 patients.',
    'Nausea was reported by 41 patients.',
    'Pain was reported by 9 patients. No patient died.',
    'The roof of the northern annex leaks heavily after rain.',
    'Table 1. Events by arm',
  ]
  const styles = ['', '', 'Heading1', 'Heading2', 'Caption']
  const line = fc
    .tuple(fc.constantFrom(...sentences), fc.constantFrom(...styles))
    .map(([text, style]) => paragraph(text, style))
  const rows = fc.constantFrom(
    [
      ['Event', 'Placebo', 'Drug'],
      ['Nausea', '14', '20'],
      ['Pain', '9', '8'],
    ],
    [
      ['Event', 'Placebo', 'Drug'],
      ['Nausea', '41', '20'],
      ['Pain', '9', '8'],
    ],
    [
      ['Nausea', 'Placebo', 'Drug'],
      ['Nausea', 'Nausea', '9'],
    ],
  )
  const grid = fc.tuple(rows, fc.nat(1)).map(([cells, heads]) => table(cells, heads))
  const piece = fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: grid })
  const edit = fc.record({
    at: fc.nat(7),
    dropped: fc.nat(2),
    added: fc.array(piece, { maxLength: 2 }),
  })

  test('in a document from Word', async () => {
    const build = (pieces: readonly string[]) =>
      buildDocx({ body: pieces.join(''), styles: standardStyles })
    const start = fc.array(piece, { minLength: 1, maxLength: 7 })
    const edits = fc.array(edit, { minLength: 1, maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(start, edits, async (pieces, list) => {
        const id = await send(app, build(pieces))
        await checkInApp(app, id)
        let now = pieces
        for (const { at, dropped, added } of list) {
          now = now.toSpliced(at, dropped, ...added)
          // a document without a word is not read
          if (now.length === 0) now = [paragraph('No patient died.')]
          await send(app, build(now), id)
          const found = whatIsFound(await checkInApp(app, id))
          const whole = await checkInApp(app, await send(app, build(now)))
          expect(found).toEqual(whatIsFound(whole))
        }
      }),
      { numRuns: 12 },
    )
  }, 300_000)

  test('where words become the caption of a table', async () => {
    const words = 'Nausea was reported by 14 patients.'
    const cells = table(
      [
        ['Event', 'Placebo'],
        ['Nausea', '14'],
      ],
      1,
    )
    const build = (style: string) =>
      buildDocx({ body: paragraph(words, style) + cells, styles: standardStyles })
    const id = await send(app, build(''))
    const [said] = (await checkInApp(app, id)).sentences
    await send(app, build('Caption'), id)
    const [named] = (await checkInApp(app, id)).sentences
    expect([said?.text, said?.state]).toEqual([words, 'supported'])
    expect([named?.text, named?.state]).toEqual([words, 'not_a_claim'])
  })

  test('in a report whose sources are recorded', async () => {
    const { documentId } = await generateExample(app, 'audit')
    const response = await app.request(`/api/v1/documents/${documentId}/file`)
    const parts = readZip(new Uint8Array(await response.arrayBuffer()))
    const xml = strFromU8(parts.get('word/document.xml') ?? new Uint8Array())
    const words = Array.from(xml.matchAll(/<w:t(?: [^>]*)?>([^<]{4,})<\/w:t>/g), (match) => match)
    const change = fc.record({ at: fc.nat(words.length - 1), to: fc.constantFrom('7', 'not ', '') })
    const changed = (list: readonly { readonly at: number; readonly to: string }[]) =>
      list
        .toSorted((a, b) => b.at - a.at)
        .reduce((all, { at, to }) => {
          const match = words[at]
          const start = (match?.index ?? 0) + (match?.[0].indexOf('>') ?? 0) + 1
          return `${all.slice(0, start)}${to}${all.slice(start + 1)}`
        }, xml)
    await checkInApp(app, documentId)
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (list) => {
        const edited = new Map(parts).set('word/document.xml', strToU8(changed(list)))
        await send(app, writeZip(edited), documentId)
        const found = whatIsFound(await checkInApp(app, documentId))
        await expectKeptAsStored(app, documentId)
        await app.deps.db.deleteFrom('checks').execute()
        await app.deps.db.deleteFrom('claim_verdicts').execute()
        expect(found).toEqual(whatIsFound(await checkInApp(app, documentId)))
      }),
      { numRuns: 6 },
    )
  }, 300_000)
})
