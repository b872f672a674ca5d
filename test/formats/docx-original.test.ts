import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocx } from '../../server/formats/read-docx.ts'
import type { ReadResult } from '../../shared/model/source-text.ts'
import { buildDocx, cell, paragraph, run, tableRow } from '../support/build-docx.ts'
import { describeBlocks } from '../support/read-built-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { expectRead } from '../support/show-source-text.ts'

const deleted = (text: string) => `<w:del><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const inserted = (text: string) => `<w:ins>${run(text)}</w:ins>`
const marked = (mark: string, inner: string, style = '') =>
  `<w:p><w:pPr>${style}<w:rPr>${mark}</w:rPr></w:pPr>${inner}</w:p>`

function blocksBefore(body: string, numbering?: string): string[] {
  const content = numbering === undefined ? { body } : { body, numbering }
  return describeBlocks(expectRead(readDocx(buildDocx(content), 'original')))
}

describe('a text as it was before its tracked changes', () => {
  test('has the deleted words and not the inserted ones, and says how it was read', () => {
    const body = `<w:p>${run('The ')}${deleted('old')}${inserted('new')}${run(' text')}</w:p>`
    const source = expectRead(readDocx(buildDocx({ body }), 'original'))
    expect(source.text).toBe('The old text')
    expect(source.reader).toMatchObject({ name: 'docx', options: 'changes=original' })
    expect(expectRead(readDocx(buildDocx({ body }))).reader.options).toBe('')
  })

  test('has a moved sentence once, where it stood', () => {
    const body =
      `<w:p>${run('left ')}<w:moveFrom>${run('moved')}</w:moveFrom></w:p>` +
      marked('<w:moveTo/>', `<w:moveTo>${run('moved')}</w:moveTo>`) +
      paragraph('last')
    expect(blocksBefore(body)).toEqual(['paragraph: left moved', 'paragraph: last'])
  })

  test('is parted where a mark was deleted, and joined where one was inserted', () => {
    const body =
      marked('<w:del/>', run('one')) +
      paragraph('two') +
      marked('<w:ins/>', run('three ')) +
      paragraph('four')
    expect(blocksBefore(body)).toEqual([
      'paragraph: one',
      'paragraph: two',
      'paragraph: three four',
    ])
  })

  test('has the deleted rows and cells of a table and not the inserted ones', () => {
    const row = (text: string, mark: string) => tableRow([cell(text)], false, mark)
    const cells = [cell('a'), cell('b', '<w:cellIns/>'), cell('c', '<w:cellDel/>')]
    const body =
      `<w:tbl>${row('gone', '<w:del/>')}${row('new', '<w:ins/>')}${row('kept', '')}</w:tbl>` +
      `${paragraph('between')}<w:tbl>${tableRow(cells)}${tableRow([cell('d'), cell('e')])}</w:tbl>`
    expect(blocksBefore(body)).toEqual(['table: gone/kept', 'paragraph: between', 'table: a|c/d|e'])
  })

  test('has cells merged as they were', () => {
    const merged = (text: string, value: string) =>
      cell(text, `<w:cellMerge w:vMerge="${value}" w:vMergeOrig="${value}"/>`)
    const body =
      `<w:tbl>${tableRow([cell('a', '<w:cellMerge w:vMerge="rest"/>'), cell('1')])}` +
      `${tableRow([cell('b', '<w:cellMerge w:vMerge="cont"/>'), cell('2')])}` +
      `${tableRow([merged('c', 'rest'), cell('3')])}${tableRow([merged('', 'cont'), cell('4')])}</w:tbl>`
    expect(blocksBefore(body)).toEqual(['table: a|1/b|2/c|3/4'])
  })

  test('has the style, the numbering and the look that a paragraph had', () => {
    const styled = (style: string) => `<w:pStyle w:val="${style}"/>`
    const change = (now: string, before: string) =>
      `<w:pPr>${now}<w:pPrChange><w:pPr>${before}</w:pPr></w:pPrChange></w:pPr>`
    const hidden = `<w:r><w:rPr><w:vanish/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>seen</w:t></w:r>`
    const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const newList =
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:author="A"/></w:numPr>'
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    const body =
      `<w:p>${change('', styled('Heading1'))}${run('Aims')}</w:p>` +
      `<w:p>${change(styled('Heading1'), '')}${run('Plain')}</w:p>` +
      `<w:p>${change('', list)}${run('Item')}</w:p>` +
      `<w:p><w:pPr>${newList}</w:pPr>${run('No item')}</w:p><w:p>${hidden}</w:p>`
    expect(blocksBefore(body, numbering)).toEqual([
      'heading: Aims',
      'paragraph: Plain',
      'list_item: Item',
      'paragraph: No item',
      'paragraph: seen',
    ])
  })

  test('has the result of a deleted field, its notes, and no inserted note', () => {
    const part = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const field = `<w:del>${part('begin')}<w:r><w:delInstrText>SEQ Table</w:delInstrText></w:r>${part('separate')}<w:r><w:delText>7</w:delText></w:r>${part('end')}</w:del>`
    const reference = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`
    const note = (id: number, text: string) =>
      `<w:footnote w:id="${id}">${paragraph(text)}</w:footnote>`
    const body = `<w:p>${run('Table ')}${field}<w:del>${reference(1)}</w:del><w:ins>${reference(2)}</w:ins></w:p>`
    const footnotes = note(1, 'Before.') + note(2, 'After.')
    const source = expectRead(readDocx(buildDocx({ body, footnotes }), 'original'))
    expect(source.text).toBe('Table 7\n1 Before.')
  })
})

test('a text is the same before and after where nothing is tracked, and else holds what was deleted', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/)
  const piece = fc.record({ text: word, change: fc.constantFrom('none', 'ins', 'del') })
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const write = ({ text, change }: { text: string; change: string }) =>
        change === 'ins' ? inserted(text) : change === 'del' ? deleted(text) : run(text)
      const body = `<w:p>${run('|')}${pieces.map(write).join('')}${run('| end')}</w:p>`
      const without = (change: string) =>
        `|${pieces.map((one) => (one.change === change ? '' : one.text)).join('')}| end`
      const bytes = buildDocx({ body })
      expect(expectRead(readDocx(bytes, 'original')).text).toBe(without('ins'))
      expect(expectRead(readDocx(bytes)).text).toBe(without('del'))
    }),
  )
})

describeWith('corpus', 'the Word files of others', (corpus) => {
  test('with tracked changes read as their twins in which Word rejected all of them', () => {
    const twins = globSync('docx/**/*-Rejected.docx', { cwd: corpus })
      .map((file) => [file, file.replace('-Rejected', '')] as const)
      .filter(([, tracked]) => existsSync(join(corpus, tracked)))
    for (const [rejected, tracked] of twins) {
      const expected = readDocx(readFileSync(join(corpus, rejected)))
      const actual = readDocx(readFileSync(join(corpus, tracked)), 'original')
      expect(wordsOf(actual), tracked).toBe(wordsOf(expected))
    }
    expect(twins.length).toBeGreaterThan(40)
  })
})

function wordsOf(result: ReadResult): string {
  return result.outcome === 'read' ? result.sourceText.text : `refused: ${result.reason}`
}
