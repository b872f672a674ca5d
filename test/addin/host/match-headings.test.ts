import { describe, expect, it } from 'vitest'
import { matchHeadings } from '../../../addin/host/match-headings.ts'
import { buildSection } from '../build-sources.ts'

const heading = (text: string) => ({ text, isHeading: true })
const body = (text: string) => ({ text, isHeading: false })

describe('the headings of sections', () => {
  it('are found behind a table of contents and a body line of the same words', () => {
    const paragraphs = [body('Results'), body('Methods'), heading('Methods'), heading('Results')]
    const sections = [buildSection(1, 'Methods'), buildSection(2, 'Results')]
    expect(matchHeadings(sections, paragraphs)).toEqual([2, 3])
  })

  it('are told apart where two have one title', () => {
    const sections = [
      buildSection(1, 'A'),
      buildSection(2, 'Results', 2),
      buildSection(3, 'B'),
      buildSection(4, 'Results', 2, 'Results (2)'),
    ]
    const paragraphs = ['A', 'Results', 'B', 'Results'].map(heading)
    expect(matchHeadings(sections, paragraphs)).toEqual([0, 1, 2, 3])
  })

  it('match whatever blanks and quotes they are written with', () => {
    const paragraphs = [heading('  Sponsor’s\u00A0\u201Cfinal\u201D\tview ')]
    expect(matchHeadings([buildSection(1, 'Sponsor\'s "final" view')], paragraphs)).toEqual([0])
  })

  it('are found between their neighbours when their style is no heading', () => {
    const paragraphs = [body('Aims'), heading('Start'), body('Aims'), heading('End'), body('Aims')]
    const sections = ['Start', 'Aims', 'End'].map((title, order) => buildSection(order, title))
    expect(matchHeadings(sections, paragraphs)).toEqual([1, 2, 3])
  })

  it('are -1 where the document does not have them', () => {
    const sections = [buildSection(0, 'title', 0), buildSection(1, 'Gone'), buildSection(2, 'Here')]
    expect(matchHeadings(sections, [heading('Here')])).toEqual([-1, -1, 0])
  })
})
