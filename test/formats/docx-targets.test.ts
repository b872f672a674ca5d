import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listTargets } from '../../server/formats/docx-targets.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { buildDocx, paragraph, run } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  writeBody,
  citation,
  draftParagraph,
  draftTable,
  filled,
  value,
} from '../support/build-document-input.ts'
import {
  withoutUnwritable,
  listAll,
  readBookmarks,
  readMarkedWords,
  readPartOf,
} from '../support/read-written-docx.ts'

const hostile = [
  'a < b & c > d',
  ']]> <![CDATA[',
  '&amp; &#0; &lt;w:p/>',
  '“quoted” {{field}} [[rule]]',
  '😀 👩‍👩‍👧',
  'שלום עולם',
  '\u202Eabc\u202C',
  '_x0041_',
]

describe('bookmarks', () => {
  test('enclose exactly the words of each target', () => {
    const body = paragraph('[[a]]') + paragraph('so [[b]] it is') + paragraph('{{c}}')
    const input = buildDocumentInput(buildDocx({ body }), {
      '[[a]]': filled(
        draftParagraph('body', ...hostile),
        draftTable(
          [
            ['h', 'i'],
            ['Row', '12 (3%)'],
          ],
          { notes: [{ text: 'Note.', basis: 'house_text', citations: [] }] },
        ),
        draftParagraph('list_item', 'Item.'),
      ),
      '[[b]]': filled(draftParagraph('inline', 'B.')),
      '{{c}}': value('C', citation),
    })
    const { bytes, targets } = writeDocument(input)
    const expected = targets.map((one): [string, string] => [one.bookmark, one.text])
    expect(readBookmarks(bytes)).toEqual(new Map(expected))
    expect(targets.map((one) => one.text)).toEqual([
      ...hostile,
      '12 (3%)',
      'Note.',
      'Item.',
      'B.',
      'C',
    ])
    expect(targets).toEqual(listTargets(input))
  })

  test('are found again by the reader of documents', () => {
    const texts = hostile.filter((text) => !text.includes('\u202E'))
    const input = buildDocumentInput(buildDocx({ body: paragraph('[[a]]') }), {
      '[[a]]': filled(
        draftParagraph('body', ...texts),
        draftTable([
          ['h', 'i'],
          ['Row', '5'],
        ]),
      ),
    })
    const { bytes, targets } = writeDocument(input)
    const words = readMarkedWords(bytes)
    expect(targets.map(({ bookmark }) => words.get(bookmark))).toEqual([...texts, '5'])
  })

  test('hold any text that a sentence may be, less what XML forbids', () => {
    const texts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(texts, (sentences) => {
        const lone = sentences.map((text) => `${text}\u0000\uD800`)
        const template = buildDocx({ body: paragraph('[[a]]') })
        const content = { '[[a]]': filled(draftParagraph('body', ...lone)) }
        const { bytes, targets } = writeDocument(buildDocumentInput(template, content))
        const expected = targets.map((one): [string, string] => [one.bookmark, one.text])
        expect(readBookmarks(bytes)).toEqual(new Map(expected))
        expect(targets.map(({ text }) => withoutUnwritable(text))).toEqual(
          lone.map(withoutUnwritable),
        )
      }),
      { numRuns: 50 },
    )
  })

  test('have hidden names and numbers of their own', () => {
    const body =
      '<w:p><w:bookmarkStart w:id="41" w:name="mine"/>' +
      `${run('[[a]]')}<w:bookmarkEnd w:id="41"/></w:p>`
    const bytes = writeBody(body, { '[[a]]': filled(draftParagraph('body', 'One.', 'Two.')) })
    const starts = listAll(readPartOf(bytes), 'w:bookmarkStart')
    expect(starts.map((one) => one.attributes['w:id'])).toEqual(['41', '42', '43'])
    const names = starts.slice(1).map((one) => one.attributes['w:name'] ?? '')
    expect(names.every((name) => /^_sw[0-9a-f]{16}$/.test(name))).toBe(true)
  })

  test('name a cell by its row and its first grid column', () => {
    const content = filled(
      draftTable([
        ['', { text: 'Drug', columnSpan: 2 }],
        [{ text: 'Row', columnSpan: 2 }, '5'],
      ]),
    )
    const { targets } = writeDocument(
      buildDocumentInput(buildDocx({ body: paragraph('[[a]]') }), { '[[a]]': content }),
    )
    expect(targets).toMatchObject([{ kind: 'cell', table: 0, row: 1, column: 2, text: '5' }])
  })
})
