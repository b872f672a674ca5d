import { expect, test } from 'vitest'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { buildDocumentInput, value } from '../support/build-document-input.ts'
import { listAll, readPartOf, listTexts } from '../support/read-written-docx.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'

const told = 'The change was -13.1 mmHg (-4 to -1), -.5 at worst, of 5-10 dose-response - all.'

function write(text: string): Uint8Array {
  const template = buildDocx({ body: paragraph('{{a}}') })
  return writeDocument(buildDocumentInput(template, { '{{a}}': value(text) })).bytes
}

test('a line does not end between a minus and its number, and the words are the same', () => {
  const bytes = write(told)
  expect(listAll(readPartOf(bytes), 'w:noBreakHyphen')).toHaveLength(4)
  expect(listTexts(bytes)).toEqual([told])
})

test('a hyphen alone is one that may end a line', () => {
  const bytes = write('-')
  expect(listAll(readPartOf(bytes), 'w:noBreakHyphen')).toHaveLength(0)
  expect(listTexts(bytes)).toEqual(['-'])
})
