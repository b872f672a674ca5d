import { describe, expect, test } from 'vitest'
import type { SourceText } from '../../shared/model/source-text.ts'
import { paragraph, run, table } from '../support/build-docx.ts'
import { readBuilt } from '../support/read-built-docx.ts'

const reference = (id: number, kind = 'footnote') => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
const custom = (id: number, mark: string) =>
  `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="${id}"/><w:t>${mark}</w:t></w:r>`
const note = (id: number, words: string, kind = 'footnote') =>
  `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${run(` ${words}`)}</w:p></w:${kind}>`
const notes = note(1, 'One.') + note(2, 'Two.') + note(3, 'Three.')

/** Each note: what the page shows for it, the words that its mark follows, its own words. */
function showNotes({ text, blocks }: SourceText): [string?, string?, string?][] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'note') return []
    const { mark, reference, range } = block
    const anchor = reference?.start
    const before = anchor === undefined ? undefined : text.slice(Math.max(0, anchor - 5), anchor)
    return [[mark, before, text.slice(range.start, range.end)]]
  })
}

describe('a note is tied to the place of its mark', () => {
  test('in paragraphs, headings, lists of cells and text boxes', () => {
    const box = `<w:r><w:pict><v:textbox><w:txbxContent><w:p>${run('boxed')}${reference(3)}</w:p></w:txbxContent></v:textbox></w:pict></w:r>`
    const cells = table([
      ['arm', 'MARKED'],
      ['x', 'y'],
    ]).replace(run('MARKED'), `${run('count')}${reference(2)}${run(' all')}`)
    const body = `<w:p>${run('  First')}${reference(1)}${run(' words.')}</w:p>${cells}<w:p>${box}</w:p>`
    expect(showNotes(readBuilt({ body, footnotes: notes }))).toEqual([
      ['1', 'First', '1 One.'],
      ['2', 'count', '2 Two.'],
      ['3', 'boxed', '3 Three.'],
    ])
  })

  test('where footnotes and endnotes count apart', () => {
    const body = `<w:p>${run('foot')}${reference(1)}${run(' end')}${reference(1, 'endnote')}</w:p>`
    const endnotes = note(1, 'Last.', 'endnote')
    expect(showNotes(readBuilt({ body, footnotes: notes, endnotes }))).toEqual([
      ['1', 'foot', '1 One.'],
      ['i', 't end', 'i Last.'],
    ])
  })

  test('at the first of its marks, when it is named twice', () => {
    const body = `<w:p>${run('first')}${reference(2)}${run(' again')}${reference(2)}${run(' other')}${reference(1)}</w:p>`
    expect(showNotes(readBuilt({ body, footnotes: notes }))).toEqual([
      ['1', 'first', '1 Two.'],
      ['2', 'other', '2 One.'],
    ])
  })

  test('by the mark that a writer set, which is not counted and no part of the text', () => {
    const body = `<w:p>${run('value 12')}${custom(1, '*')}${run(', then')}${reference(2)}</w:p>`
    const source = readBuilt({ body, footnotes: notes })
    expect(source.text.split('\n')[0]).toBe('value 12, then')
    expect(showNotes(source)).toEqual([
      ['*', 'ue 12', '* One.'],
      ['1', ' then', '1 Two.'],
    ])
  })
})

describe('the mark of a note', () => {
  test('counts from where, and as, the section or the settings say', () => {
    const body = `<w:p>${run('words')}${reference(1)}</w:p><w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr></w:sectPr>`
    const settings =
      '<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="3"/></w:footnotePr>'
    expect(showNotes(readBuilt({ body, footnotes: notes, settings }))).toEqual([
      ['c', 'words', 'c One.'],
    ])
  })

  test('is unknown where it begins again on each page or in each section', () => {
    const body = paragraph('Aims', 'Heading1') + `<w:p>${run('words')}${reference(1)}</w:p>`
    for (const restart of ['eachPage', 'eachSect']) {
      const settings = `<w:footnotePr><w:numRestart w:val="${restart}"/></w:footnotePr>`
      const found = showNotes(readBuilt({ body, footnotes: notes, settings }))
      expect(found).toEqual([[undefined, 'words', 'One.']])
    }
  })
})
