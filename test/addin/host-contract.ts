import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readZip } from '../../server/formats/zip.ts'
import { descendants, parseXml, textContent } from '../../server/formats/xml.ts'
import { describe, type PositionHint } from '../../shared/text/describe.ts'
import { foldText } from '../../shared/text/fold.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { WordDocument } from '../word-host/word-document.ts'
import { defineLedgerContract } from './ledger-contract.ts'
import { launchBrowser } from './open-pane.ts'

/** How a test reaches a document through its host: what a writer does and sees there. */
export type HostDriver = {
  /** Opens a .docx of the server's workspace, in place of the one before, beside a page that holds the host (host-page.ts). */
  open(bytes: Uint8Array): Promise<OpenDocumentOfHost>
}

export type OpenDocumentOfHost = {
  /** Where `hostPage` is, connected to the server. */
  readonly frame: Frame | Page
  /** Selects words as the writer does; `occurrence` counts from 0. */
  select(words: string, occurrence?: number): Promise<void>
  /** The words that stand out. */
  readMarked(): Promise<string>
  /** Types other words in place of words, as the writer does; undefined where the host lets nobody. */
  readonly edit: ((words: string, replacement: string) => Promise<void>) | undefined
  /** Takes the last edit back, as the writer does. */
  undo(edit: EditToUndo): Promise<void>
}

/** What a writer sees of an edit: words that stand behind others, and what they were. */
export type EditToUndo = { readonly words: string; readonly before: string; readonly was: string }

export type CreateDriver = (browser: Browser, server: EmptyServer) => Promise<HostDriver>

const long = `The study ${'enrolled adults of either sex with a documented history, '.repeat(8)}and ended.`
const sentence = 'A total of 182 subjects were randomized, and 170 of them completed the study.'
const contractDocument = buildDocx({
  body: [
    paragraph('Efficacy', 'Heading1'),
    paragraph(sentence),
    paragraph(long),
    table([
      ['Group', 'Subjects'],
      ['Placebo', '91'],
    ]),
    paragraph('Safety', 'Heading1'),
    paragraph('In the first week, no subject withdrew.'),
    paragraph('In the second week, no subject withdrew.'),
  ].join(''),
})
const older = 'A total of 181 patients were randomised, and 170 of them completed the study.'
const randomized: TextQuoteSelector = {
  exact: '182 subjects were randomized',
  prefix: 'Efficacy\nA total of ',
  suffix: ', and 170 of them completed',
}

export type ContractParts = {
  /** Whether a writer types in the document: the browser shows one, and edits come from the pane. */
  readonly isTypedIn: boolean
}

