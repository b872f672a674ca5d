import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerRow } from '../../shared/model/document-input.ts'
import { writeLedgerMode } from '../../server/formats/docx-ledger-mode.ts'
import { addLedger, findLedger } from '../../server/formats/docx-ledger-part.ts'
import { openDocx, packDocx } from '../../server/formats/docx-parts.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { readZip } from '../../server/formats/zip.ts'
import {
  ageSentence,
  buildLedgerDocx,
  listLedgerParts,
  randomizedSentence,
  readEntries,
  withdrawnSentence,
} from '../support/build-ledger-docx.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  draftParagraph,
  draftTable,
  filled,
} from '../support/build-document-input.ts'
import {
  listAll,
  listTexts,
  readBookmarks,
  readPartOf,
  readTextOf,
} from '../support/read-written-docx.ts'

const row: LedgerRow = {
  bookmark: '_sw0123456789abcdef',
  sourceName: 'protocol <1>.pdf',
  sourceHash: 'ab'.repeat(32),
  version: 3,
  page: 'xii',
  quote: 'will be "randomized"\n & followed',
  cell: '14-1.02 | Completed | Placebo | count',
  formula: 'a + b',
  transformations: [{ kind: 'tense', from: 'will be', to: 'was' }],
}

const template = buildDocx({ body: paragraph('One', 'Heading1') + paragraph('[[a]]') })

function write(rows: readonly LedgerRow[], bytes = template): Uint8Array {
  const content = filled(draftParagraph('body', 'One.', 'Two.'), draftTable([['h'], ['5']]))
  return writeDocument({ ...buildDocumentInput(bytes, { '[[a]]': content }), ledger: rows }).bytes
}

const ledgerOf = (bytes: Uint8Array) => findLedger(openDocx(bytes))

const partNames = (bytes: Uint8Array) =>
  [...readZip(bytes).keys()].filter((name) => name.startsWith('customXml'))

describe('the ledger', () => {
  test('is a custom XML part that gives back every row', () => {
    const bytes = write([row, { ...row, quote: '', cell: '', transformations: [] }])
    expect(ledgerOf(bytes)).toEqual({
      documentKey: 'key',
      mode: 'full',
      rows: [row, { ...row, quote: '', cell: '', transformations: [] }],
    })
    expect(partNames(bytes)).toEqual([
      'customXml/item1.xml',
      'customXml/itemProps1.xml',
      'customXml/_rels/item1.xml.rels',
    ])
  })

  test('gives back any words of a source, control characters too', () => {
    const texts = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())
    fc.assert(
      fc.property(texts, texts, texts, (quote, sourceName, from) => {
        const odd: LedgerRow = {
          ...row,
          quote: `${quote}\u0002_x0002_\uFFFF`,
          sourceName,
          transformations: [{ kind: 'term', from, to: '\r\n' }],
        }
        expect(ledgerOf(write([odd]))?.rows).toEqual([odd])
      }),
      { numRuns: 50 },
    )
  })

  test('takes the next free number beside the custom parts of the template', () => {
    const extraParts = { 'customXml/item1.xml': '<a/>', 'customXml/itemProps2.xml': '<b/>' }
    const bytes = write([row], buildDocx({ body: paragraph('[[a]]'), extraParts }))
    expect(partNames(bytes)).toContain('customXml/item3.xml')
    expect(readTextOf(bytes, 'customXml/item1.xml')).toBe('<a/>')
  })

  test('has an id that depends on the document alone', () => {
    const guid = (bytes: Uint8Array) =>
      /ds:itemID="(\{[0-9A-F-]{36}\})"/.exec(readTextOf(bytes, 'customXml/itemProps1.xml'))?.[1]
    expect(guid(write([row]))).toBe(guid(write([])))
    expect(guid(write([row]))).toBeDefined()
  })
})

