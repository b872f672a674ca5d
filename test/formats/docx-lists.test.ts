import { describe, expect, test } from 'vitest'
import { paragraph, paragraphStyle, standardStyles } from '../support/build-docx.ts'
import { readBuilt } from '../support/read-built-docx.ts'

/** One w:abstractNum with its w:num of the same id; levels as [format, text]. */
function list(id: number, levels: readonly (readonly [string, string])[], more = ''): string {
  const written = levels.map(
    ([format, text], level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`,
  )
  return `<w:abstractNum w:abstractNumId="${id}">${written.join('')}</w:abstractNum>`
}

function instance(id: number, abstractId = id, overrides = ''): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`
}

function item(numberingId: number, level = 0): string {
  const properties = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numberingId}"/></w:numPr>`
  return paragraph('words', '', properties)
}

function markersOf(body: string, numbering: string): string[] {
  return readBuilt({ body, numbering }).blocks.map((block) =>
    block.kind === 'list_item' ? `${block.level} ${block.marker}` : block.kind,
  )
}

const legal = list(1, [
  ['decimal', '%1.'],
  ['lowerLetter', '%2)'],
  ['lowerRoman', '%1.%2.%3'],
])

describe('the mark of a list item', () => {
  test('counts each level, and begins again below the next item of an upper level', () => {
    const body = item(1) + item(1, 1) + item(1, 1) + item(1, 2) + item(1) + item(1, 1)
    expect(markersOf(body, legal + instance(1))).toEqual([
      '0 1.',
      '1 a)',
      '1 b)',
      '2 1.b.i',
      '0 2.',
      '1 a)',
    ])
  })

  test('goes on over other paragraphs, and over lists of the same definition', () => {
    const body = item(1) + paragraph('between') + item(1) + item(2)
    expect(markersOf(body, legal + instance(1) + instance(2, 1))).toEqual([
      '0 1.',
      'paragraph',
      '0 2.',
      '0 3.',
    ])
  })

  test('begins anew in a list that overrides its start', () => {
    const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    const body = item(1) + item(1) + item(2) + item(2)
    expect(markersOf(body, legal + instance(1) + instance(2, 1, start))).toEqual([
      '0 1.',
      '0 2.',
      '0 5.',
      '0 6.',
    ])
  })

  test('counts an empty paragraph of the list, as Word does', () => {
    const empty =
      '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    expect(markersOf(item(1) + empty + item(1), legal + instance(1))).toEqual(['0 1.', '0 3.'])
  })

  test('shows upper levels in digits where the level is legal', () => {
    const roman = list(
      1,
      [
        ['upperRoman', '%1'],
        ['decimal', '%1.%2'],
      ],
      '<w:isLgl/>',
    )
    expect(markersOf(item(1) + item(1, 1), roman + instance(1))).toEqual(['0 1', '1 1.1'])
  })

  test('keeps on counting on a level that is told never to restart', () => {
    const endless = list(
      1,
      [
        ['decimal', '%1.'],
        ['decimal', '(%2)'],
      ],
      '<w:lvlRestart w:val="0"/>',
    )
    const body = item(1) + item(1, 1) + item(1) + item(1, 1)
    expect(markersOf(body, endless + instance(1))).toEqual(['0 1.', '1 (1)', '0 2.', '1 (2)'])
  })

  test('is the bullet, in Unicode where Word draws it from a symbol font', () => {
    const font = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'
    const numbering = list(1, [['bullet', '\uF0B7']], font) + instance(1)
    expect(markersOf(item(1), numbering)).toEqual(['0 •'])
  })

  test('is found through a numbering style', () => {
    const linked =
      '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Own"/></w:abstractNum>' +
      legal.replace('<w:lvl ', '<w:styleLink w:val="Own"/><w:lvl ')
    expect(markersOf(item(7), linked + instance(7))).toEqual(['0 1.'])
  })

  test('is not there for list 0, an unknown list, or a level without text', () => {
    const silent = list(2, [['none', '']]) + instance(2)
    expect(markersOf(item(0) + item(9) + item(2), silent)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
    ])
  })

  test('comes from the style, at the level that names the style', () => {
    const styles =
      standardStyles +
      paragraphStyle('Deep', 'Deep', '<w:numPr><w:numId w:val="1"/></w:numPr>') +
      paragraphStyle('Deeper', 'Deeper', '', 'Deep')
    const numbering =
      list(1, [
        ['decimal', '%1.'],
        ['decimal', '%1.%2'],
      ]).replace(
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>',
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Deep"/><w:lvlText w:val="%1.%2"/>',
      ) + instance(1)
    const source = readBuilt({ body: paragraph('words', 'Deep'), styles, numbering })
    expect(source.blocks[0]).toMatchObject({ kind: 'list_item', level: 1, marker: '1.1' })
  })
})

describe('a heading', () => {
  test('is known by the style, its basis, or the outline level, whatever the language', () => {
    const styles =
      standardStyles +
      paragraphStyle('berschrift1', 'heading 1') +
      paragraphStyle('Kapitel', 'Kapitel', '', 'berschrift1') +
      paragraphStyle('Outlined', 'Outlined', '<w:outlineLvl w:val="2"/>') +
      paragraphStyle('TOCHeading', 'TOC Heading', '<w:outlineLvl w:val="9"/>', 'Heading1')
    const body =
      paragraph('a', 'berschrift1') +
      paragraph('b', 'Kapitel') +
      paragraph('c', 'Outlined') +
      paragraph('d', '', '<w:outlineLvl w:val="1"/>') +
      paragraph('e', 'TOCHeading') +
      paragraph('f', 'Outlined', '<w:outlineLvl w:val="9"/>') +
      paragraph('g', 'Heading4')
    const levels = readBuilt({ body, styles }).blocks.map((block) =>
      block.kind === 'heading' ? block.level : block.kind,
    )
    expect(levels).toEqual([1, 1, 3, 2, 'paragraph', 'paragraph', 4])
  })

  test('has the number that the page shows, which is no part of its words', () => {
    const numbering =
      list(1, [
        ['decimal', '%1.'],
        ['decimal', '%1.%2'],
      ]) + instance(1)
    const numbered = (level: number) =>
      `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`
    const body =
      paragraph('Aims', 'Heading1', numbered(0)) +
      paragraph('Design', 'Heading1', numbered(0)) +
      paragraph('Arms', 'Heading2', numbered(1)) +
      paragraph('Plain', 'Heading1')
    const source = readBuilt({ body, numbering })
    expect(source.text).toBe('Aims\nDesign\nArms\nPlain')
    const numbers = source.blocks.map((block) => (block.kind === 'heading' ? block.number : '?'))
    expect(numbers).toEqual(['1', '2', '2.1', ''])
  })

  test('survives styles that are based on each other', () => {
    const styles = paragraphStyle('A', 'A', '', 'B') + paragraphStyle('B', 'B', '', 'A')
    expect(readBuilt({ body: paragraph('words', 'A'), styles }).blocks[0]?.kind).toBe('paragraph')
  })
})