/** What every host does alike, with a real server and in Chromium. */
export function describeHostContract(
  name: string,
  { isTypedIn }: ContractParts,
  createDriver: CreateDriver,
): void {
  describeWith('chromium', `${name}, as every host,`, (chromiumPath) => {
    let server: EmptyServer
    let browser: Browser
    let driver: HostDriver

    beforeAll(async () => {
      server = await startEmptyServer()
      browser = await launchBrowser(chromiumPath)
      driver = await createDriver(browser, server)
    })

    afterAll(async () => {
      await browser?.close()
      await server?.close()
    })

    const open = () => driver.open(contractDocument)

    it('tells the selected words with the words around them', async () => {
      const { frame, select } = await open()
      await select('170 of them')
      await select('182 subjects')
      await frame.waitForFunction("hostPage.selections.at(-1)?.exact === '182 subjects'")
      const selected = await frame.evaluate(() => hostPage.selections.at(-1))
      expect(selected?.prefix).toMatch(/Efficacy\s+A total of $/)
      expect(selected?.suffix).toMatch(/^ were randomized, and 170 of them/)
    })

    it('marks the words that were selected again', async () => {
      const { frame, select, readMarked } = await open()
      await select('no subject withdrew', 1)
      await frame.waitForFunction('hostPage.selections.length > 0')
      await select('Placebo')
      // a selection that is told of later takes the marks of the words before it away
      await frame.waitForFunction("hostPage.selections.at(-1)?.exact === 'Placebo'")
      const isMarked = await frame.evaluate(() => hostPage.host.markQuote(hostPage.selections[0]!))
      expect([isMarked, await readMarked()]).toEqual(['marked', 'no subject withdrew'])
    })

    it.each([
      { what: 'words', selector: randomized },
      { what: 'a quote of 470 characters', selector: { exact: long, prefix: '', suffix: '' } },
      { what: 'a cell', selector: { exact: 'Placebo', prefix: '', suffix: '' } },
    ])('marks $what where they stand, though nobody selected them', async ({ selector }) => {
      const { frame, readMarked } = await open()
      expect(await mark(frame, selector)).toBe('marked')
      expect(await readMarked()).toBe(selector.exact)
    })

    it('marks a number from its minus on, which ends no line', async () => {
      const minus =
        '<w:r><w:t xml:space="preserve">It was </w:t><w:noBreakHyphen/><w:t>13.1 mmHg.</w:t></w:r>'
      const { frame, readMarked } = await driver.open(buildDocx({ body: `<w:p>${minus}</w:p>` }))
      const selector = { exact: '-13.1 mmHg', prefix: 'It was ', suffix: '.' }
      expect(await mark(frame, selector)).toBe('marked')
      expect(foldText(await readMarked()).folded).toBe('-13.1 mmHg')
    })

    it('marks nothing for words that are not there', async () => {
      const { frame } = await open()
      expect(await mark(frame, { exact: '183 subjects', prefix: '', suffix: '' })).toBe('gone')
    })

    it('marks none of two places where nothing tells which is meant', async () => {
      const { frame } = await open()
      const exact = 'no subject withdrew'
      for (const prefix of ['', 'In the tenth week, '])
        expect(await mark(frame, { exact, prefix, suffix: '' })).toBe('unsure')
    })

    it('marks what stands in the place of words that were edited, and says so', async () => {
      const { frame, readMarked } = await open()
      const { quote, position } = describeOlder(older)
      expect(await mark(frame, quote)).toBe('gone')
      expect(await mark(frame, quote, position)).toBe('edited')
      expect(await readMarked()).toBe(sentence)
    })

    it('goes to the headings of sections, and says when there is none', async () => {
      const { frame } = await open()
      const build = (order: number, title: string) => ({
        section_id: title,
        section_title: title,
        section_order: order,
        level: 1,
      })
      const sections = [build(1, 'Efficacy'), build(2, 'Safety'), build(3, 'Costs')]
      const found = await frame.evaluate(async (all) => {
        const answers: boolean[] = []
        for (const one of all) answers.push(await hostPage.host.goToSection(one, all))
        return answers
      }, sections)
      expect(found).toEqual([true, true, false])
    })

    it('replaces words by a tracked change', async () => {
      const { frame } = await open()
      const report = await replace(frame, randomized, '183 subjects were randomized')
      expect(report).toEqual({ outcome: 'applied', isTracked: true })
      const { document } = await readSent(frame, server)
      expect(document.finalText).toContain('A total of 183 subjects were randomized, and 170')
      expect(document.textOf(document.whole, 'original')).toContain(sentence)
    })

    it.each([
      { why: 'are gone', exact: '181 subjects' },
      { why: 'stand there twice', exact: 'no subject withdrew' },
    ])('changes nothing where the words $why', async ({ exact }) => {
      const { frame } = await open()
      const selector = { exact, prefix: '', suffix: '' }
      expect(await replace(frame, selector, 'other words')).toMatchObject({ outcome: 'changed' })
      expect(await addNote(frame, selector, 'footnote')).toMatchObject({ outcome: 'changed' })
      const { document } = await readSent(frame, server)
      expect(document.trackedChanges).toEqual([])
    })

    it.each(['footnote', 'comment'] as const)(
      'adds a %s and leaves the words as they are',
      async (kind) => {
        const { frame } = await open()
        expect(await addNote(frame, randomized, kind)).toMatchObject({ outcome: 'applied' })
        const { document, notes } = await readSent(frame, server)
        expect(notes[kind]).toContain('Protocol, page 12')
        expect(document.finalText.replaceAll('\u0002', '')).toContain(sentence)
        expect(document.trackedChanges.filter(({ kind: one }) => one === 'del')).toEqual([])
      },
    )

    it('puts text with its notes behind the selection', async () => {
      const { frame, select } = await open()
      await select('completed the study.')
      await frame.waitForFunction('hostPage.selections.length > 0')
      const report = await frame.evaluate(() =>
        hostPage.host.editor.insertText([
          { text: ' None died.', notes: [{ kind: 'footnote', text: 'Table 4' }] },
          { text: ' Two withdrew.', notes: [] },
        ]),
      )
      expect(report).toEqual({ outcome: 'applied', isTracked: true })
      const { document, notes } = await readSent(frame, server)
      expect(document.finalText).toContain('completed the study. None died.\u0002 Two withdrew.')
      expect(notes.footnote).toContain('Table 4')
    })

    it('sends the document only when it changed, and tells that it did', async () => {
      const { frame } = await open()
      const first = await send(frame)
      expect(await send(frame)).toMatchObject({ version: first.version, isNewVersion: false })
      await replace(frame, randomized, '183 subjects were randomized')
      await frame.waitForFunction('hostPage.changes > 0')
      expect(await send(frame)).toMatchObject({
        documentId: first.documentId,
        version: first.version + 1,
        isNewVersion: true,
      })
    })

    defineLedgerContract({
      open: (bytes) => driver.open(bytes),
      readSent: (frame) => readSentBytes(frame, server),
    })

    if (!isTypedIn) return
    it('sends what the writer typed', async () => {
      const { frame, edit } = await open()
      await edit?.('170 of them', '171 of them')
      const { document } = await readSent(frame, server)
      expect(document.finalText).toContain('and 171 of them completed')
    })
  })
}

