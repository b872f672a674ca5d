import type { Frame } from 'playwright-core'
import { expect, it } from 'vitest'
import { describe as describeRange } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { buildDocx, paragraph, run, table } from '../support/build-docx.ts'
import { changeBody } from '../support/edit-docx.ts'
import { readBytes } from '../support/read-built-docx.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { createWordDocument, WordDocument } from '../word-host/word-document.ts'
import { hangLength } from '../word-host/word-objects.ts'
import { describeInWord } from './in-word.ts'
import { createWordDriver } from './word-driver.ts'

const long = `Subjects ${'who met all of the criteria for inclusion, '.repeat(12)}were randomized.`

describeInWord('in spite of what Word really does', startDemoServer, (scene) => {
  it.each(['fails', 'finds nothing'] as const)(
    'search beyond 255 characters %s as in Word (office-js #31, #168, #731, #1726), and marking a long quote works all the same',
    async (longSearch) => {
      const text = [{ text: 'Results' }, { text: long }]
      const { frame, document } = await scene.driver.open(createWordDocument(text, { longSearch }))
      const searched = await frame.evaluate(searchBody, long)
      expect(searched).toBe(longSearch === 'fails' ? 'SearchStringInvalidOrTooLong' : '0 hits')
      expect(await mark(frame, bare(long))).toBe('marked')
      expect(document.textOf(document.selected, 'all')).toBe(long)
    },
  )

  it('a caret begins a code in a search, and words with carets are marked all the same', async () => {
    const { frame, document } = await scene.driver.open(
      createWordDocument([{ text: 'Plain' }, { text: 'An area of 10^3 mm^2 and of ^p.' }]),
    )
    expect(await frame.evaluate(searchBody, '10^3 mm')).toBe('0 hits')
    expect(await mark(frame, bare('10^3 mm^2 and of ^p'))).toBe('marked')
    expect(document.textOf(document.selected, 'all')).toBe('10^3 mm^2 and of ^p')
  })

  it('content controls lose their tags (office-js #1926, #2742, #2752, #2907, #2052), and the sources of the words stay recorded', async () => {
    const { text, bytes } = await readReport(scene.server)
    const identity = { documentId: scene.server.documentId, address: '', textMark: '' }
    const lost = new WordDocument(withoutTags(bytes), {
      settings: { sourcewright: JSON.stringify(identity) },
    })
    const { frame, document } = await scene.driver.open(lost)
    expect(await mark(frame, bare(text))).toBe('marked')
    expect(document.textOf(document.selected, 'final')).toBe(text)
    const traced = await frame.evaluate(async (selected_text) => {
      const { client, host } = hostPage
      const { signal } = new AbortController()
      const { documentId } = await host.editor.sendDocument(client, signal)
      const request = { document_id: documentId, selected_text, prefix: '', suffix: '' }
      return client.findSources(request)
    }, text)
    expect(traced.sources[0]).toMatchObject({ basis: 'recorded' })
  })

  it('paragraph ids differ between sessions (ParagraphChangedEventArgs, WordApi 1.6), and a quote of one session is found in the next', async () => {
    const bytes = createWordDocument([{ text: 'Results' }, { text: long }]).save()
    const sessions = [new WordDocument(bytes), new WordDocument(bytes)]
    const ids = sessions.map((document) => document.localIdOf(document.marks[1]!))
    expect(ids[0]).not.toBe(ids[1])
    const first = await scene.driver.open(sessions[0]!)
    await first.select('were randomized')
    await first.frame.waitForFunction('hostPage.selections.length > 0')
    const [selector] = await first.frame.evaluate(() => hostPage.selections)
    const second = await scene.driver.open(sessions[1]!)
    expect(await mark(second.frame, selector!)).toBe('marked')
    expect(sessions[1]!.selection).toEqual(sessions[0]!.selection)
  })

  it.each([true, false])(
    'the text around tracked changes has the deletions or not (office-js #5334, #5672, #3913; here: %s), and the final text is what counts',
    async (showsDeletions) => {
      const text = [{ text: 'Of 182 subjects, 170 completed; of 182 subjects, 12 withdrew.' }]
      const { frame, document } = await scene.driver.open(
        createWordDocument(text, { showsDeletions }),
      )
      document.changeTrackingMode = 'TrackAll'
      document.replace(document.find('182 subjects, 170'), '183 patients, 171')
      const quote = { exact: '183 patients, 171 completed; of 182', prefix: 'Of ', suffix: '' }
      expect(await mark(frame, quote)).toBe('marked')
      expect(document.textOf(document.selected, 'final')).toBe(quote.exact)
      expect(await mark(frame, bare('182 subjects'))).toBe('marked')
      expect(document.textOf(document.selected, 'final')).toBe('182 subjects')
      expect(await mark(frame, bare('182 subjects, 170 completed'))).toBe('gone')
    },
  )

  it('insertOoxml marks all that stood in a range (office-js #334), and a note leaves the words untouched', async () => {
    const text = [{ text: 'Of 182 subjects, 170 completed.' }]
    const spoilt = await scene.driver.open(createWordDocument(text))
    spoilt.document.changeTrackingMode = 'TrackAll'
    spoilt.document.select(spoilt.document.find('182 subjects'))
    await spoilt.frame.evaluate(writeAnew, '<w:p><w:r><w:t>182 subjects</w:t></w:r></w:p>')
    expect(spoilt.document.trackedChanges.map(({ kind }) => kind)).toEqual(['del', 'ins'])

    const { frame, document } = await scene.driver.open(createWordDocument(text))
    const report = await frame.evaluate(
      (selector) => hostPage.host.editor.addNote(selector, { kind: 'footnote', text: 'Table 1' }),
      bare('182 subjects'),
    )
    expect(report).toEqual({ outcome: 'applied', isTracked: true })
    expect(document.trackedChanges).toEqual([{ kind: 'ins', text: '\u0002' }])
  })

  it('a body hangs that is loaded at once near 64,000 characters (office-js #719), and a longer document is read in pages', async () => {
    const text = Array.from({ length: 800 }, (_, at) => ({
      text: `Paragraph ${at} says of the subjects that ${at} of them met all of the criteria, as planned.`,
    }))
    const { frame, document } = await scene.driver.open(createWordDocument(text))
    expect(document.text.length).toBeGreaterThan(hangLength)
    expect(await frame.evaluate(loadBody)).toBe('hangs')
    expect(await mark(frame, bare('subjects that 612 of them'))).toBe('marked')
    expect(document.textOf(document.selected, 'all')).toBe('subjects that 612 of them')
  })

  it('a range that is tracked lives on when its words are typed over, and what is selected then is said to be edited', async () => {
    const { frame, document, select } = await scene.driver.open(
      createWordDocument([{ text: 'Of 182 subjects, 170 completed.' }]),
    )
    await select('182 subjects')
    await frame.waitForFunction("hostPage.selections.at(-1)?.exact === '182 subjects'")
    const selector = await frame.evaluate(() => hostPage.selections.at(-1)!)
    document.replace(document.find('82'), '83')
    document.selection = { start: 0, end: 0 }
    expect(await mark(frame, selector)).toBe('edited')
    expect(document.textOf(document.selected, 'final')).toBe('183 subjects')
  })

  it('events of the selection come often and carry nothing, and the selection is read once it stands still', async () => {
    const { page, frame, document } = await scene.driver.open(
      createWordDocument([{ text: 'Of 182 subjects, 170 completed.' }]),
    )
    document.select(document.find('182 subjects'))
    await frame.evaluate(() => (hostPage.selections.length = 0))
    document.select(document.find('170 completed'))
    // all at once: from outside the page, a busy machine may need as long for each as it takes to stand still
    await page.evaluate(
      "for (let times = 0; times < 5; times++) fire('documentSelectionChanged', { Version: 1 })",
    )
    await frame.waitForFunction("hostPage.selections.at(-1)?.exact === '170 completed'")
    const told = await frame.evaluate(() => hostPage.selections.map(({ exact }) => exact))
    expect(told.length).toBeLessThan(5)
  })

  it('Word’s text is another than a reader’s: list numbers, field codes, the marks of notes and cells, soft hyphens; a reader’s quote is marked all the same', async () => {
    const bytes = buildDocx({ body: strangeBody, footnotes, numbering })
    const { frame, document } = await scene.driver.open(bytes)
    const { text } = readBytes(bytes)
    expect(document.text).toContain('\u0013 PAGE \u0014')
    expect(document.text).toContain('91\r\u0007')
    for (const words of [
      'See page 3 for the subjects of the table, and one more.',
      'Placebo',
      '91',
    ]) {
      const start = text.indexOf(words)
      const { quote } = describeRange(text, { start, end: start + words.length })
      expect([words, start >= 0, await mark(frame, quote)]).toEqual([words, true, 'marked'])
      const shown = document.textOf(document.selected, 'final')
      // eslint-disable-next-line no-control-regex -- these controls are how Word's text spells its marks
      expect(shown.replace(/\u0013.*?\u0014|[\u0002\u0015\u001f]/g, '')).toBe(words)
    }
  })

  it('paragraph events need WordApi 1.6, and tell of what the writer types', async () => {
    const heard = await createWordDriver(scene.browser, scene.server, { hasEvents: true })
    const document = createWordDocument([{ text: 'Of 182 subjects, 170 completed.' }])
    const { frame } = await heard.open(document)
    expect(await frame.evaluate(() => hostPage.host.editor.abilities.changeEvents)).toBe(true)
    const type = async () => {
      document.replace(document.find('170 '), '170 ')
      return frame.evaluate(() => hostPage.changes)
    }
    // the pane hears nothing until Word has taken its handlers
    await expect.poll(type, { interval: 2_000 }).toBeGreaterThan(0)

    const older = createWordDocument([{ text: 'Words' }], { wordApi: '1.5' })
    const deaf = await heard.open(older)
    expect(await deaf.frame.evaluate(() => hostPage.host.editor.abilities.changeEvents)).toBe(false)
  })
})

