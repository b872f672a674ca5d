import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  addedLocalDocument,
  documentDetails,
  downloadUrlResponse,
} from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { linkedTaskFile, taskFilesResponse } from '../../shared/contract/tasks.ts'
import { checkInApp } from '../support/check-in-app.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { testWith } from '../support/requirements.ts'
import { createAppWithReport } from '../support/run-in-app.ts'
import { findNewFaults, validateDocx } from '../support/validate-docx.ts'

let app: TestApp
let documentId: string
beforeAll(async () => {
  ;({ app, documentId } = await createAppWithReport('audit'))
})
afterAll(() => app.close())

/** Without a key, as whoever has the link. */
const follow = async (url: string) => {
  const response = await app.request(url, { headers: { 'X-API-Key': '' } })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}
const stepDocument = (step: string) => app.request(`/tasks/1/steps/${step}/document`)
const linkOf = async (step: string) =>
  downloadUrlResponse.parse(await (await stepDocument(step)).json())
const bytesOf = async (step: string) => follow((await linkOf(step)).download_url)
const partOf = (docx: Uint8Array, name: string) =>
  strFromU8(unzipSync(docx)[name] ?? new Uint8Array())
const wordsOf = (xml: string) => xml.replace(/<\/w:p>|<w:br\/>/g, '\n').replace(/<[^>]+>/g, '')
const readText = async (docx: Uint8Array) => {
  const result = await app.deps.reader.readSource(docx, 'a.docx')
  return result.outcome === 'read' ? result.sourceText.text : result.reason
}

describe('the documents of a task’s steps', () => {
  test('steps that make none are a 501, no step and no task a 404', async () => {
    for (const step of ['extract', 'ingest', 'orchestrate', 'review_step']) {
      const response = await stepDocument(step)
      expect(problemDetails.parse(await response.json())).toMatchObject({
        status: 501,
        code: 'step_without_document',
        detail: 'Document not available for this step',
      })
    }
    expect((await stepDocument('nonsense')).status).toBe(404)
    expect((await app.request('/tasks/999/steps/outline/document')).status).toBe(404)
    expect((await app.request('/tasks/999/files')).status).toBe(404)
  })

  test('the outline is the source plan: rules, passages word for word, file and place', async () => {
    const { file_name: name } = await linkOf('outline')
    expect(name).toMatch(/ source plan\.docx$/)
    const plan = await bytesOf('outline')
    expect(plan).toEqual(await bytesOf('outline'))
    const words = wordsOf(partOf(plan, 'word/document.xml')).replaceAll('&amp;', '&')
    const outline = await app.request(`/api/v1/mrt-outlines/${documentId}`)
    const { sections } = (await outline.json()) as {
      sections: {
        section_id: string
        rules: { rule_text: string; evidence: { text: string; document_name: string }[] }[]
      }[]
    }
    for (const { section_id: title, rules } of sections) {
      expect(words).toContain(title)
      for (const { evidence } of rules) {
        for (const { text, document_name: source } of evidence) {
          expect(words).toContain(source)
          expect(words).toContain(text.split(/[\n\t]/)[0]?.slice(0, 500))
        }
      }
    }
  })

  test('generate gives the document itself', async () => {
    const file = await app.request(`/api/v1/documents/${documentId}/file`)
    expect(await bytesOf('generate')).toEqual(new Uint8Array(await file.arrayBuffer()))
  })

  test('the review has the state and reason at each sentence that is not plainly supported', async () => {
    const check = await checkInApp(app, documentId)
    const remarked = check.sentences.filter(
      ({ state }) => !['supported', 'house_text', 'not_a_claim'].includes(state),
    )
    const review = await bytesOf('review_step')
    const comments = partOf(review, 'word/comments.xml').split('<w:comment ').slice(1)
    expect(comments[0]).toContain(`${check.total} sentences and table cells`)
    expect(comments[0]).toContain(`Supported: ${check.counts['supported']}`)
    expect(comments.length).toBe(remarked.length + 1)
    const document = partOf(review, 'word/document.xml')
    for (const [index, one] of remarked.entries()) {
      const comment = comments[index + 1] ?? ''
      const id = /w:id="(\d+)"/.exec(comment)?.[1]
      expect(wordsOf(`<${comment}`)).toContain(one.reason.text.slice(0, 40).split(/[&<>]/)[0])
      const [, between = ''] = document.split(`<w:commentRangeStart w:id="${id}"/>`)
      const marked = wordsOf(between.split(`<w:commentRangeEnd w:id="${id}"/>`)[0] ?? '')
      expect(marked.replace(/&amp;/g, '&').replace(/\s/g, '')).toBe(one.text.replace(/\s/g, ''))
    }
    const whole = await bytesOf('generate')
    expect(await readText(review)).toBe(await readText(whole))
  })

  testWith('ooxmlValidator', 'plan and review are valid Office Open XML', async () => {
    expect(await validateDocx(await bytesOf('outline'))).toEqual([])
    expect(await findNewFaults(await bytesOf('generate'), await bytesOf('review_step'))).toEqual([])
  })
})