function mark(frame: Frame | Page, selector: TextQuoteSelector, position?: PositionHint) {
  return frame.evaluate(([quote, known]) => hostPage.host.markQuote(quote, known), [
    selector,
    position,
  ] as const)
}

/** The words as they stood in a version before this one. */
function describeOlder(words: string) {
  const texts = ['Efficacy', words, long, 'Group\tSubjects', 'Placebo\t91', 'Safety']
  const text = texts.join('\n')
  const start = text.indexOf(words)
  return describe(text, { start, end: start + words.length })
}

function replace(frame: Frame | Page, selector: TextQuoteSelector, text: string) {
  return frame.evaluate(([quote, words]) => hostPage.host.editor.replaceQuote(quote, words), [
    selector,
    text,
  ] as const)
}

function addNote(frame: Frame | Page, selector: TextQuoteSelector, kind: 'footnote' | 'comment') {
  return frame.evaluate(
    ([quote, one]) => hostPage.host.editor.addNote(quote, { kind: one, text: 'Protocol, page 12' }),
    [selector, kind] as const,
  )
}

function send(frame: Frame | Page) {
  return frame.evaluate(() =>
    hostPage.host.editor.sendDocument(hostPage.client, new AbortController().signal),
  )
}

/** The document as the server has it after it was sent. */
async function readSent(frame: Frame | Page, server: EmptyServer) {
  const bytes = await readSentBytes(frame, server)
  const notes = {
    footnote: readNotes(bytes, 'footnote'),
    comment: readNotes(bytes, 'comment'),
  }
  return { document: new WordDocument(bytes), notes }
}

async function readSentBytes(
  frame: Frame | Page,
  { url, apiKey }: EmptyServer,
): Promise<Uint8Array> {
  const { documentId } = await send(frame)
  const path = `${url}/api/v1/documents/${documentId}/file?format=docx`
  const response = await fetch(path, { headers: { 'X-API-Key': apiKey } })
  return new Uint8Array(await response.arrayBuffer())
}

function readNotes(bytes: Uint8Array, kind: 'footnote' | 'comment'): string {
  const part = readZip(bytes).get(`word/${kind}s.xml`)
  if (!part) return ''
  const root = parseXml(new TextDecoder().decode(part))
  return descendants(root, `w:${kind}`).map(textContent).join('\n')
}
