import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinRuns, listParagraphs } from '../../server/formats/docx-runs.ts'
import { parseXml, textContent, type XmlElement } from '../../server/formats/xml.ts'
import { cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'

function parse(body: string): XmlElement {
  return parseXml(`<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`)
}

function join(inner: string) {
  const [first] = listParagraphs(parse(`<w:p>${inner}</w:p>`))
  if (!first) throw new Error('no paragraph')
  return joinRuns(first)
}

function field(instruction: string, result: string): string {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  return `${mark('begin')}<w:r><w:instrText>${instruction}</w:instrText></w:r>${mark('separate')}${result}${mark('end')}`
}

describe('listParagraphs', () => {
  test('counts every w:p in document order, empty ones and those in tables and text boxes too', () => {
    const box = `<w:p><w:r><w:t>host</w:t><w:pict><w:txbxContent>${paragraph('boxed')}</w:txbxContent></w:pict></w:r></w:p>`
    const control = `<w:sdt><w:sdtContent>${paragraph('controlled')}</w:sdtContent></w:sdt>`
    const all = listParagraphs(parse(`<w:p/>${table([['a', 'b']])}${control}${box}`))
    expect(all.map((one) => joinRuns(one).text)).toEqual([
      '',
      'a',
      'b',
      'controlled',
      'host',
      'boxed',
    ])
  })

  test('lists the paragraphs of nested tables in the place of their cell', () => {
    const inner = `<w:tc>${table([['inner']])}${paragraph('after')}</w:tc>`
    const all = listParagraphs(parse(`<w:tbl>${tableRow([cell('first'), inner])}</w:tbl>`))
    expect(all.map((one) => joinRuns(one).text)).toEqual(['first', 'inner', 'after'])
  })
})

describe('joinRuns', () => {
  test('joins what Word has split into runs', () => {
    expect(join(run('[[ru') + run('le fi') + run('xed]]')).text).toBe('[[rule fixed]]')
  })

  test('keeps insertions and drops deletions and what was moved away', () => {
    const inner =
      `<w:ins>${run('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>` +
      `<w:moveFrom>${run('away ')}</w:moveFrom><w:moveTo>${run('here')}</w:moveTo>`
    expect(join(inner).text).toBe('new here')
  })

  test('gives the result of a field and never its instruction', () => {
    expect(join(run('see ') + field(' REF _x ', run('Table 4')) + run('.')).text).toBe(
      'see Table 4.',
    )
  })

  test('drops the result of a field that stands in the instruction of another', () => {
    const nested = field(
      `IF </w:instrText></w:r>${field('A', run('hidden'))}<w:r><w:instrText>`,
      run('shown'),
    )
    expect(join(nested).text).toBe('shown')
  })

  test('writes tabs, breaks and hyphens as characters', () => {
    const inner =
      '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>'
    expect(join(inner).text).toBe('a\tb\nc-d')
  })

  test('sees through links, content controls, smart tags and simple fields', () => {
    const inner =
      `<w:hyperlink>${run('a')}</w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>${run('b')}</w:sdtContent></w:sdt>` +
      `<w:smartTag>${run('c')}</w:smartTag><w:fldSimple w:instr="PAGE">${run('d')}</w:fldSimple>`
    expect(join(inner).text).toBe('abcd')
  })

  test('takes one branch of alternate content: the first that says something', () => {
    const choice = '<mc:Choice Requires="x"><w:r><w:drawing/></w:r></mc:Choice>'
    const fallback = `<mc:Fallback>${run('plain')}</mc:Fallback>`
    expect(join(`<mc:AlternateContent>${choice}${fallback}</mc:AlternateContent>`).text).toBe(
      'plain',
    )
  })

  test('leaves the paragraphs of a text box to themselves', () => {
    const box = `<w:r><w:pict><w:txbxContent>${paragraph('inside')}</w:txbxContent></w:pict></w:r>`
    expect(join(run('outside') + box).text).toBe('outside')
  })

  test('keeps blanks and soft hyphens of w:t as they are', () => {
    expect(join(run('  a\u00ADb  ')).text).toBe('  a\u00ADb  ')
  })

  test('maps every piece to the node that holds its words', () => {
    const leaf = fc.oneof(
      fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).map((text) => run(text)),
      fc.constantFrom('<w:r><w:tab/></w:r>', '<w:r><w:br/></w:r>', '<w:bookmarkStart w:id="1"/>'),
    )
    const kept = fc.oneof(
      leaf,
      leaf.map((xml) => `<w:ins>${xml}</w:ins>`),
    )
    const dropped = leaf.map((xml) => `<w:del>${xml}</w:del>`)
    fc.assert(
      fc.property(fc.array(fc.oneof(kept, dropped), { maxLength: 12 }), (inner) => {
        const { text, pieces } = join(inner.join(''))
        let at = 0
        for (const piece of pieces) {
          expect(piece.start).toBe(at)
          expect(piece.end).toBeGreaterThan(piece.start)
          const words = text.slice(piece.start, piece.end)
          expect(piece.node.name === 'w:t' ? textContent(piece.node) : words).toBe(words)
          at = piece.end
        }
        expect(at).toBe(text.length)
      }),
    )
  })
})