describe('the ledger of a document that was read back', () => {
  const bytes = buildLedgerDocx()
  const [part = ''] = listLedgerParts(bytes)

  test('says which words each citation was written for, and that they stand', () => {
    expect(readEntries(part)).toEqual(
      [randomizedSentence, ageSentence, '91', '85', '91', '85', withdrawnSentence].map(
        (written) => ({ written, state: 'intact', words: undefined }),
      ),
    )
  })

  test('keeps no words with ids alone: neither the document’s nor the sources’', () => {
    const [reduced = ''] = listLedgerParts(writeLedgerMode(bytes, 'ids'))
    expect(reduced).not.toMatch(/randomized|words of the protocol|protocol\.pdf/)
    expect(readEntries(reduced).map(({ state }) => state)).toEqual(
      Array.from({ length: 7 }, () => 'intact'),
    )
  })

  test('is reduced in every part that says it is one', () => {
    const twice = openDocx(bytes)
    addLedger(twice, 'other', [row])
    const parts = listLedgerParts(writeLedgerMode(packDocx(twice), 'ids'))
    expect(parts).toHaveLength(2)
    expect(parts.join()).not.toMatch(/randomized|words of the protocol|protocol/)
  })
})

describe('writeLedgerMode', () => {
  const bytes = write([row])

  test('leaves the document alone in full', () => {
    expect(writeLedgerMode(bytes, 'full')).toBe(bytes)
  })

  test('keeps ids and hashes alone, and the document as it is', () => {
    const reduced = writeLedgerMode(bytes, 'ids')
    const blank = {
      sourceName: '',
      page: '',
      quote: '',
      cell: '',
      formula: '',
      transformations: [],
    }
    expect(ledgerOf(reduced)).toMatchObject({ mode: 'ids', rows: [{ ...row, ...blank }] })
    expect(readBookmarks(reduced)).toEqual(readBookmarks(bytes))
    expect(readTextOf(reduced, 'customXml/item1.xml')).not.toMatch(/randomized|protocol|14-1/)
  })

  test('strips ledger, section tags and bookmarks, and keeps the text', () => {
    const stripped = writeLedgerMode(bytes, 'none')
    const root = readPartOf(stripped)
    expect(listTexts(stripped)).toEqual(listTexts(bytes))
    const names = ['w:sdt', 'w:bookmarkStart', 'w:bookmarkEnd']
    expect(names.flatMap((name) => listAll(root, name))).toEqual([])
    expect(partNames(stripped)).toEqual([])
    const everything = [...readZip(stripped).keys()]
      .map((name) => readTextOf(stripped, name))
      .join()
    expect(everything).not.toMatch(/sourcewright:|_sw[0-9a-f]|sw:section|customXml/)
  })

  test('keeps what is not ours: other bookmarks, content controls, custom parts', () => {
    const body =
      `<w:sdt><w:sdtPr><w:tag w:val="mine"/></w:sdtPr><w:sdtContent>${paragraph('in')}</w:sdtContent></w:sdt>` +
      '<w:p><w:bookmarkStart w:id="1" w:name="_swan"/><w:r><w:t>[[a]]</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    const extraParts = { 'customXml/item1.xml': '<a/>' }
    const stripped = writeLedgerMode(write([row], buildDocx({ body, extraParts })), 'none')
    const root = readPartOf(stripped)
    const marks = listAll(root, 'w:bookmarkStart').map((one) => one.attributes['w:name'])
    expect(marks).toEqual(['_swan'])
    expect(listAll(root, 'w:bookmarkEnd')).toHaveLength(1)
    expect(listAll(root, 'w:tag').map((one) => one.attributes['w:val'])).toEqual(['mine'])
    expect(partNames(stripped)).toEqual(['customXml/item1.xml'])
  })

  test('does nothing to a document without a ledger but pack it anew', () => {
    expect(listTexts(writeLedgerMode(template, 'ids'))).toEqual(listTexts(template))
    expect(listTexts(writeLedgerMode(template, 'none'))).toEqual(listTexts(template))
  })
})
