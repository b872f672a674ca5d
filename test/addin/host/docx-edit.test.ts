import { strFromU8, unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDocx } from '../../../server/formats/read-docx.ts'
import {
  buildDocx,
  cell,
  paragraph,
  run,
  standardStyles,
  tableRow,
  type DocxContent,
} from '../../support/build-docx.ts'
import { readBytes } from '../../support/read-built-docx.ts'
import { describeWith, requirements } from '../../support/requirements.ts'
import { validateDocx } from '../../support/validate-docx.ts'
import { launchBrowser } from '../open-pane.ts'
import { openEditing, type EditInChromium } from './edit-in-chromium.ts'

const end = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
const bold = '<w:b/>'
const inserted = (inner: string, author = 'Ada', id = 7) =>
  `<w:ins w:id="${id}" w:author="${author}" w:date="2024-01-01T00:00:00Z">${inner}</w:ins>`
const select = (exact: string, prefix = '', suffix = '') => ({ exact, prefix, suffix })

describeWith('chromium', 'a .docx edited in the browser', (chromiumPath) => {
  let browser: Browser
  let editing: EditInChromium

  beforeAll(async () => {
    browser = await launchBrowser(chromiumPath)
    editing = await openEditing(browser)
  })
  afterAll(() => browser?.close())

  const build = (body: string, content: Partial<DocxContent> = {}) =>
    buildDocx({ body: body + end, styles: standardStyles, ...content })
  const documentOf = (bytes: Uint8Array) => partOf(bytes, 'word/document.xml')

  /** Sound for Word's own checker, and read by the server as these lines. */
  async function expectSound(bytes: Uint8Array, text: string) {
    expect(readBytes(bytes).text.trim().split(/\n+/)).toEqual(text.split('\n'))
    if (requirements.ooxmlValidator.findPath() !== undefined) {
      expect(await validateDocx(bytes)).toEqual([])
    }
  }

  it('has no more than the words that differ replaced, deleted and inserted under its own name', async () => {
    const bytes = build(paragraph('A total of 254 subjects were randomized.'))
    const edited = await editing.replaceQuote(
      bytes,
      select('A total of 254 subjects were randomized.'),
      'A total of 182 subjects were randomized.',
    )
    expect(edited.report).toEqual({ outcome: 'applied', isTracked: true })
    const xml = documentOf(edited.bytes)
    expect(xml).toMatch(/<w:del [^>]*w:author="Sourcewright" w:date="2025-03-04T05:06:07Z"[^>]*>/)
    expect(Array.from(xml.matchAll(/<w:delText[^>]*>(.*?)</g), (found) => found[1])).toEqual([
      '254',
    ])
    expect(xml).toMatch(/<w:ins [^>]*><w:r>(?:<w:rPr\/>)?<w:t[^>]*>182</)
    await expectSound(edited.bytes, 'A total of 182 subjects were randomized.')
  })

  it('keeps the look of words that go over several runs', async () => {
    const body = `<w:p>${run('The dose was ')}${run('5', bold)}${run(' mg', bold)}${run(' daily.')}</w:p>`
    const edited = await editing.replaceQuote(
      build(body),
      select('dose was 5 mg daily'),
      'dose was 15 g daily',
    )
    expect(edited.report.outcome).toBe('applied')
    expect(documentOf(edited.bytes)).toMatch(
      /<w:ins [^>]*><w:r><w:rPr><w:b\/><\/w:rPr><w:t[^>]*>15 g</,
    )
    await expectSound(edited.bytes, 'The dose was 15 g daily.')
  })

  it('changes the cell that is meant, though another has the same number', async () => {
    const row = (name: string) => tableRow([cell(name), cell('12'), cell('13')])
    const grid =
      '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>'
    const body = `<w:tbl><w:tblPr/>${grid}${row('Placebo')}${row('Velorastat')}</w:tbl>${paragraph('End.')}`
    const edited = await editing.replaceQuote(
      build(body),
      select('12', 'Placebo\t12\t13\nVelorastat\t', '\t13\nEnd.'),
      '14',
    )
    expect(edited.report.outcome).toBe('applied')
    expect(readBytes(edited.bytes).text).toMatch(/Placebo\s+12\s+13\s+Velorastat\s+14\s+13/)
  })

  it('says that words standing twice are ambiguous, and words gone are gone', async () => {
    const bytes = build(paragraph('It rose.') + paragraph('It rose.'))
    const twice = await editing.replaceQuote(bytes, select('It rose.'), 'It fell.')
    expect(twice.report).toMatchObject({ outcome: 'changed', reason: /more than once/ })
    const gone = await editing.replaceQuote(bytes, select('It sank.'), 'It fell.')
    expect(gone.report).toMatchObject({ outcome: 'changed', reason: /not in the document/ })
    expect(documentOf(gone.bytes)).toBe(documentOf(bytes))
  })

  it('finds words that stand once though much around them stands again', async () => {
    const line = (count: number) =>
      `At the visit, ${count} subjects were assessed, and that was all. `
    const [prefix, suffix] = [
      'subjects were assessed, and that was all. At the visit, ',
      ' subjects were assessed, and that was all.',
    ]
    const bytes = build(paragraph([1, 2, 3, 4].map(line).join('')))
    const edited = await editing.replaceQuote(bytes, select('3', prefix, suffix), '30')
    expect(edited.report.outcome).toBe('applied')
    expect(readBytes(edited.bytes).text).toContain(
      'visit, 2 subjects were assessed, and that was all. At the visit, 30 subj',
    )
  })

  it('changes words within the insertion of another, who keeps theirs', async () => {
    const body = `<w:p>${run('We saw ')}${inserted(run('nine big whales'))}${run(' today.')}</w:p>`
    const edited = await editing.replaceQuote(
      build(body),
      select('nine big whales'),
      'nine small whales',
    )
    expect(edited.report.outcome).toBe('applied')
    const xml = documentOf(edited.bytes)
    expect(xml).toMatch(/<w:ins [^>]*w:author="Ada"[^>]*>.*<w:del [^>]*w:author="Sourcewright"/)
    expect(xml.match(/w:author="Ada"/g)).toHaveLength(2)
    await expectSound(edited.bytes, 'We saw nine small whales today.')
  })

  it('takes back its own earlier insertion without a trace', async () => {
    const body = paragraph('It was 10 mg.')
    const first = await editing.replaceQuote(build(body), select('10 mg'), '20 mg')
    const second = await editing.replaceQuote(first.bytes, select('20 mg'), '30 mg')
    expect(documentOf(second.bytes)).not.toContain('>20<')
    await expectSound(second.bytes, 'It was 30 mg.')
  })

  it('refuses what goes over paragraphs, touches a field, or is locked', async () => {
    const over = build(paragraph('One end') + paragraph('next start'))
    const words = select('end\nnext')
    expect((await editing.replaceQuote(over, words, 'else\nwhere')).report).toMatchObject({
      outcome: 'refused',
      reason: /more than one paragraph/,
    })
    const field = `<w:p>${run('See Table ')}<w:fldSimple w:instr=" REF t "><w:r><w:t>3</w:t></w:r></w:fldSimple>${run('.')}</w:p>`
    const numbered = await editing.replaceQuote(
      build(field),
      select('See Table 3.'),
      'See Table 4.',
    )
    expect(numbered.report).toMatchObject({ outcome: 'refused', reason: /field/ })
    const locked = `<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>${paragraph('Fixed words.')}</w:sdtContent></w:sdt>`
    const kept = await editing.replaceQuote(build(locked), select('Fixed words.'), 'Other words.')
    expect(kept.report).toMatchObject({ outcome: 'refused', reason: /locked/ })
    const note = { kind: 'comment', text: 'See Table 4.' } as const
    const noted = await editing.addNote(build(locked), select('Fixed words.'), note)
    expect(noted.report).toMatchObject({ outcome: 'refused', reason: /locked/ })
    const pieces = [{ text: ' More.', notes: [] }]
    const longer = await editing.insertBehind(build(locked), select('Fixed words.'), pieces)
    expect(longer.report).toMatchObject({ outcome: 'refused', reason: /locked/ })
    const settings = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    const guarded = build(paragraph('Fixed.'), { settings })
    expect((await editing.replaceQuote(guarded, select('Fixed.'), 'Free.')).report).toMatchObject({
      outcome: 'refused',
      reason: /protected/,
    })
  })

  it('puts words in at the beginning of a paragraph and at its end', async () => {
    const bytes = build(
      paragraph('Before.') + paragraph('subjects were seen') + paragraph('After.'),
    )
    const edited = await editing.replaceQuote(
      bytes,
      select('subjects were seen'),
      'Twelve subjects were seen',
    )
    const again = await editing.replaceQuote(
      edited.bytes,
      select('Twelve subjects were seen'),
      'Twelve subjects were seen today',
    )
    expect(again.report.outcome).toBe('applied')
    await expectSound(again.bytes, 'Before.\nTwelve subjects were seen today\nAfter.')
  })

  it('adds a footnote to a file that had none, with part, styles and separators', async () => {
    const bytes = build(paragraph('A claim & more. Next.'))
    const note = { kind: 'footnote', text: 'Protocol, <page> 5 & 6' } as const
    const edited = await editing.addNote(bytes, select('A claim & more.'), note)
    expect(edited.report).toEqual({ outcome: 'applied', isTracked: true })
    expect(partOf(edited.bytes, 'word/footnotes.xml')).toContain('Protocol, &lt;page&gt; 5 &amp; 6')
    expect(partOf(edited.bytes, 'word/styles.xml')).toContain('footnote reference')
    expect(documentOf(edited.bytes)).toMatch(/more\.<\/w:t><\/w:r><w:ins [^>]*>.*footnoteReference/)
    const read = readDocx(edited.bytes)
    expect(read.outcome === 'read' && read.sourceText.text).toContain('Protocol, <page> 5 & 6')
    if (requirements.ooxmlValidator.findPath() !== undefined) {
      expect(await validateDocx(edited.bytes)).toEqual([])
    }
  })

  it('numbers a further footnote and a comment on from those that are there', async () => {
    const bytes = build(paragraph('First claim. Second claim. Third claim.'))
    const note = (kind: 'footnote' | 'comment', text: string) => ({ kind, text })
    const one = await editing.addNote(bytes, select('First claim.'), note('footnote', 'One'))
    const two = await editing.addNote(one.bytes, select('Second claim.'), note('footnote', 'Two'))
    const three = await editing.addNote(two.bytes, select('Third claim.'), note('comment', 'Three'))
    const four = await editing.addNote(three.bytes, select('First claim.'), note('comment', 'Four'))
    expect(three.report).toEqual({ outcome: 'applied', isTracked: false })
    const footnotes = partOf(four.bytes, 'word/footnotes.xml')
    expect(
      Array.from(footnotes.matchAll(/<w:footnote [^>]*w:id="(-?\d+)"/g), (one) => one[1]),
    ).toEqual(['-1', '0', '1', '2'])
    const comments = partOf(four.bytes, 'word/comments.xml')
    expect(Array.from(comments.matchAll(/<w:comment [^>]*w:id="(\d+)"/g), (one) => one[1])).toEqual(
      ['1', '2'],
    )
    expect(readBytes(four.bytes).text).toContain('First claim. Second claim. Third claim.')
    if (requirements.ooxmlValidator.findPath() !== undefined) {
      expect(await validateDocx(four.bytes)).toEqual([])
    }
  })

  it('puts text behind words, each piece with its own note', async () => {
    const bytes = build(paragraph('Known. More.'))
    const edited = await editing.insertBehind(bytes, select('Known.'), [
      { text: ' New one.', notes: [{ kind: 'footnote', text: 'Source A' }] },
      { text: ' New two.', notes: [{ kind: 'comment', text: 'Source B' }] },
    ])
    expect(edited.report).toEqual({ outcome: 'applied', isTracked: true })
    const xml = documentOf(edited.bytes)
    const order = [
      'New one.',
      'footnoteReference',
      'commentRangeStart',
      'New two.',
      'commentRangeEnd',
    ]
    const places = order.map((part) => xml.indexOf(part))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(readBytes(edited.bytes).text).toContain('Known. New one. New two. More.')
    if (requirements.ooxmlValidator.findPath() !== undefined) {
      expect(await validateDocx(edited.bytes)).toEqual([])
    }
  })

  it('puts two notes at once into a file that had none', async () => {
    const edited = await editing.insertBehind(build(paragraph('Known. More.')), select('Known.'), [
      { text: ' New one.', notes: [{ kind: 'footnote', text: 'Source A' }] },
      { text: ' New two.', notes: [{ kind: 'footnote', text: 'Source B' }] },
    ])
    const footnotes = partOf(edited.bytes, 'word/footnotes.xml')
    expect(
      Array.from(footnotes.matchAll(/<w:footnote [^>]*w:id="(-?\d+)"/g), (one) => one[1]),
    ).toEqual(['-1', '0', '1', '2'])
    await expectSound(edited.bytes, 'Known. New one. New two. More.\n1 Source A\n2 Source B')
  })

  it('puts text behind the note of the words before it, and out of their bookmark', async () => {
    const open = '<w:bookmarkStart w:id="3" w:name="_cited"/>'
    const bytes = build(
      `<w:p>${open}${run('Known.')}<w:bookmarkEnd w:id="3"/>${run(' More.')}</w:p>`,
    )
    const noted = await editing.addNote(bytes, select('Known.'), { kind: 'footnote', text: 'A' })
    const edited = await editing.insertBehind(noted.bytes, select('Known.'), [
      { text: ' New.', notes: [] },
    ])
    expect(documentOf(edited.bytes)).toMatch(/Known.*footnoteReference.*bookmarkEnd.*New\..*More/)
  })

  it('puts a note behind the whole of a field that the words end in', async () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF t </w:instrText></w:r>' +
      '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Table 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    const bytes = build(`<w:p>${run('As shown in ')}${field}${run('.')}</w:p>`)
    const note = { kind: 'footnote', text: 'There' } as const
    const edited = await editing.addNote(bytes, select('As shown in Table 3'), note)
    expect(documentOf(edited.bytes)).toMatch(
      /fldCharType="end"\/><\/w:r><w:ins .*footnoteReference/,
    )
  })
})

function partOf(bytes: Uint8Array, name: string): string {
  return strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())
}
