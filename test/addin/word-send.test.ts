import { createHash, randomBytes } from 'node:crypto'
import type { Frame } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { startEmptyServer } from '../support/start-demo-server.ts'
import { routeOffice } from '../word-host/open-word.ts'
import { createWordDocument, WordDocument } from '../word-host/word-document.ts'
import { browserPagePath, buildHostPages, outsidePagePath } from './build-host-page.ts'
import { describeInWord } from './in-word.ts'
import { createWordDriver, type OpenHost } from './word-driver.ts'

const outline = [
  { text: 'Results', level: 1 },
  { text: 'A total of 182 subjects were randomized.' },
]

describeInWord('the document that Word sends', startEmptyServer, (scene) => {
  it('is sent only when it changed, and then as the next version with its edits', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    const first = await send(frame)
    expect(first).toMatchObject({ version: 1, isNewVersion: true })
    expect(await send(frame)).toMatchObject({ version: 1, isNewVersion: false })
    document.replace(document.find('182'), '183')
    const second = await send(frame)
    expect(second).toMatchObject({ documentId: first.documentId, version: 2, isNewVersion: true })
    const { versions } = await getDetails(frame, first.documentId)
    const newest = versions.find(({ number }) => number === 2)
    const hash = createHash('sha256').update(document.save()).digest('hex')
    expect(newest).toMatchObject({ hash, size_bytes: second.sizeBytes })
  })

  it('is known again when the file is opened another time', async () => {
    const first = await scene.driver.open(createWordDocument(outline))
    const { documentId } = await send(first.frame)
    const again = await scene.driver.open(reopen(first))
    expect(await send(again.frame)).toMatchObject({ documentId, version: 2 })
    expect(await findFork(again.frame)).toBeUndefined()
  })

  it('stores nothing over a version that another pane stored, until its writer says so', async () => {
    const mine = await scene.driver.open(createWordDocument(outline))
    const { documentId } = await send(mine.frame)
    const other = await createWordDriver(scene.browser, scene.server)
    const theirs = await other.open(reopen(mine))
    theirs.document.replace(theirs.document.find('182'), '183')
    expect(await send(theirs.frame)).toMatchObject({ documentId, version: 2 })
    mine.document.replace(mine.document.find('182'), '184')
    await expect(send(mine.frame)).rejects.toThrow(/newer_version_stored|goes on from version 1/)
    const newer = await mine.frame.evaluate(() => hostPage.host.editor.findNewer())
    expect(newer).toMatchObject({ documentId, version: 2 })
    expect((await getDetails(mine.frame, documentId)).versions).toHaveLength(2)
    expect(mine.document.finalText).toContain('184')
    await mine.frame.evaluate(() => {
      const { editor } = hostPage.host
      editor.overrule(editor.findNewer()!)
    })
    expect(await send(mine.frame)).toMatchObject({ documentId, version: 3, isNewVersion: true })
    expect(await mine.frame.evaluate(() => hostPage.host.editor.findNewer())).toBeUndefined()
  })

  it('goes on with its document of this workspace after it was sent to another one', async () => {
    const first = await scene.driver.open(createWordDocument(outline))
    const { documentId } = await send(first.frame)
    const elsewhere = crypto.randomUUID()
    const identity = JSON.parse(String(first.document.settings['sourcewright'])) as object
    const moved = { ...identity, documentId: elsewhere, elsewhere: [documentId] }
    const settings = { sourcewright: JSON.stringify(moved) }
    const bytes = first.document.save()
    const again = await scene.driver.open(
      new WordDocument(bytes, { settings, url: first.document.url }),
    )
    expect((await send(again.frame)).documentId).toBe(documentId)
    const stored = JSON.parse(String(again.document.settings['sourcewright'])) as object
    expect(stored).toMatchObject({ documentId, elsewhere: [elsewhere] })
  })

  it('begins a document of its own where the file remembers one that the server does not know', async () => {
    const identity = { documentId: crypto.randomUUID(), address: 'elsewhere', textMark: '' }
    const settings = { sourcewright: JSON.stringify(identity) }
    const { frame } = await scene.driver.open(createWordDocument(outline, { settings }))
    expect(await findFork(frame)).toBeUndefined()
    expect(await send(frame)).toMatchObject({ version: 1, isNewVersion: true })
  })

  it('tells how far it is, slice by slice of 4 MB', async () => {
    const bytes = buildDocx({
      body: paragraph('Much'),
      extraParts: { 'word/media/noise.png': new Uint8Array(randomBytes(5_000_000)) },
    })
    const { frame, file } = await scene.driver.open(bytes)
    const steps = await frame.evaluate(async () => {
      const told: string[] = []
      const { signal } = new AbortController()
      await hostPage.host.editor.sendDocument(hostPage.client, signal, ({ stage, done, total }) =>
        told.push(`${stage} ${done === total ? 'all' : done}`),
      )
      return told
    })
    expect(file.slices).toBe(2)
    expect(steps).toEqual(['reading 4194304', 'reading all', 'sending 0', 'sending all'])
  })

  it('stops reading when the caller does, and closes the file', async () => {
    const { frame, file } = await scene.driver.open(createWordDocument(outline))
    const outcome = await frame.evaluate(async () => {
      const ending = new AbortController()
      const sending = hostPage.host.editor.sendDocument(hostPage.client, ending.signal)
      ending.abort()
      return sending.then(
        () => 'sent',
        (error: unknown) => (error as Error).name,
      )
    })
    expect(outcome).toBe('AbortError')
    await expect.poll(() => file.open).toBe(0)
  })

  it('never has more than two files open, and closes each, however often it is sent at once', async () => {
    const { frame, file } = await scene.driver.open(createWordDocument(outline))
    const versions = await frame.evaluate(async () => {
      const { signal } = new AbortController()
      const send = () => hostPage.host.editor.sendDocument(hostPage.client, signal)
      return (await Promise.all([send(), send(), send()])).map(({ version }) => version)
    })
    expect(versions).toEqual([1, 1, 1])
    await expect.poll(() => file.open).toBe(0)
    file.isBroken = true
    expect(await send(frame).catch(String)).toContain('Word could not do this')
    await expect.poll(() => file.open).toBe(0)
  })

  it('is a copy or not as the writer says, where the file was saved under another name', async () => {
    const first = await scene.driver.open(createWordDocument(outline))
    const { documentId } = await send(first.frame)
    const url = 'https://word.test/documents/Copy%20of%20my%20report.docx'
    const copy = await scene.driver.open(reopen(first, url))
    expect(await findFork(copy.frame)).toMatchObject({ documentId, hasSameText: true })
    await copy.frame.evaluate(() => hostPage.host.forks!.settle(true))
    const own = await send(copy.frame)
    expect(own).toMatchObject({ version: 1, isNewVersion: true })
    expect(own.documentId).not.toBe(documentId)

    const later = await scene.driver.open(reopen(copy))
    expect(await findFork(later.frame)).toBeUndefined()
    expect((await send(later.frame)).documentId).toBe(own.documentId)

    const renamed = await scene.driver.open(reopen(first, url))
    await findFork(renamed.frame)
    await renamed.frame.evaluate(() => hostPage.host.forks!.settle(false))
    expect((await send(renamed.frame)).documentId).toBe(documentId)
  })

  it('leaves its mark in the saved file, which is not sent again for that (office-js #3296)', async () => {
    const { frame, document } = await scene.driver.open(createWordDocument(outline))
    const before = document.save()
    const { documentId } = await send(frame)
    expect(document.save()).not.toEqual(before)
    expect(JSON.stringify(document.settings)).toContain(documentId)
    expect(await send(frame)).toMatchObject({ isNewVersion: false })
  })

  it.each([
    { which: 'missing', parts: [] },
    { which: 'forged', parts: [forgedLedger('of no document')] },
    { which: 'no XML of a ledger', parts: ['<ledger xmlns="urn:sourcewright:ledger:1"/>'] },
  ])('does no harm with a ledger part that is $which: it is only a copy', async ({ parts }) => {
    const document = createWordDocument(outline)
    parts.forEach((xml, index) => document.customParts.set(`{ledger-${index}}`, xml))
    const { frame } = await scene.driver.open(document)
    const { documentId } = await send(frame)
    const traced = await frame.evaluate(
      ([id, words]) => {
        const selection = { selected_text: words, prefix: '', suffix: '' }
        return hostPage.client.findSources({ document_id: id, ...selection })
      },
      [documentId, 'A total of 182 subjects were randomized.'] as const,
    )
    expect(traced.sources.filter(({ basis }) => basis === 'recorded')).toEqual([])
    expect([...document.customParts.values()]).toEqual(parts)
  })

  it('is none outside Word, where Office answers with the host null', async () => {
    const pages = await buildHostPages()
    const page = await scene.browser.newPage()
    await routeOffice(page)
    await page.route('https://word.test/**', (route) => {
      const own = pages[new URL(route.request().url()).pathname]
      return own ? route.fulfill({ contentType: own.type, body: own.body }) : route.abort()
    })
    for (const path of [outsidePagePath, browserPagePath]) {
      await page.goto(`https://word.test${path}`)
      await page.waitForFunction('globalThis.hostPage')
      expect(await page.evaluate(() => hostPage.host.description.ownsDocument)).toBe(false)
    }
    await page.close()
  })
})

/** Says that the study's sentence has a source which nobody ever sent. */
function forgedLedger(documentKey: string): string {
  const citation = `<citation bookmark="_sw1" source="${'f'.repeat(64)}" version="1" name="Forged.pdf" quote="A total of 182 subjects were randomized."/>`
  return `<ledger xmlns="urn:sourcewright:ledger:1" document="${documentKey}" mode="full">${citation}</ledger>`
}

function send(frame: Frame) {
  return frame.evaluate(() =>
    hostPage.host.editor.sendDocument(hostPage.client, new AbortController().signal),
  )
}

function findFork(frame: Frame) {
  return frame.evaluate(() =>
    hostPage.host.forks!.find(hostPage.client, new AbortController().signal),
  )
}

function getDetails(frame: Frame, documentId: string) {
  return frame.evaluate((id) => hostPage.client.getDocument(id), documentId)
}

/** The saved file, opened anew with what it remembers, at the same address or another. */
function reopen({ document }: OpenHost, url = document.url): WordDocument {
  return new WordDocument(document.save(), { settings: document.settings, url })
}
