import { describe, expect, test } from 'vitest'
import type { DraftSentence } from '../../shared/model/draft.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { textContent } from '../../server/formats/xml.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  draftTable,
  filled,
  sentence,
} from '../support/build-document-input.ts'
import { testWith } from '../support/requirements.ts'
import { listAll, listTexts, readMarkedWords, readPartOf } from '../support/read-written-docx.ts'
import { validateDocx } from '../support/validate-docx.ts'

const rows = [
  ['', 'Placebo'],
  ['Age', '75'],
]
const disposition = draftTable(rows, {
  sourceNumber: '14-1.01',
  sourceLine: 'Source: Table 14-1.01',
})
const joined = draftTable(rows, {
  sourceNumber: '14-3.01, 14-3.02',
  sourceLine: 'Source: Tables 14-3.01 and 14-3.02',
})
const appended = draftTable(rows, { sourceNumber: '14-1.01', keepsNumber: true })
const ownTable = `<w:p><w:r><w:t>Table </w:t></w:r><w:fldSimple w:instr=" SEQ Table "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`

function naming(number: string): DraftSentence {
  const words = `Table ${number}`
  const range = { start: 4, end: 4 + words.length }
  return { ...sentence(`See ${words}.`), references: [{ range, number }] }
}

function write(body: string, contents: Parameters<typeof buildDocumentInput>[1]) {
  return writeDocument(buildDocumentInput(buildDocx({ body }), contents))
}

function says(...sentences: readonly DraftSentence[]) {
  return filled({ kind: 'paragraph', role: 'body', sentences })
}

describe('a sentence that names a table', () => {
  const { bytes, targets } = write(
    paragraph('{{before}}') +
      ownTable +
      paragraph('{{a}}') +
      paragraph('{{b}}') +
      paragraph('{{c}}'),
    {
      '{{before}}': says(naming('14-1.01'), naming('14–3.02'), naming('14-9.99')),
      '{{a}}': filled(disposition),
      '{{b}}': filled(joined),
      '{{c}}': filled(appended),
    },
  )

  test('says what the document calls it, wherever it comes', () => {
    expect(listTexts(bytes)[0]).toBe(
      'See Table 2. See Table 3. See [Gap: this document has no table 14-9.99.].',
    )
  })

  test('is found again word for word under its bookmark', () => {
    const words = readMarkedWords(bytes)
    const sentences = targets.filter(({ kind }) => kind === 'sentence')
    expect(sentences.map(({ text }) => text)).toContain('See Table 2.')
    for (const { bookmark, text } of targets) expect(words.get(bookmark)).toBe(text)
  })

  test('points at the caption by a REF field', () => {
    const root = readPartOf(bytes)
    const codes = listAll(root, 'w:instrText').map(textContent)
    const names = codes.flatMap((code) => /REF (_Ref\d{9}) \\h/.exec(code)?.[1] ?? [])
    const bookmarks = listAll(root, 'w:bookmarkStart').map((one) => one.attributes['w:name'])
    expect(names.length).toBeGreaterThanOrEqual(2)
    for (const name of names) expect(bookmarks.filter((one) => one === name)).toHaveLength(1)
  })

  test('gives the same bytes again', () => {
    const again = write(paragraph('{{a}}') + paragraph('{{b}}'), {
      '{{a}}': filled(disposition),
      '{{b}}': says(naming('14-1.01')),
    })
    const twin = write(paragraph('{{a}}') + paragraph('{{b}}'), {
      '{{a}}': filled(disposition),
      '{{b}}': says(naming('14-1.01')),
    })
    expect(again.bytes).toEqual(twin.bytes)
  })

  testWith('ooxmlValidator', 'is sound Open XML', async () => {
    expect(await validateDocx(bytes)).toEqual([])
  })
})

test('a table under the number of its source is named by it, and does not count', () => {
  const { bytes } = write(paragraph('{{a}}') + paragraph('{{b}}') + paragraph('{{c}}'), {
    '{{a}}': filled(appended),
    '{{b}}': filled(joined),
    '{{c}}': says(naming('14-1.01'), naming('14-3.01')),
  })
  const texts = listTexts(bytes)
  expect(texts[0]).toBe('Table 14-1.01. Disposition')
  expect(texts).toContain('Table 1. Disposition')
  expect(texts).toContain('See Table 14-1.01. See Table 1.')
})

test('a source line leads to the table of that number, and keeps its words', () => {
  const { bytes } = write(paragraph('{{a}}') + paragraph('{{b}}'), {
    '{{a}}': filled(disposition),
    '{{b}}': filled(appended),
  })
  expect(listTexts(bytes)).toContain('Source: Table 14-1.01')
  const codes = listAll(readPartOf(bytes), 'w:instrText').map(textContent)
  expect(codes.filter((code) => code.includes('REF _Ref'))).toHaveLength(1)
})

test("a template's own reference follows the number of its caption", () => {
  const caption = ownTable
    .replace('<w:r><w:t>Table', '<w:bookmarkStart w:id="7" w:name="_Ref1"/><w:r><w:t>Table')
    .replace('</w:fldSimple>', '</w:fldSimple><w:bookmarkEnd w:id="7"/>')
  const reference =
    '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:fldSimple w:instr=" REF _Ref1 \\h "><w:r><w:t>Table 1</w:t></w:r></w:fldSimple></w:p>'
  const { bytes } = write(paragraph('{{a}}') + caption + reference, {
    '{{a}}': filled(disposition),
  })
  expect(listTexts(bytes)).toContain('See Table 2')
})
