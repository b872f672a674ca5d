import { describe, expect, it } from 'vitest'
import {
  filterSectionOptions,
  listSectionOptions,
  nameOption,
} from '../../../addin/state/section-options.ts'
import { buildSection } from '../build-sources.ts'

const sections = [
  buildSection(0, 'title', 0),
  buildSection(1, 'Efficacy', 1),
  buildSection(2, 'Results', 2),
  buildSection(3, 'Subgroups', 3),
  buildSection(4, 'Safety', 1),
  buildSection(5, 'Results', 2, 'Results (2)'),
  buildSection(6, 'Results', 2, 'Results (3)'),
]

describe('the list of sections', () => {
  it('is in document order, whatever order they came in', () => {
    const options = listSectionOptions([...sections].reverse())
    expect(options.map(({ section }) => section.section_order)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('is indented by level, and what stands before the first heading is not', () => {
    expect(listSectionOptions(sections).map(({ depth }) => depth)).toEqual([0, 0, 1, 2, 0, 1, 1])
  })

  it('tells twins apart by what they stand in, and by their id where that is the same', () => {
    expect(listSectionOptions(sections).map(({ context }) => context)).toEqual([
      '',
      '',
      'in Efficacy',
      '',
      '',
      'Results (2)',
      'Results (3)',
    ])
  })

  it('gives every section a name of its own', () => {
    const names = listSectionOptions(sections).map(nameOption)
    expect(new Set(names).size).toBe(names.length)
  })

  it('is narrowed by words in any order and case, also those that tell twins apart', () => {
    const options = listSectionOptions(sections)
    const find = (query: string) =>
      filterSectionOptions(options, query).map(({ section }) => section.section_id)
    expect(find('')).toHaveLength(sections.length)
    expect(find('  GROUP sub')).toEqual(['Subgroups'])
    expect(find('results efficacy')).toEqual(['Results'])
    expect(find('results nowhere')).toEqual([])
  })
})
