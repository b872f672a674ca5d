import { strFromU8 } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZip } from '../../server/formats/zip.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { sourcesResponse, type SourcesResponse } from '../../shared/contract/sources.ts'
import { type TestApp } from '../support/create-test-app.ts'
import { changeBody } from '../support/edit-docx.ts'
import { createAppWithReport } from '../support/run-in-app.ts'

let app: TestApp
let documentId: string
let xml: string
let written: Uint8Array
/** Cited sentences that stand alone in a run of the file, longest first; each is edited once. */
let sentences: readonly string[]

beforeAll(async () => {
  ;({ app, documentId } = await createAppWithReport('study'))
  const response = await app.request(`/api/v1/documents/${documentId}/file`)
  written = new Uint8Array(await response.arrayBuffer())
  xml = strFromU8(readZip(written).get('word/document.xml') ?? new Uint8Array())
  const ledger = await app.request(`/api/v1/documents/${documentId}/ledger`)
  const { rows } = ledgerResponse.parse(await ledger.json())
  const cited = rows.filter(({ kind, source_id }) => kind === 'sentence' && source_id !== null)
  sentences = [...new Set(cited.map(({ text }) => text))]
    .filter((text) => text.split(' ').length > 8 && xml.split(`>${text}</w:t>`).length === 2)
    .toSorted((a, b) => b.length - a.length)
})
afterAll(() => app.close())

const trace = async (request: Record<string, unknown>) => {
  const body = { document_id: documentId, ...request }
  const response = await app.post('/get-sources-for-selected-text', body)
  return sourcesResponse.parse(await response.json())
}
const sendAgain = async (change: (xml: string) => string) => {
  const file = { name: 'edited.docx', bytes: changeBody(written, change) }
  const response = await app.upload('/api/v1/documents/local', file, { document_id: documentId })
  expect(response.status).toBe(201)
}
const placesOf = ({ sources }: SourcesResponse) =>
  sources.map((one) => [one.document_source_id, one.basis, one.start_char, one.end_char])

/** The sources of a sentence before an edit and of its new words behind it; `edited` as it stands then. */
async function compare(sentence: string, edited: string, change: (xml: string) => string) {
  const before = await trace({ selected_text: sentence })
  await sendAgain(change)
  return { before, after: await trace({ selected_text: edited }) }
}

const isEdited = ({ sources }: SourcesResponse) =>
  sources.length > 0 && sources.every(({ claim_state }) => claim_state === 'edited_since_check')

test('a moved paragraph takes its sources along', async () => {
  const paragraphs = xml.match(/<w:p[ >](?:(?!<\/w:p>).)*<\/w:p>/gs) ?? []
  for (const sentence of sentences.slice(0, 2)) {
    const paragraph = paragraphs.find((one) => one.includes(`>${sentence}</w:t>`)) ?? ''
    const { before, after } = await compare(sentence, sentence, (all) =>
      all.replace(paragraph, '').replace('<w:body>', () => `<w:body>${paragraph}`),
    )
    expect(before.sources.length).toBeGreaterThan(0)
    expect(placesOf(after)).toEqual(placesOf(before))
  }
})

test('a changed digit keeps the recorded sources, and says that the words were edited since', async () => {
  const numbered = sentences
    .slice(7)
    .filter((sentence) => /\d/.test(sentence))
    .slice(0, 2)
  expect(numbered).toHaveLength(2)
  for (const sentence of numbered) {
    const edited = sentence.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
    const { before, after } = await compare(sentence, edited, (all) =>
      all.replace(sentence, edited),
    )
    expect(placesOf(after)).toEqual(placesOf(before))
    expect(isEdited(after)).toBe(true)
  }
})

