import { expect, it } from 'vitest'
import { writeLedgerMode } from '../../server/formats/docx-ledger-mode.ts'
import {
  ageSentence,
  buildLedgerDocx,
  randomizedSentence,
  readEntries,
  readStates,
} from '../support/build-ledger-docx.ts'
import { startEmptyServer } from '../support/start-demo-server.ts'
import { WordDocument, type WordOptions } from '../word-host/word-document.ts'
import { describeInWord } from './in-word.ts'
import { createWordDriver, type OpenHost, type WordDriver } from './word-driver.ts'

/** Milliseconds behind which a change has settled, and more. */
const settled = 4_000

describeInWord('the ledger of a document in Word', startEmptyServer, (scene) => {
  let withEvents: WordDriver | undefined
  const openWithEvents = async (document: WordDocument) => {
    withEvents ??= await createWordDriver(scene.browser, scene.server, { hasEvents: true })
    const host = await withEvents.open(document)
    const type = () => {
      document.replace(document.find('Efficacy'), 'Efficacy')
      return host.frame.evaluate(() => hostPage.changes)
    }
    // the pane hears nothing until Word has taken its handlers
    await expect.poll(type, { interval: 1_000 }).toBeGreaterThan(0)
    return host
  }
  const build = (options: WordOptions = {}) => new WordDocument(buildLedgerDocx(), options)

  it('follows what the writer types by itself, once that has settled', async () => {
    const { document } = await openWithEvents(build())
    document.replace(document.find('182'), '183')
    await expect
      .poll(() => readEntries(partOf(document))[0])
      .toMatchObject({ state: 'edited', words: randomizedSentence.replace('182', '183') })
    expect(readStates(partOf(document))[ageSentence]).toBe('intact')
  })

  it('is written once for several edits, and not again for the same words', async () => {
    const { document, frame } = await openWithEvents(build())
    document.replace(document.find('182'), '183')
    document.replace(document.find('75.1'), '75.2')
    await expect.poll(() => document.partChanges).toBe(addedAndDeleted)
    expect(readStates(partOf(document))).toMatchObject({
      [randomizedSentence]: 'edited',
      [ageSentence]: 'edited',
    })
    await send({ frame })
    await send({ frame })
    await frame.page().waitForTimeout(settled)
    expect(document.partChanges).toBe(addedAndDeleted)
  })

  it('is not written where no cited words were changed', async () => {
    const { document, frame } = await openWithEvents(build())
    await send({ frame })
    document.replace(document.find('Safety'), 'Safety of all subjects')
    await frame.page().waitForTimeout(settled)
    await send({ frame })
    expect(document.partChanges).toBe(0)
  })

  it('is not brought back by Word’s undo, which leaves custom parts as they are (office-js #6415), and says what stands all the same', async () => {
    const { document } = await openWithEvents(build())
    document.replace(document.find('182'), '183')
    await expect.poll(() => readStates(partOf(document))[randomizedSentence]).toBe('edited')
    document.replace(document.find('183'), '182')
    await expect.poll(() => readStates(partOf(document))[randomizedSentence]).toBe('intact')
  })

  it('says that words are lost that a tracked change deletes, and that they stand when it is rejected', async () => {
    const { document } = await openWithEvents(build())
    document.changeTrackingMode = 'TrackAll'
    const gone = document.find(ageSentence)
    document.remove(gone)
    await expect.poll(() => readStates(partOf(document))[ageSentence]).toBe('lost')
    for (const unit of document.units) unit.mark = undefined
    document.changeTrackingMode = 'Off'
    document.replace(document.find('Safety'), 'Harms')
    await expect.poll(() => readStates(partOf(document))[ageSentence]).toBe('intact')
  })

  it('is told from parts of other namespaces that Word gives with it (office-js #227), and they are left alone', async () => {
    const document = build({ mixesParts: true })
    const other = '<notes xmlns="urn:other">182 subjects</notes>'
    document.customParts.set('{other}', other)
    const { frame } = await scene.driver.open(document)
    await replace({ frame }, '182', '183')
    await send({ frame })
    expect(readStates(partOf(document))[randomizedSentence]).toBe('edited')
    expect(document.customParts.get('{other}')).toBe(other)
  })

  it('is written anew and the old one deleted, since parts can’t be set in place (office-js #1643, #2088)', async () => {
    const document = build()
    const before = [...document.customParts.keys()]
    const { frame } = await scene.driver.open(document)
    await replace({ frame }, '182', '183')
    await send({ frame })
    expect(document.customParts.size).toBe(1)
    expect([...document.customParts.keys()]).not.toEqual(before)
  })

  it.each(['1.3', '1.4'] as const)(
    'is in step with the pane’s own edits in a Word of WordApi %s, which tells of no changes',
    async (wordApi) => {
      const document = build({ wordApi })
      const { frame } = await scene.driver.open(document)
      expect(await replace({ frame }, '182', '183')).toMatchObject({ outcome: 'applied' })
      await expect.poll(() => readStates(partOf(document))[randomizedSentence]).toBe('edited')
    },
  )

  it('stays as it is in a document that takes no changes, which is sent all the same', async () => {
    const document = build({ refuses: 'with an error' })
    const part = partOf(document)
    const { frame } = await scene.driver.open(document)
    document.units.find(({ text }) => text === '8')!.text = '9'
    expect(await send({ frame })).toMatchObject({ isNewVersion: true })
    expect([...document.customParts.values()]).toEqual([part])
  })

  it('is added to no document that has none', async () => {
    const bytes = writeLedgerMode(buildLedgerDocx(), 'none')
    const { document, frame } = await openWithEvents(new WordDocument(bytes))
    document.replace(document.find('182'), '183')
    await frame.page().waitForTimeout(settled)
    await send({ frame })
    expect([document.customParts.size, document.partChanges]).toEqual([0, 0])
  })

  it.each([
    { which: 'is torn', xml: '<ledger xmlns="urn:sourcewright:ledger:1"><text>182</ledger>' },
    {
      which: 'unfolds to fill the memory',
      xml: `<!DOCTYPE ledger [<!ENTITY a "${'182 '.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]><ledger xmlns="urn:sourcewright:ledger:1"><text>&b;</text><citation start="0" end="3"/></ledger>`,
    },
  ])('is left alone where it $which, and does no harm', async ({ xml }) => {
    const document = build()
    document.customParts = new Map([['{hostile}', xml]])
    // a torn part is none that Word could save
    const sound = new WordDocument(buildLedgerDocx()).save()
    const { frame, file } = await scene.driver.open(document)
    file.bytes = sound
    expect(await replace({ frame }, '182', '183')).toMatchObject({ outcome: 'applied' })
    await send({ frame })
    expect([...document.customParts.values()]).toEqual([xml])
  })
})

/** How often a document's parts change when one of them is written. */
const addedAndDeleted = 2

function partOf(document: WordDocument): string {
  const parts = [...document.customParts.values()].filter((xml) => xml.includes('<citation'))
  expect(parts).toHaveLength(1)
  return parts[0]!
}

function send({ frame }: Pick<OpenHost, 'frame'>) {
  return frame.evaluate(() =>
    hostPage.host.editor.sendDocument(hostPage.client, new AbortController().signal),
  )
}

function replace({ frame }: Pick<OpenHost, 'frame'>, exact: string, text: string) {
  return frame.evaluate(
    ([words, other]) =>
      hostPage.host.editor.replaceQuote({ exact: words, prefix: '', suffix: '' }, other),
    [exact, text] as const,
  )
}
