import type { Frame } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { startEmptyServer } from '../support/start-demo-server.ts'
import { createWordDocument } from '../word-host/word-document.ts'
import { describeInWord } from './in-word.ts'

const outline = [
  { text: 'Results', level: 1 },
  { text: 'A total of 182 subjects were randomized, and 170 of them completed the study.' },
  { text: 'Safety', level: 1 },
  { text: 'A total of 14 subjects had adverse events.' },
]
const randomized = {
  exact: 'A total of 182 subjects were randomized',
  prefix: 'Results\n',
  suffix: ', and 170 of them',
}

describeInWord('the editor in Word', startEmptyServer, (scene) => {
  it('puts words in place of a quote as a tracked change, and says so', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    const report = await replace(frame, randomized, 'A total of 183 subjects were randomized')
    expect(report).toEqual({ outcome: 'applied', isTracked: true })
    expect(document.trackedChanges).toEqual([
      { kind: 'del', text: '182' },
      { kind: 'ins', text: '183' },
    ])
    expect(document.finalText).toContain('A total of 183 subjects were randomized, and 170')
  })

  it('leaves the words around a change, and their format, as they are', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    const report = await replace(frame, randomized, 'A total of 182 patients were randomized')
    expect(report.outcome).toBe('applied')
    expect(document.trackedChanges.map(({ text }) => text)).toEqual(['subjects', 'patients'])
  })

  it('takes words out where nothing stands in their place', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    const cut = {
      exact: ', and 170 of them completed the study',
      prefix: 'randomized',
      suffix: '.',
    }
    expect(await replace(frame, cut, '')).toEqual({ outcome: 'applied', isTracked: true })
    expect(document.finalText).toContain('182 subjects were randomized.')
  })

  it.each([
    { name: 'are gone', exact: 'A total of 181 subjects were screened', outcome: 'changed' },
    { name: 'stand there twice', exact: 'A total of', outcome: 'changed' },
  ])('changes nothing where the words $name', async ({ exact, outcome }) => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    const report = await replace(frame, { exact, prefix: '', suffix: '' }, 'Other words')
    expect(report).toMatchObject({ outcome })
    expect(document.trackedChanges).toEqual([])
  })

  it.each(['with an error', 'silently'] as const)(
    'says that nothing was done when Word refuses %s, and keeps the writer’s tracking mode',
    async (refuses) => {
      const { frame, document } = await scene.driver.open(createWordDocument(outline, { refuses }))
      const text = document.finalText
      expect(await replace(frame, randomized, 'No words')).toMatchObject({ outcome: 'refused' })
      expect(await note(frame, 'footnote')).toMatchObject({ outcome: 'refused' })
      expect(await note(frame, 'comment')).toMatchObject({ outcome: 'refused' })
      document.select(document.find('adverse events'))
      expect(await insert(frame)).toMatchObject({ outcome: 'refused' })
      expect(document.finalText).toBe(text)
      expect(document.changeTrackingMode).toBe('Off')
    },
  )

  it('says what Word made of inserted text where it is other than asked', async () => {
    const corrects = (text: string) => text.replace('None', 'Nobody')
    const { frame, document } = await scene.driver.open(createWordDocument(outline, { corrects }))
    document.select(document.find('completed the study.'))
    await expect(insert(frame)).rejects.toThrow(/otherwise than it was asked to/)
    expect(document.finalText).toContain('Nobody')
  })

  it('does not call a text refused of which Word took the beginning', async () => {
    const refuses = 'with an error after one edit' as const
    const { frame, document } = await scene.driver.open(createWordDocument(outline, { refuses }))
    document.select(document.find('completed the study.'))
    await expect(insert(frame)).rejects.toThrow(/otherwise than it was asked to/)
  })

  it('changes nothing in a locked content control, adds no note to it and puts no text into it', async () => {
    const locked = `<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>${paragraph('Fixed words.')}</w:sdtContent></w:sdt>`
    const bytes = buildDocx({ body: locked + paragraph('Free words.') })
    const { frame, document } = await scene.driver.open(bytes)
    const { finalText } = document
    const words = { exact: 'Fixed words', prefix: '', suffix: '.' }
    const reason = expect.stringContaining('locked content control') as unknown
    const refused = { outcome: 'refused', reason }
    expect(await replace(frame, words, 'Other words')).toEqual(refused)
    expect(await note(frame, 'footnote', words)).toEqual(refused)
    expect(await note(frame, 'comment', words)).toEqual(refused)
    document.select(document.find('Fixed words'))
    expect(await insert(frame)).toEqual(refused)
    expect([document.finalText, document.notes]).toEqual([finalText, []])
    const free = { exact: 'Free words', prefix: '', suffix: '.' }
    expect(await note(frame, 'comment', free)).toMatchObject({ outcome: 'applied' })
  })

  it.each(['Off', 'TrackAll', 'TrackMineOnly'] as const)(
    'gives back the tracking mode %s after an edit',
    async (mode) => {
      const { frame, document } = await scene.driver.open(createWordDocument(outline))
      document.changeTrackingMode = mode
      const report = await replace(frame, randomized, 'A total of 183 subjects were randomized')
      expect(report).toEqual({ outcome: 'applied', isTracked: true })
      expect(document.changeTrackingMode).toBe(mode)
    },
  )

  it('edits without tracking before WordApi 1.4, and does not call it tracked', async () => {
    const { frame, document } = await scene.driver.open(
      createWordDocument(outline, { wordApi: '1.3' }),
    )
    expect(await frame.evaluate(() => hostPage.host.editor.abilities)).toEqual({
      footnotes: false,
      comments: false,
      trackedChanges: false,
      changeEvents: false,
    })
    const report = await replace(frame, randomized, 'A total of 183 subjects were randomized')
    expect(report).toEqual({ outcome: 'applied', isTracked: false })
    expect(document.finalText).toContain('A total of 183 subjects')
    expect(await note(frame, 'footnote')).toMatchObject({ outcome: 'refused' })
  })

  it('adds a footnote behind the words as a tracked change, and a comment to them', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    expect(await note(frame, 'footnote')).toEqual({ outcome: 'applied', isTracked: true })
    expect(await note(frame, 'comment')).toEqual({ outcome: 'applied', isTracked: false })
    expect(document.notes.map(({ kind, text }) => ({ kind, text }))).toEqual([
      { kind: 'footnote', text: 'Protocol, page 12' },
      { kind: 'comment', text: 'Protocol, page 12' },
    ])
    expect(document.comments[0]?.about.replace('\u0002', '')).toBe(randomized.exact)
    expect(document.finalText).toContain('were randomized\u0002, and 170')
  })

  it('puts text with its notes behind the selection', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    document.select(document.find('adverse events.'))
    expect(await insert(frame)).toEqual({ outcome: 'applied', isTracked: true })
    expect(document.finalText).toContain('had adverse events. None died.\u0002 Two withdrew.')
    expect(document.notes).toMatchObject([{ kind: 'footnote', text: 'Table 4' }])
    expect(document.trackedChanges).toEqual([
      { kind: 'ins', text: ' None died.\u0002 Two withdrew.' },
    ])
  })

  it('tells of its own edits, and of the writer’s when the pane gets the focus', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    await frame.waitForFunction('hostPage.changes === 0')
    await replace(frame, randomized, 'A total of 183 subjects were randomized')
    await frame.waitForFunction('hostPage.changes === 1')
    await frame.evaluate(() => dispatchEvent(new Event('focus')))
    document.replace(document.find('14 subjects'), '15 subjects')
    await frame.evaluate(() => dispatchEvent(new Event('focus')))
    await frame.waitForFunction('hostPage.changes === 2')
  })
})

type Selector = typeof randomized

function replace(frame: Frame, selector: Selector, text: string) {
  return frame.evaluate(([quote, words]) => hostPage.host.editor.replaceQuote(quote, words), [
    selector,
    text,
  ] as const)
}

function note(frame: Frame, kind: 'footnote' | 'comment', words: Selector = randomized) {
  return frame.evaluate(
    ([selector, one]) =>
      hostPage.host.editor.addNote(selector, { kind: one, text: 'Protocol, page 12' }),
    [words, kind] as const,
  )
}

function insert(frame: Frame) {
  return frame.evaluate(() =>
    hostPage.host.editor.insertText([
      { text: ' None died.', notes: [{ kind: 'footnote', text: 'Table 4' }] },
      { text: ' Two withdrew.', notes: [] },
    ]),
  )
}
