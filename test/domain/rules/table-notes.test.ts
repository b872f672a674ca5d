import { describe, expect, test } from 'vitest'
import { sliceRange } from '../../../shared/text/range.ts'
import { leadsTo } from '../../../server/domain/rewriting.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { table } from '../../support/build-source-text.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { contentOf, runRule } from '../../support/run-rule.ts'

const quote =
  '[1] A change will be considered in each arm. Values should be kept; the mean will be shown.'
const shifts = table({
  number: '1',
  title: 'Shifts [1]',
  header: [['', 'Placebo']],
  rows: [['Sodium', '5']],
  notes: [quote],
})
const evidence = buildEvidence([{ role: 'table', blocks: [shifts] }])

function notesOf(rule: string) {
  const result = runRule(rule, evidence)
  expectCitationsHold(result, evidence)
  return contentOf(result).flatMap((block) => (block.kind === 'table' ? block.notes : []))
}

describe.each(['table number=1', 'append number=1'])('the notes of [[rule %s]]', (rule) => {
  test('stay in their tense unless they are to move', () => {
    const [note] = notesOf(rule)
    expect(note?.text).toBe(quote)
    expect(note?.leftToWriter).toBeUndefined()
  })

  test('move sentence by sentence, and leave to the writer what is his', () => {
    const [note] = notesOf(`${rule} tense=done`)
    const text =
      '[1] A change was considered in each arm. Values should be kept; the mean was shown.'
    expect(note?.text).toBe(text)
    expect(note?.leftToWriter?.map((range) => sliceRange(text, range))).toEqual(['should'])
    const changes = note?.citations[0]?.transformations ?? []
    expect(changes.length).toBeGreaterThan(1)
    expect(leadsTo(quote, changes, text)).toBe(true)
  })
})
