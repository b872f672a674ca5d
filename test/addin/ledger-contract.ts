import type { Frame, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { EditReport } from '../../addin/host/document-editor.ts'
import { writeLedgerMode } from '../../server/formats/docx-ledger-mode.ts'
import { openDocx, packDocx, writePart } from '../../server/formats/docx-parts.ts'
import { parseXml } from '../../server/formats/xml.ts'
import {
  ageSentence,
  buildLedgerDocx,
  listLedgerParts,
  randomizedSentence,
  readEntries,
  readStates,
  withdrawnSentence,
} from '../support/build-ledger-docx.ts'
import { requirements } from '../support/requirements.ts'
import { validateDocx } from '../support/validate-docx.ts'
import type { HostDriver, OpenDocumentOfHost } from './host-contract.ts'

export type LedgerScene = {
  readonly open: HostDriver['open']
  /** The bytes that the server has of the document after it was sent. */
  readonly readSent: (frame: Frame | Page) => Promise<Uint8Array>
}

const edited = randomizedSentence.replace('182', '183')

/** What every host says in the file of the words that the recorded sources are about. */
export function defineLedgerContract({ open, readSent }: LedgerScene): void {
  const readPart = async ({ frame }: OpenDocumentOfHost) => {
    const parts = listLedgerParts(await readSent(frame))
    expect(parts).toHaveLength(1)
    return parts[0] ?? ''
  }

  it('says in the file’s ledger that a sentence was edited by a digit, and that its neighbours were not', async () => {
    const document = await open(buildLedgerDocx())
    expect(await replace(document, '182', '183')).toMatchObject({ outcome: 'applied' })
    const part = await readPart(document)
    expect(readEntries(part)).toEqual([
      { written: randomizedSentence, state: 'edited', words: edited },
      ...[ageSentence, '91', '85', '91', '85', withdrawnSentence].map((written) => ({
        written,
        state: 'intact',
        words: undefined,
      })),
    ])
  })

  it('leaves the file sound, with a ledger that is in step', async () => {
    const bytes = buildLedgerDocx()
    const document = await open(bytes)
    await replace(document, '182', '183')
    const sent = await readSent(document.frame)
    expect(readStates(listLedgerParts(sent)[0] ?? '')[randomizedSentence]).toBe('edited')
    if (requirements.ooxmlValidator.findPath() !== undefined) {
      expect(await validateDocx(sent)).toEqual(await validateDocx(bytes))
    }
  })

  it('says in the ledger that a deleted sentence is lost, and takes that back when the sentence comes back', async () => {
    const document = await open(buildLedgerDocx())
    expect(await replace(document, ageSentence, '')).toMatchObject({ outcome: 'applied' })
    expect(readStates(await readPart(document))).toMatchObject({
      [ageSentence]: 'lost',
      [randomizedSentence]: 'intact',
    })
    await document.undo({ words: '', before: randomizedSentence, was: ` ${ageSentence}` })
    const states = Object.values(readStates(await readPart(document)))
    expect(new Set(states)).toEqual(new Set(['intact']))
  })

  it('says in the ledger that words are as they were after an edit was undone', async () => {
    const document = await open(buildLedgerDocx())
    await replace(document, '182', '183')
    expect(readStates(await readPart(document))[randomizedSentence]).toBe('edited')
    await document.undo({ words: '183', before: 'A total of ', was: '182' })
    const [entry] = readEntries(await readPart(document))
    expect(entry).toEqual({ written: randomizedSentence, state: 'intact', words: undefined })
  })

  it('has a note put to a sentence, whose entry in the ledger stays as it was', async () => {
    const document = await open(buildLedgerDocx())
    const report = await document.frame.evaluate((exact) => {
      const selector = { exact, prefix: '', suffix: '' }
      return hostPage.host.editor.addNote(selector, { kind: 'footnote', text: 'Table 1' })
    }, randomizedSentence)
    expect(report).toMatchObject({ outcome: 'applied' })
    expect(readStates(await readPart(document))[randomizedSentence]).toBe('intact')
  })

  it('says that a cell was edited, and never lets its entry go over to another cell that has the same words', async () => {
    const document = await open(buildLedgerDocx())
    await document.select('91', 0)
    await document.frame.waitForFunction("hostPage.selections.at(-1)?.exact === '91'")
    const report = await document.frame.evaluate(() =>
      hostPage.host.editor.replaceQuote(hostPage.selections.at(-1)!, '90'),
    )
    expect(report).toMatchObject({ outcome: 'applied' })
    const cells = readEntries(await readPart(document)).filter(({ written }) => written === '91')
    expect(cells).toEqual([
      { written: '91', state: 'edited', words: '90' },
      { written: '91', state: 'intact', words: undefined },
    ])
  })

  it('writes no ledger into a document that has none', async () => {
    const document = await open(writeLedgerMode(buildLedgerDocx(), 'none'))
    await replace(document, '182', '183')
    expect(listLedgerParts(await readSent(document.frame))).toEqual([])
  })

  it('says of a ledger without words, after an edit, no more than that nothing can be told', async () => {
    const document = await open(writeLedgerMode(buildLedgerDocx(), 'ids'))
    await replace(document, '182', '183')
    const entries = readEntries(await readPart(document))
    expect(new Set(entries.map(({ state }) => state))).toEqual(new Set(['ambiguous']))
  })

  it.each([
    { which: 'of another kind', xml: '<ledger xmlns="urn:other"><citation start="0"/></ledger>' },
    { which: 'that is empty', xml: '<ledger xmlns="urn:sourcewright:ledger:1"/>' },
    {
      which: 'in a root of another name',
      xml: '<book xmlns="urn:sourcewright:ledger:1"><text>182</text><citation start="0" end="3"/></book>',
    },
  ])('leaves a part alone $which', async ({ xml }) => {
    const document = await open(withPart(xml))
    await replace(document, '182', '183')
    const sent = openDocx(await readSent(document.frame))
    const parts = [...sent.parts].filter(([name]) => /^customXml\/item\d+\.xml$/.test(name))
    expect(parts.map(([, part]) => new TextDecoder().decode(part))).toEqual([
      expect.stringContaining(xml),
    ])
  })

  it('does what it is asked to where a hostile ledger points at words that are not its own', async () => {
    const { start, end } = { start: '-1', end: '999999999' }
    const far = `<citation start="${start}" end="${end}" state="intact"/>`
    const odd = '<citation start="3" end="1"/><citation start="0" end="2" state="intact"/>'
    const document = await open(
      withPart(
        `<ledger xmlns="urn:sourcewright:ledger:1" document="x" mode="full"><text>No such words stand here.</text>${far}${odd}</ledger>`,
      ),
    )
    expect(await replace(document, '182', '183')).toMatchObject({ outcome: 'applied' })
    const states = readEntries(await readPart(document)).map(({ state }) => state)
    expect(states.slice(0, 2)).toEqual(['ambiguous', 'ambiguous'])
    expect(states[2]).toMatch(/ambiguous|lost/)
  })
}

function replace({ frame }: OpenDocumentOfHost, exact: string, text: string): Promise<EditReport> {
  return frame.evaluate(
    ([words, other]) =>
      hostPage.host.editor.replaceQuote({ exact: words, prefix: '', suffix: '' }, other),
    [exact, text] as const,
  )
}

/** The same document with another part in the ledger's place. */
function withPart(xml: string): Uint8Array {
  const docx = openDocx(buildLedgerDocx())
  writePart(docx.parts, 'customXml/item1.xml', parseXml(xml))
  return packDocx(docx)
}
