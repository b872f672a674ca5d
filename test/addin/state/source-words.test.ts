import { describe, expect, it } from 'vitest'
import { anchorStates } from '../../../shared/model/vocabulary.ts'
import {
  describeAnchor,
  describeAnswer,
  describePage,
  describePlace,
  findCellPlace,
} from '../../../addin/state/source-words.ts'
import { buildResponse, buildSource } from '../build-sources.ts'

describe('the words for a source', () => {
  it('name version, page and section', () => {
    const source = buildSource({ document_source_version: 2, section_name: '9.1 Study design' })
    expect(describePlace(source)).toBe('version 2 · page 12 · 9.1 Study design')
  })

  it('never estimate a page where a format has none', () => {
    expect(describePage(buildSource({ page: null }))).toBe('no fixed pages')
  })

  it('add what the page prints of itself only where it differs', () => {
    expect(describePage(buildSource({ page_label: '12' }))).toBe('page 12')
    expect(describePage(buildSource({ page_label: 'xii' }))).toBe('page 12 (printed xii)')
  })

  it('name table, row and column of a cell, from the group to the row', () => {
    const table = {
      number: '14-1.01',
      row_path: ['Reason', 'Adverse Event'],
      column_path: ['Placebo'],
    }
    expect(findCellPlace(buildSource({ table }))).toEqual({
      table: 'Table 14-1.01',
      row: 'Reason › Adverse Event',
      column: 'Placebo',
    })
    expect(findCellPlace(buildSource())).toBeUndefined()
  })
})

describe('the words for an answer', () => {
  it('say what was searched when nothing was found', () => {
    expect(describeAnswer(buildResponse())).toBe(
      'No source found: 0 passages in 6 sources (412 passages) match.',
    )
  })

  it('say that there was nothing to search', () => {
    const searched = { sources: 0, passages: 0 }
    expect(describeAnswer(buildResponse({ searched }))).toMatch(/no source to search/)
  })

  it('count the recorded and the retrieved apart, and what was searched', () => {
    const sources = [buildSource({ basis: 'recorded' }), buildSource(), buildSource()]
    expect(describeAnswer(buildResponse({ sources }))).toBe(
      '3 sources: 1 recorded, 2 retrieved. Searched 412 passages in 6 sources.',
    )
    const one = { sources: [buildSource()], searched: { sources: 1, passages: 1 } }
    expect(describeAnswer(buildResponse(one))).toBe(
      '1 source: 1 retrieved. Searched 1 passage in 1 source.',
    )
  })

  it('claim no search where recorded sources needed none', () => {
    const sources = [buildSource({ basis: 'recorded' })]
    const searched = { sources: 0, passages: 0 }
    expect(describeAnswer(buildResponse({ sources, searched }))).toBe('1 source: 1 recorded.')
  })

  it('warn where the words may not be the recorded ones, and only there', () => {
    const silent = anchorStates.filter((anchor) => describeAnchor(anchor) === '')
    expect(silent).toEqual(['intact', 'moved', 'none'])
  })
})
