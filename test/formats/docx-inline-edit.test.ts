import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { findChild, textContent } from '../../server/formats/xml.ts'
import { buildDocx, paragraph, run } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  writeBody,
  citation,
  draftParagraph,
  draftTable,
  filled,
  gap,
  value,
} from '../support/build-document-input.ts'
import { withoutUnwritable, listAll, listTexts, readPartOf } from '../support/read-written-docx.ts'

describe('a rule or placeholder in a line', () => {
  test('takes the format of the run where it begins', () => {
    const body = `<w:p>${run('of {{na', '<w:i/>')}${run('me}} and', '<w:b/>')}</w:p>`
    const bytes = writeBody(body, { '{{name}}': value('X') })
    const runs = listAll(readPartOf(bytes), 'w:r').map((one) => [
      textContent(one),
      findChild(one, 'w:rPr')?.children.map((child) => typeof child !== 'string' && child.name)[0],
    ])
    expect(runs).toEqual([
      ['of ', 'w:i'],
      ['X', 'w:i'],
      [' and', 'w:b'],
    ])
  })

  test('may stand several times in a paragraph, side by side', () => {
    const bytes = writeBody(paragraph('{{a}}{{b}} and {{c}}'), {
      '{{a}}': value('1'),
      '{{b}}': value('22'),
      '{{c}}': filled(draftParagraph('inline', 'One.', 'Two.')),
    })
    expect(listTexts(bytes)).toEqual(['122 and One. Two.'])
  })

  test('may span paragraphs, which become one', () => {
    const body = ['so [[a', 'b', 'c]] it is', 'after'].map((text) => paragraph(text)).join('')
    const content = { '[[a\nb\nc]]': filled(draftParagraph('inline', 'One.')) }
    expect(listTexts(writeBody(body, content))).toEqual(['so One. it is', 'after'])
  })

  test('shades a gap, and says one in words', () => {
    const bytes = writeBody(paragraph('so [[a]] it is'), { '[[a]]': gap('nothing') })
    expect(listTexts(bytes)).toEqual(['so [Gap: nothing.] it is'])
    expect(listAll(readPartOf(bytes), 'w:shd')).toHaveLength(1)
  })

  test('turns line breaks and tabs of a value into those of Word', () => {
    const bytes = writeBody(paragraph('{{a}}'), { '{{a}}': value('1\r\n2\t3') })
    expect(listTexts(bytes)).toEqual(['1\n2\t3'])
    expect(listAll(readPartOf(bytes), 'w:br')).toHaveLength(1)
  })

  test('takes the paragraph with it when it is empty and stands alone', () => {
    const body = paragraph('{{a}}') + paragraph('x{{b}}y')
    expect(listTexts(writeBody(body, { '{{a}}': value(''), '{{b}}': value('') }))).toEqual(['xy'])
  })

  test('makes a bound content control keep what is written into it', () => {
    const body =
      '<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w:showingPlcHdr/><w:text/></w:sdtPr>' +
      `<w:sdtContent>${run('{{a}}')}</w:sdtContent></w:sdt></w:p>`
    const root = readPartOf(writeBody(body, { '{{a}}': value('X', citation) }))
    const names = ['w:dataBinding', 'w:showingPlcHdr', 'w:text']
    expect(names.flatMap((name) => listAll(root, name))).toEqual([])
  })

  test('refuses a table, which has no place in a line', () => {
    const content = { '[[a]]': filled(draftTable([['h'], ['1']])) }
    expect(() => writeBody(paragraph('so [[a]]'), content)).toThrow('[[a]]: a table within a line')
  })

  test('refuses places that overlap', () => {
    const input = buildDocumentInput(buildDocx({ body: paragraph('so {{a}}') }), {
      '{{a}}': value('1'),
      '{a}': value('2'),
    })
    expect(() => writeDocument(input)).toThrow('overlaps')
  })

  test('leaves all words around it as they are', () => {
    const letters = fc.array(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).map(withoutUnwritable),
    )
    const texts = fc.tuple(letters, letters, letters)
    fc.assert(
      fc.property(texts, letters, ([before, inside, after], put) => {
        const runs = [...before, ...inside, ...after].map((letter) => run(letter))
        const input = buildDocumentInput(buildDocx({ body: `<w:p>${runs.join('')}</w:p>` }), {})
        const start = before.join('').length
        const end = start + inside.join('').length
        const place = { firstParagraph: 0, lastParagraph: 0, start, end, isWholeParagraph: false }
        const content = value(put.join(''), citation)
        const placements = [{ ruleId: 'a', sectionId: 'title', place, content }]
        const { bytes } = writeDocument({ ...input, placements })
        expect(listTexts(bytes)).toEqual([[...before, ...put, ...after].join('')])
      }),
      { numRuns: 50 },
    )
  })
})
