import { describe, expect, test } from 'vitest'
import { sliceRange } from '../../../shared/text/range.ts'
import { leadsTo } from '../../../server/domain/rewriting.ts'
import { heading, list, paragraph, table } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { runRule, sentencesOf, textsOf } from '../../support/run-rule.ts'

const windows = table({ number: '1', header: [['', 'Day']], rows: [['Week 2', '14']] })

function copyOf(blocks: Parameters<typeof buildEvidence>[0][number]['blocks'], more = '') {
  const evidence = buildEvidence([{ role: 'protocol', blocks: [heading('Visits'), ...blocks] }])
  return runRule(`copy heading="Visits" ${more}`, evidence)
}

function listLeft(result: ReturnType<typeof runRule>): readonly string[] {
  return sentencesOf(result).flatMap(({ text, leftToWriter = [] }) =>
    leftToWriter.map((range) => sliceRange(text, range)),
  )
}

describe('words that lead to what is not copied', () => {
  test.each([
    'The following table lists the windows:',
    'The table below shows the windows.',
    'Visit windows will be defined in the following table.',
    'Listed below are the windows.',
  ])('go with a sentence that does nothing else: %s', (text) => {
    const result = copyOf([paragraph(`Visits will be weekly. ${text}`), windows], 'tense=done')
    expect(textsOf(result)).toEqual(['Visits were weekly.'])
  })

  test.each([
    ['Visits will be scheduled as follows:', ['as follows']],
    ['A visit is valid within the following table of windows.', ['the following table']],
    ['The windows of visits are:', ['are:']],
    ['All windows described below are in days.', ['described below']],
  ])('are left to the writer elsewhere: %s', (text, left) => {
    const result = copyOf([paragraph(text), windows])
    expect(textsOf(result)).toEqual([text])
    expect(listLeft(result)).toEqual(left)
  })

  test('stand where it follows', () => {
    const blocks = [paragraph('Visits are as follows:'), list('Week 2', 'the arms below:', 'A')]
    const result = copyOf(blocks.flat())
    expect(textsOf(result)).toHaveLength(4)
    expect(listLeft(result)).toEqual([])
  })

  test('but not where only the introduction is picked', () => {
    const blocks = [paragraph('Visits are as follows:'), list('Week 2', 'Week 4')]
    expect(listLeft(copyOf(blocks.flat(), 'pick=1'))).toEqual(['as follows'])
  })

  test.each([
    'The following measures are used: weight and height.',
    'Blood is drawn the following morning.',
    'Following consent, subjects are seen.',
    'Values below the range are listed.',
  ])('are no such words here: %s', (text) => {
    const result = copyOf([paragraph(text), windows])
    expect(textsOf(result)).toEqual([text])
    expect(listLeft(result)).toEqual([])
  })
})

test('what was said before the copied words is left to the writer, in its place after a change', () => {
  const plan = 'The models described above will be used for each patient.'
  const result = copyOf([paragraph(plan)], 'tense=done terms="patient=volunteer"')
  const [sentence] = sentencesOf(result)
  expect(sentence?.text).toBe('The models described above were used for each volunteer.')
  expect(listLeft(result)).toEqual(['described above'])
  const changes = sentence?.citations[0]?.transformations ?? []
  expect(leadsTo(plan, changes, sentence?.text ?? '')).toBe(true)
})
