import { describe, expect, it } from 'vitest'
import { writeCitation } from '../../../addin/state/citation-words.ts'
import { buildSource } from '../build-sources.ts'

describe('a citation as text', () => {
  it('names file, version, page with what is printed on it, section and quote', () => {
    const source = buildSource({ page_label: 'xii', section_name: '9.1 Study design' })
    expect(writeCitation(source)).toBe(
      'Protocol.pdf, version 1, page 12 (printed xii), 9.1 Study design: ' +
        '“A total of 254 subjects were randomized.”',
    )
  })

  it('quotes the recorded words alone, and says where it leaves words out between them', () => {
    const marks = [
      { start: 11, end: 23 },
      { start: 29, end: 39 },
    ]
    const source = buildSource({ basis: 'recorded', marks, page: null })
    expect(writeCitation(source)).toBe(
      'Protocol.pdf, version 1, no fixed pages: “254 subjects … randomized”',
    )
  })

  it('does not take the matching words of a retrieved passage for a quote', () => {
    const source = buildSource({ basis: 'retrieved', marks: [{ start: 11, end: 14 }] })
    expect(writeCitation(source)).toMatch(/“A total of 254 subjects were randomized\.”$/)
  })

  it('shows that a long retrieved passage goes on before and behind', () => {
    const text = 'word '.repeat(300).trim()
    const source = buildSource({ referenced_text: text, marks: [{ start: 700, end: 704 }] })
    const quote = /“(.*)”$/.exec(writeCitation(source))?.[1] ?? ''
    expect(quote).toMatch(/^… word.*word …$/)
    expect(quote.length).toBeLessThan(410)
  })

  it('names table, row and columns of cells, and keeps empty cells apart', () => {
    const table = {
      number: '14-1.1',
      row_path: ['Completed:', 'Week 24'],
      column_path: [],
      columns: [['Placebo'], ['High dose']],
    }
    const source = buildSource({ table, referenced_text: 'Week 24\t\t58 (97%)\n', page: null })
    expect(writeCitation(source)).toBe(
      'Protocol.pdf, version 1, no fixed pages, Table 14-1.1, row Completed › Week 24, ' +
        'columns Placebo and High dose: “Week 24 | | 58 (97%)”',
    )
  })

  it('says of words from a scan how sure their reading is', () => {
    const source = buildSource({ ocr: { confidence: 0.939, doubtful: [] } })
    expect(writeCitation(source)).toMatch(/”\s\(Read from a scan, confidence 93 %\)$/)
  })

  it('is one line, whatever blanks the quote has', () => {
    expect(writeCitation(buildSource(), 'the sample\n will be\u00a0repeated ')).toMatch(
      /: “the sample will be repeated”$/,
    )
  })
})
