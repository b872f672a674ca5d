import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  extensionOf,
  findFileType,
  findTypesOfName,
  mimeTypeOf,
} from '../../server/formats/file-type.ts'
import { writeZip } from '../../server/formats/zip.ts'
import { buildPdf } from '../support/build-pdf.ts'
import { describeWith } from '../support/requirements.ts'

const part = Buffer.from('<x/>')

function pack(...names: readonly string[]): Uint8Array {
  return writeZip(new Map(names.map((name) => [name, part])))
}

const pdf = buildPdf({ pages: [{ lines: [{ text: 'Words.' }] }] })
const ole2 = Buffer.from('d0cf11e0a1b11ae1', 'hex')

describe('the bytes say that a file is', () => {
  test.each([
    ['pdf', pdf],
    ['pdf', Buffer.concat([Buffer.alloc(1000, 10), pdf])],
    ['docx', pack('[Content_Types].xml', 'word/document.xml')],
    ['xlsx', pack('[Content_Types].xml', 'xl/workbook.xml')],
    ['pptx', pack('[Content_Types].xml', 'ppt/presentation.xml')],
    ['zip', pack('word/document.xml')],
    ['zip', pack('[Content_Types].xml', 'readme.txt')],
    ['ole2', ole2],
    ['rtf', Buffer.from('{\\rtf1 Words.}')],
    ['html', Buffer.from('\uFEFF <!DOCTYPE html><p>Words.')],
    [
      'html',
      Buffer.from('<?xml version="1.0"?>\n<!-- saved from url=x -->\n<html><p>Words.</html>'),
    ],
    ['text', Buffer.from('<!-- a note --> Words about <html>.')],
    ['text', Buffer.from('Größe\tin cm\n')],
    [undefined, new Uint8Array()],
    [undefined, Uint8Array.of(0, 1, 2, 3)],
    ['text', Buffer.from('Gr\u00f6\u00dfe', 'latin1')],
    ['text', Buffer.from('\uFEFFGr\u00f6\u00dfe', 'utf16le')],
    [undefined, Buffer.from('Gr\u00f6\u00dfe\u0001', 'latin1')],
  ])('%s', (type, bytes) => {
    expect(findFileType(bytes)).toBe(type)
  })

  test('a zip, though a package of Word lies in it uncompressed', () => {
    const report = pack('[Content_Types].xml', 'word/document.xml')
    expect(findFileType(zipSync({ 'report.docx': report }, { level: 0 }))).toBe('zip')
  })

  test('a package of Word even when its end is cut off', () => {
    const bytes = pack('[Content_Types].xml', 'word/document.xml')
    const directory = Buffer.from(bytes).indexOf('PK\u0001\u0002')
    expect(findFileType(bytes.subarray(0, directory))).toBe('docx')
  })

  test('text when a letter stands over the end of what is looked at', () => {
    expect(findFileType(Buffer.from(`${'a'.repeat(65_535)}ß`))).toBe('text')
  })
})

test('the name says which types it may be', () => {
  expect(findTypesOfName('Report.final.DOCX')).toEqual(['docx'])
  expect(findTypesOfName('table.doc')).toEqual(['ole2'])
  expect(findTypesOfName('no ending')).toBeUndefined()
  expect(findTypesOfName('odd.constructor')).toBeUndefined()
  expect(extensionOf('a.b.Pdf ')).toBe('pdf')
  expect(extensionOf('.profile name')).toBe('')
})

test('every type has its media type', () => {
  expect(mimeTypeOf('pdf')).toBe('application/pdf')
  expect(mimeTypeOf('docx')).toContain('wordprocessingml')
})

describeWith('corpus', 'real files', (corpus) => {
  test('are what their names say, but for the few that are broken', () => {
    const odd = ['pdf/pdfjs/bug1606566.pdf', 'pdf/pdfplumber/tests_pdfs_empty.pdf']
    const names = ['pdf', 'docx', 'study', 'versions', 'templates'].flatMap((folder) =>
      readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    const wrong = names.filter((name) => {
      if (!/\.(pdf|docx|rtf)$/.test(name)) return false
      const type = findFileType(readFileSync(join(corpus, name)))
      return type === undefined || !findTypesOfName(name)?.includes(type)
    })
    expect(wrong.sort()).toEqual(odd)
  })
})
