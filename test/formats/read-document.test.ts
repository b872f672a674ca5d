import { describe, expect, test } from 'vitest'
import { readDocument } from '../../server/formats/read-document.ts'
import { buildDocx, cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'
import { readBuilt } from '../support/read-built-docx.ts'

function start(id: number, name: string): string {
  return `<w:bookmarkStart w:id="${id}" w:name="${name}"/>`
}

function end(id: number): string {
  return `<w:bookmarkEnd w:id="${id}"/>`
}

/** Name and words of each bookmark. */
function bookmarksOf(body: string, more: { footnotes?: string } = {}): [string, string][] {
  const result = readDocument(buildDocx({ body, ...more }))
  if (result.outcome === 'refused') throw new Error(result.reason)
  const { text } = result.sourceText
  return result.bookmarks.map(({ name, range }) => [name, text.slice(range.start, range.end)])
}

describe('readDocument', () => {
  test('reads the text that readDocx reads', () => {
    const body = `<w:p>${start(1, '_swA')}${run('One. ')}${end(1)}${run('Two.')}</w:p>${table([['a', '1']])}`
    const result = readDocument(buildDocx({ body }))
    expect(result.outcome === 'read' && result.sourceText).toEqual(readBuilt(body))
  })

  test('gives the words of our bookmarks in paragraphs, without blanks at the ends', () => {
    const body = `<w:p>${run('  Zero. ')}${start(1, '_swA')}${run(' One. ')}${end(1)}${start(2, '_swB')}${run('Two.  ')}${end(2)}</w:p>`
    expect(bookmarksOf(body)).toEqual([
      ['_swA', 'One.'],
      ['_swB', 'Two.'],
    ])
  })

  test('gives those in cells, whose blanks are cut', () => {
    const marked = `<w:tc><w:p>${start(1, '_swC')}${run(' 8 (  9%) ')}${end(1)}</w:p></w:tc>`
    const nested = `<w:tc>${paragraph('a')}<w:p>${start(2, '_swD')}${run('b')}${end(2)}</w:p></w:tc>`
    const body = paragraph('before') + `<w:tbl>${tableRow([cell('x'), marked, nested])}</w:tbl>`
    expect(bookmarksOf(body)).toEqual([
      ['_swC', '8 (  9%)'],
      ['_swD', 'b'],
    ])
  })

  test('gives those in headings, captions, notes and footnotes', () => {
    const marked = (id: number, words: string, style: string) =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${start(id, `_sw${id}`)}${run(words)}${end(id)}<w:r><w:footnoteReference w:id="5"/></w:r></w:p>`
    const body =
      marked(1, 'Heading', 'Heading1') +
      marked(2, 'Table 1. Ages', 'Caption') +
      table([['a', '1']]) +
      marked(3, 'Note: years.', '')
    const footnotes = `<w:footnote w:id="5">${marked(4, 'foot', '').replace('<w:r><w:footnoteReference w:id="5"/></w:r>', '')}</w:footnote>`
    expect(bookmarksOf(body, { footnotes })).toEqual([
      ['_sw1', 'Heading'],
      ['_sw2', 'Table 1. Ages'],
      ['_sw3', 'Note: years.'],
      ['_sw4', 'foot'],
    ])
  })

  test('follows a bookmark over paragraphs, and one whose ends stand between blocks', () => {
    const body =
      start(1, '_swA') +
      '<w:p/>' +
      paragraph('one') +
      table([['a', 'b']]) +
      end(1) +
      `<w:p>${start(2, '_swB')}${run('two')}</w:p><w:p>${run('three')}${end(2)}${run(' four')}</w:p>` +
      start(3, '_swC') +
      paragraph('last') +
      end(3)
    expect(bookmarksOf(body)).toEqual([
      ['_swA', 'one\na\tb'],
      ['_swB', 'two\nthree'],
      ['_swC', 'last'],
    ])
  })

  test('leaves out foreign bookmarks, empty ones, and those that lost an end or their words', () => {
    const body =
      `<w:p>${start(1, '_Toc1')}${run('a')}${end(1)}${start(2, '_swEmpty')}${end(2)}${start(3, '_swOpen')}${run('b')}` +
      `${start(4, '_swGone')}<w:del>${run('c')}</w:del>${end(4)}${end(9)}</w:p>`
    expect(bookmarksOf(body)).toEqual([])
  })

  test('tells bookmarks apart that a careless program gave one id, one after the other', () => {
    const body = `<w:p>${start(0, '_swA')}${run('a')}${end(0)}${run(' ')}${start(0, '_swB')}${run('b')}${end(0)}</w:p>`
    expect(bookmarksOf(body)).toEqual([
      ['_swA', 'a'],
      ['_swB', 'b'],
    ])
  })

  test('keeps bookmarks on their words after an edit with tracked changes', () => {
    const body = `<w:p><w:ins>${run('New. ')}</w:ins>${start(1, '_swA')}${run('The ')}<w:del>${run('old ')}</w:del><w:ins>${run('real ')}</w:ins>${run('end.')}${end(1)}</w:p>`
    expect(bookmarksOf(body)).toEqual([['_swA', 'The real end.']])
  })

  test('refuses what readDocx refuses', () => {
    expect(readDocument(new Uint8Array())).toMatchObject({ outcome: 'refused', code: 'empty_file' })
  })
})
