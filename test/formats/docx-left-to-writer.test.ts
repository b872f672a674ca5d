import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookmarkPattern } from '../../server/formats/docx-targets.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { childElements, findPath, textContent, type XmlElement } from '../../server/formats/xml.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  draftParagraph,
  draftTable,
  filled,
  sentence,
  writeBody,
} from '../support/build-document-input.ts'
import { listAll, readMarkedWords, readPartOf } from '../support/read-written-docx.ts'

const styleName = 'Sourcewright Left to Writer'

function leave(text: string, ...leftToWriter: readonly TextRange[]) {
  return { ...sentence(text), leftToWriter }
}

function content(...sentences: ReturnType<typeof leave>[]) {
  return filled({ ...draftParagraph('body'), sentences })
}

function listStyles(bytes: Uint8Array): XmlElement[] {
  return listAll(readPartOf(bytes, 'word/styles.xml'), 'w:style').filter(
    (style) => findPath(style, 'w:name')?.attributes['w:val'] === styleName,
  )
}

/** The words of runs in the style, in document order. */
function listShaded(bytes: Uint8Array): string[] {
  const id = listStyles(bytes)[0]?.attributes['w:styleId']
  return listAll(readPartOf(bytes), 'w:r')
    .filter((run) => id && findPath(run, 'w:rPr', 'w:rStyle')?.attributes['w:val'] === id)
    .map((run) => childElements(run, 'w:t').map(textContent).join(''))
}

describe('words that are left to the writer', () => {
  const should = leave(
    'Patches should be kept cool and must stay dry.',
    { start: 8, end: 14 },
    { start: 32, end: 36 },
  )

  test('stand out in a style of their own, and no other word does', () => {
    const bytes = writeBody(paragraph('[[a]]'), { '[[a]]': content(should, leave('It is so.')) })
    expect(listShaded(bytes)).toEqual(['should', 'must'])
    const [style, ...others] = listStyles(bytes)
    expect(others).toEqual([])
    expect(style?.attributes['w:type']).toBe('character')
    expect(style && findPath(style, 'w:rPr', 'w:shd')?.attributes['w:fill']).toBe('DEEBF7')
  })

  test('keep the look that the place gives all its words', () => {
    const bold = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>[[a]]</w:t></w:r></w:p>'
    const bytes = writeBody(bold, { '[[a]]': content(should) })
    const runs = listAll(readPartOf(bytes), 'w:r')
    expect(runs.every((run) => findPath(run, 'w:rPr', 'w:b'))).toBe(true)
  })

  test('stand out in the notes of a table, too', () => {
    const table = draftTable([['a'], ['1']], { notes: [leave('It may be.', { start: 3, end: 6 })] })
    expect(listShaded(writeBody(paragraph('[[a]]'), { '[[a]]': filled(table) }))).toEqual(['may'])
  })

  test('make no style where there are none', () => {
    const bytes = writeBody(paragraph('[[a]]'), { '[[a]]': content(leave('It is so.')) })
    expect(listStyles(bytes)).toEqual([])
  })

  test('take the template’s style of that name as it is', () => {
    const styles =
      `<w:style w:type="character" w:styleId="Own"><w:name w:val="${styleName}"/>` +
      '<w:rPr><w:i/></w:rPr></w:style>'
    const bytes = writeBody(paragraph('[[a]]'), { '[[a]]': content(should) }, { styles })
    expect(listStyles(bytes)).toHaveLength(1)
    expect(listShaded(bytes)).toEqual(['should', 'must'])
  })

  test('leave the sentence word for word as it is (law 1), and the bytes the same (law 4)', () => {
    const word = fc.stringMatching(/^[a-zA-Zé][a-zA-Z,.;’é]{0,5}$/)
    const words = fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(words, (parts) => {
        let text = ''
        const ranges: TextRange[] = []
        for (const [index, [one, isLeft]] of parts.entries()) {
          if (index > 0) text += ' '
          if (isLeft) ranges.push({ start: text.length, end: text.length + one.length })
          text += one
        }
        const template = buildDocx({ body: paragraph('[[a]]') })
        const input = buildDocumentInput(template, { '[[a]]': content(leave(text, ...ranges)) })
        const { bytes } = writeDocument(input)
        const [[name, read] = ['', ''], ...others] = readMarkedWords(bytes)
        expect(others).toEqual([])
        expect(name).toMatch(bookmarkPattern)
        expect(read).toBe(text)
        expect(listShaded(bytes)).toEqual(ranges.map((range) => sliceRange(text, range)))
        expect(writeDocument(structuredClone(input)).bytes).toEqual(bytes)
      }),
      { numRuns: 50 },
    )
  })
})