function bare(exact: string): TextQuoteSelector {
  return { exact, prefix: '', suffix: '' }
}

function mark(frame: Frame, selector: TextQuoteSelector) {
  return frame.evaluate((quote) => hostPage.host.markQuote(quote), selector)
}

/** Runs in the page: how many hits Word finds, or the code that it fails with. */
function searchBody(query: string): Promise<string> {
  return Word.run(async (context) => {
    const hits = context.document.body.search(query)
    hits.load('items/text')
    await context.sync()
    return `${hits.items.length} hits`
  }).catch((error: OfficeExtension.Error) => error.code)
}

/** Runs in the page. */
function writeAnew(xml: string): Promise<void> {
  return Word.run(async (context) => {
    context.document.getSelection().insertOoxml(xml, 'Replace')
    await context.sync()
  })
}

/** Runs in the page: Word answers a later question, and this one never. */
async function loadBody(): Promise<string> {
  const whole = Word.run(async (context) => {
    context.document.body.load('text')
    await context.sync()
    return 'is read'
  })
  const later = Word.run(async (context) => {
    context.document.getSelection().load('text')
    await context.sync()
    return 'hangs'
  })
  return Promise.race([whole, later])
}

type Report = { readonly text: string; readonly bytes: Uint8Array }

/** The study's report with one of its cited sentences that stands in it once. */
async function readReport({ url, apiKey, documentId }: DemoServer): Promise<Report> {
  const headers = { 'X-API-Key': apiKey }
  const path = `${url}/api/v1/documents/${documentId}`
  const ledger = await (await fetch(`${path}/ledger`, { headers })).json()
  const file = await fetch(`${path}/file?format=docx`, { headers })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { finalText } = new WordDocument(bytes)
  const row = (ledger.rows as { kind: string; text: string; source: string | null }[]).find(
    ({ kind, text, source }) =>
      kind === 'sentence' && source !== null && finalText.split(text).length === 2,
  )
  return { text: row?.text ?? '', bytes }
}

function withoutTags(bytes: Uint8Array): Uint8Array {
  return changeBody(bytes, (xml) => xml.replace(/<w:tag [^>]*\/>/g, ''))
}

const field = (inner: string) => `<w:r>${inner}</w:r>`
const fieldMark = (type: string) => field(`<w:fldChar w:fldCharType="${type}"/>`)
const strangeBody = [
  paragraph('Results', 'Heading1'),
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run('See page ')}${fieldMark('begin')}${field('<w:instrText> PAGE </w:instrText>')}${fieldMark('separate')}${run('3')}${fieldMark('end')}${run(' for the sub')}${field('<w:softHyphen/>')}${run('jects of the table')}${field('<w:footnoteReference w:id="2"/>')}${run(', and one more.')}</w:p>`,
  table([
    ['Group', 'Subjects'],
    ['Placebo', '91'],
  ]),
].join('')
const footnotes = `<w:footnote w:id="2">${paragraph('A note.')}</w:footnote>`
const numbering =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