describe('the files of a task', () => {
  test('are its sources and what it has made, each to be had by its id', async () => {
    const response = await app.request('/tasks/1/files')
    const { files, total } = taskFilesResponse.parse(await response.json())
    expect(total).toBe(files.length)
    expect(files.map(({ kind }) => kind)).toEqual([
      ...Array<string>(total - 3).fill('source'),
      'outline',
      'document',
      'review',
    ])
    for (const file of files) {
      const one = await app.request(`/files/${file.file_id}`)
      const { download_url: url, ...rest } = linkedTaskFile.parse(await one.json())
      expect(rest).toMatchObject(file)
      expect((await follow(url)).length).toBeGreaterThan(0)
    }
  })

  test('a link that was changed, or is an hour old, gives nothing', async () => {
    const { download_url: url } = await linkOf('outline')
    const changed = url.replace(/expires=\d/, 'expires=9')
    expect((await app.request(changed)).status).toBe(403)
    const later = new Date(Date.now() + 3_601_000).toISOString()
    const clock = vi.spyOn(app.deps.clock, 'now').mockReturnValue(later)
    expect((await app.request(url)).status).toBe(410)
    clock.mockRestore()
  })
})

test('the details of a document have every field of a source, whatever its kind', async () => {
  const describeOne = async (id: string) =>
    documentDetails.parse(await (await app.request(`/api/v1/documents/${id}`)).json())
  const generated = await describeOne(documentId)
  const source = await describeOne(generated.sources[0]?.document_id ?? '')
  const bytes = await bytesOf('generate')
  const sent = await app.upload('/api/v1/documents/local', { name: 'Mine.docx', bytes })
  const local = await describeOne(addedLocalDocument.parse(await sent.json()).document_id)
  for (const one of [generated, source, local]) {
    expect(one).toMatchObject({ source_type: 'upload', workspace_id: app.workspaceId })
    expect(one.size_bytes).toBeGreaterThan(1000)
    expect(one.versions.at(-1)).toMatchObject({ number: 1, size_bytes: one.size_bytes })
    expect(one.chunk_count).toBeGreaterThan(0)
  }
  expect([generated, source, local].map(({ kind, status }) => [kind, status])).toEqual([
    ['generated', 'Ready'],
    ['source', 'completed'],
    ['local', 'Ready'],
  ])
  const cited = generated.sections.filter(({ citations }) => citations > 0)
  expect(cited.length).toBeGreaterThan(5)
  const claims = Object.values(generated.quality?.claims ?? {})
  const check = await checkInApp(app, documentId)
  expect(claims.reduce((sum, count) => sum + count, 0)).toBe(check.total)
  expect(generated.quality?.sections).toBe(13)
  expect(generated.quality?.gaps).toMatchObject([{ section_id: expect.any(String) as string }])
})
