import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readPptx } from '../../server/formats/read-pptx.ts'
import { buildPptx, cell, paragraph, shape } from '../support/build-pptx.ts'
import { chartPart, diagramPart, graphic } from '../support/build-graphics.ts'
import { expectRead, onlyTable, showBlocks, showGrid } from '../support/show-source-text.ts'
import { expectLawfulPages } from '../support/source-text-laws.ts'

test('a slide is a page: its title a heading, its body a list, its footer nothing', () => {
  const bytes = buildPptx([
    shape('body', paragraph('First'), paragraph('Deeper', '<a:pPr lvl="1"/>')) +
      shape('title', paragraph('Results')) +
      shape('sldNum', paragraph('1')),
    shape('', paragraph('A free box.')),
  ])
  const source = expectRead(readPptx(bytes))
  expect(showBlocks(source)).toEqual([
    'h1 |Results',
    'li0 •|First',
    'li1 •|Deeper',
    'paragraph A free box.',
  ])
  expectLawfulPages(source)
  expect(source.pages.map(({ range }) => source.text.slice(range.start, range.end))).toEqual([
    'Results\nFirst\nDeeper\n',
    'A free box.',
  ])
  expect(source.pages[0]).toMatchObject({ label: '1', width: 960, height: 540 })
})

test('tables keep their spans and their head', () => {
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>
    <a:tr>${cell('Arm')}${cell('Subjects', ' gridSpan="2"')}${cell('', ' hMerge="1"')}</a:tr>
    <a:tr>${cell('Placebo')}${cell('12')}${cell('14%')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  const source = expectRead(readPptx(buildPptx([table])))
  expect(onlyTable(source).headerRowCount).toBe(1)
  expect(showGrid(source, onlyTable(source))).toEqual([
    ['Arm', 'Subjects', 'Subjects'],
    ['Placebo', '12', '14%'],
  ])
})

test('numbered paragraphs have the number that the slide shows', () => {
  const numbered = (text: string, type: string, more = '', level = 0) =>
    paragraph(text, `<a:pPr lvl="${level}"><a:buAutoNum type="${type}"${more}/></a:pPr>`)
  const body = shape(
    'body',
    numbered('a', 'arabicPeriod'),
    numbered('deeper', 'alphaLcParenR', '', 1),
    numbered('deeper', 'alphaLcParenR', '', 1),
    numbered('b', 'arabicPeriod'),
    paragraph('between'),
    numbered('c', 'arabicPeriod'),
    numbered('d', 'romanUcParenBoth', ' startAt="4"'),
  )
  expect(showBlocks(expectRead(readPptx(buildPptx([body]))))).toEqual([
    'li0 1.|a',
    'li1 a)|deeper',
    'li1 b)|deeper',
    'li0 2.|b',
    'li0 •|between',
    'li0 1.|c',
    'li0 (IV)|d',
  ])
})

test('a chart is a table and SmartArt a list, each on its own slide', () => {
  const frame = (inner: string) => `<p:graphicFrame>${inner}</p:graphicFrame>`
  const series = [{ name: 'Placebo', categories: ['Week 1'], values: ['4'] }]
  const related = (id: string, target: string) =>
    strToU8(`<Relationships><Relationship Id="${id}" Target="${target}"/></Relationships>`)
  const bytes = buildPptx(
    [frame(graphic('chart', 'c')), shape(''), frame(graphic('diagram', 'd'))],
    [],
    {
      'ppt/slides/_rels/0.xml.rels': related('c', '../charts/1.xml'),
      'ppt/slides/_rels/2.xml.rels': related('d', '../diagrams/1.xml'),
      'ppt/charts/1.xml': strToU8(chartPart('Score', series)),
      'ppt/diagrams/1.xml': strToU8(diagramPart([['Screen', -1]])),
    },
  )
  const source = expectRead(readPptx(bytes))
  expectLawfulPages(source)
  expect(source.pages.map(({ range }) => source.text.slice(range.start, range.end))).toEqual([
    'Score\n\tPlacebo\nWeek 1\t4\n',
    '',
    'Screen',
  ])
})

test('a hidden slide is left out and counted, and the others keep the numbers they show', () => {
  const slides = ['One', 'Two', 'Three'].map((title) => shape('title', paragraph(title)))
  const result = readPptx(buildPptx(slides, [1]))
  const source = expectRead(result)
  expect(source.text).toBe('One\nThree')
  expect(source.pages.map(({ number, label }) => [number, label])).toEqual([
    [1, '1'],
    [2, '3'],
  ])
  expect(result).toMatchObject({ warnings: ['1 hidden slide(s) are not read'] })
})

test('slides without words, and a presentation without slides, are refused', () => {
  expect(readPptx(buildPptx([shape('title')]))).toMatchObject({ code: 'no_text' })
  expect(readPptx(buildPptx([]))).toMatchObject({ code: 'no_pages' })
  expect(readPptx(zipSync({ 'ppt/x.xml': strToU8('<x/>') }))).toMatchObject({ code: 'damaged' })
})
