import { describe, expect, it } from 'vitest'
import type { SourcesResponse } from '../../../shared/contract/sources.ts'
import { anchorStates, claimStates } from '../../../shared/model/vocabulary.ts'
import {
  adviseOnNothing,
  describeAnchor,
  describeAnswer,
  describeClaim,
  describePage,
  describePlace,
  describeRecognition,
  findCellPlace,
} from '../../../addin/state/source-words.ts'
import { buildResponse, buildSource } from '../build-sources.ts'

describe('the words for a source', () => {
  it('name version, page and section', () => {
    const source = buildSource({ document_source_version: 2, section_name: '9.1 Study design' })
    expect(describePlace(source)).toBe('version 2 · page 12 · 9.1 Study design')
  })

  it('say of a scan how sure the recognition was, and never that it was certain', () => {
    expect(describeRecognition(buildSource({ ocr: { confidence: 0.9396, doubtful: [] } }))).toBe(
      'Read from a scan, confidence 93 %',
    )
    const sure = buildSource({ ocr: { confidence: 0.999, doubtful: [] } })
    expect(describeRecognition(sure)).toContain('99 %')
    expect(describeRecognition(buildSource())).toBeUndefined()
  })

  it('name the words of a scan that the recognition was not sure of', () => {
    const referenced_text = 'A dose of 240 mg'
    const ocr = { confidence: 0.97, doubtful: [{ start: 10, end: 13 }] }
    expect(describeRecognition(buildSource({ referenced_text, ocr }))).toBe(
      'Read from a scan, confidence 97 %; unsure of “240”: compare with the scan',
    )
  })

  it('never estimate a page where a format has none', () => {
    expect(describePage(buildSource({ page: null }))).toBe('no fixed pages')
  })

  it('add what the page prints of itself only where it differs', () => {
    expect(describePage(buildSource({ page_label: '12' }))).toBe('page 12')
    expect(describePage(buildSource({ page_label: 'xii' }))).toBe('page 12 (printed xii)')
  })

  it('name table, row and columns of the cells, from the group to the row', () => {
    const table = {
      number: '14-1.01',
      row_path: ['Reason:', 'Adverse Event'],
      column_path: [],
      columns: [['Placebo'], ['Low Dose', 'Female']],
    }
    expect(findCellPlace(buildSource({ table }))).toEqual({
      table: 'Table 14-1.01',
      row: 'Reason › Adverse Event',
      columns: ['Placebo', 'Low Dose › Female'],
    })
    expect(findCellPlace(buildSource())).toBeUndefined()
  })
})

describe('the words for an answer', () => {
  it('say what was searched when nothing was found', () => {
    expect(describeAnswer(buildResponse())).toBe(
      'No source found. Searched 412 passages in 6 sources; none says the same.',
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
    expect(describeAnswer(buildResponse({ sources }))).toBe('1 source: 1 recorded.')
  })

  it('say how many sources there are where the list holds fewer', () => {
    const sources = Array.from({ length: 10 }, () => buildSource({ basis: 'recorded' }))
    expect(describeAnswer(buildResponse({ sources, total: 34 }))).toBe(
      '10 of 34 sources: 10 recorded. Select less to see those behind them.',
    )
    expect(describeAnswer(buildResponse({ sources }))).toBe('10 sources: 10 recorded.')
  })

  it('name gaps, omissions, house text and values, and claim no search for them', () => {
    const gap = {
      section_id: 'Safety',
      rule_id: '9.1',
      code: 'no_match',
      reason: 'r',
      searched: 's',
    }
    const omission = { section_id: 'Safety', rule_id: '9.1', reason: 'r' }
    const answer = (fields: Partial<SourcesResponse>) => describeAnswer(buildResponse(fields))
    const gaps = [gap, gap]
    const sources = [buildSource({ basis: 'recorded' })]
    expect(answer({ gaps, claim_state: 'not_a_claim' })).toMatch(/^2 gaps: the document lacks text/)
    expect(answer({ gaps, sources })).toMatch(/^2 gaps: .* 1 source: 1 recorded\.$/)
    expect(answer({ omissions: [omission] })).toBe('Left out on purpose: r')
    expect(answer({ claim_state: 'house_text' })).toMatch(/^House text: /)
    expect(answer({ values: [{ pointer: '/a', value: 'b' }] })).toMatch(/^1 value from the data/)
    expect(answer({ claim_state: 'not_a_claim' })).toMatch(/no text here/)
  })

  it('say what to try where nothing was found, and only there', () => {
    expect(adviseOnNothing(buildResponse())).toMatch(/^Try one whole sentence/)
    const nowhere = buildResponse({ searched: { sources: 0, passages: 0 } })
    expect(adviseOnNothing(nowhere)).toMatch(/^Add the source/)
    expect(adviseOnNothing(buildResponse({ sources: [buildSource()] }))).toBe('')
    expect(adviseOnNothing(buildResponse({ claim_state: 'house_text' }))).toBe('')
  })

  it('say of every state of a claim what it is', () => {
    expect(describeClaim('not_checked')).toBe('Not checked')
    expect(new Set(claimStates.map(describeClaim)).size).toBe(claimStates.length)
  })

  it('warn where the words may not be the recorded ones, and only there', () => {
    const silent = anchorStates.filter((anchor) => describeAnchor(anchor) === '')
    expect(silent).toEqual(['intact', 'moved', 'none'])
  })
})