test('so does a word that was typed anew', async () => {
  for (const sentence of sentences.slice(2, 4)) {
    const word = sentence.split(' ').find((one) => /^[a-z]{6,}$/.test(one)) ?? ''
    const edited = sentence.replace(word, 'otherwise')
    const { before, after } = await compare(sentence, edited, (all) =>
      all.replace(sentence, edited),
    )
    expect(placesOf(after)).toEqual(placesOf(before))
    expect(isEdited(after)).toBe(true)
  }
})

test('a sentence that was split into two keeps its sources for both parts', async () => {
  for (const sentence of sentences.slice(4, 6)) {
    const words = sentence.split(' ')
    const middle = Math.floor(words.length / 2)
    const [head, tail] = [words.slice(0, middle).join(' '), words.slice(middle).join(' ')]
    const edited = `${head}. It was ${tail}`
    const { before, after } = await compare(sentence, `${head}.`, (all) =>
      all.replace(sentence, edited),
    )
    expect(placesOf(after)).toEqual(placesOf(before))
    expect(isEdited(after)).toBe(true)
    expect(placesOf(await trace({ selected_text: `It was ${tail}` }))).toEqual(placesOf(before))
  }
})

test('a tracked change is read as it will be once it is accepted', async () => {
  const sentence = sentences[6] ?? ''
  const [word = ''] = sentence.split(' ').slice(2)
  const [head, tail] = sentence.split(` ${word} `)
  const run = (text: string, tag = 'w:t') => `<${tag} xml:space="preserve">${text}</${tag}>`
  const author = 'w:id="9000" w:author="A" w:date="2026-01-01T00:00:00Z"'
  const tracked =
    `${run(`${head} `)}</w:r><w:del ${author}><w:r>${run(word, 'w:delText')}</w:r></w:del>` +
    `<w:ins ${author}><w:r>${run('newly')}</w:r></w:ins><w:r>${run(` ${tail}`)}`
  const whole = new RegExp(`<w:t[^>]*>${sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}</w:t>`)
  const { before, after } = await compare(sentence, `${head} newly ${tail}`, (all) =>
    all.replace(whole, () => tracked),
  )
  expect(placesOf(after)).toEqual(placesOf(before))
  expect(isEdited(after)).toBe(true)
})

test('a sentence that was taken out and put back has its sources again, after whatever edits', async () => {
  const sentence = sentences[0] ?? ''
  const before = await trace({ selected_text: sentence })
  await sendAgain((all) => all.replace(sentence, 'Something else.'))
  const edited = sentence.replace(/ \S+ /, ' otherwise ')
  await sendAgain((all) => all.replace(sentence, edited))
  const after = await trace({ selected_text: edited })
  expect(placesOf(after)).toEqual(placesOf(before))
  expect(isEdited(after)).toBe(true)
})

test('a sentence stays edited when something else is edited next, until it is as it was', async () => {
  const [sentence = '', other = ''] = sentences.slice(4)
  const edited = sentence.replace(/ \S+ /, ' otherwise ')
  await sendAgain((all) => all.replace(sentence, edited))
  await sendAgain((all) => all.replace(sentence, edited).replace(other, 'Something else.'))
  expect(isEdited(await trace({ selected_text: edited }))).toBe(true)
  await sendAgain((all) => all.replace(other, 'Something else.'))
  const after = await trace({ selected_text: sentence })
  expect(after.sources.map(({ claim_state }) => claim_state)).toContain('not_checked')
})

test('an answer that the limit cuts says how many sources there are', async () => {
  const response = await app.post('/get-sections-for-document', { document_id: documentId })
  const { sections } = (await response.json()) as { sections: { section_id: string }[] }
  for (const section of sections) {
    const all = await trace({ section_id: section.section_id, limit: 50 })
    const cut = await trace({ section_id: section.section_id, limit: 1 })
    expect(all.total).toBeGreaterThanOrEqual(all.sources.length)
    expect(cut.total).toBe(all.total)
    expect(cut.sources).toEqual(all.sources.slice(0, 1))
  }
  expect(sections.length).toBeGreaterThan(5)
})
