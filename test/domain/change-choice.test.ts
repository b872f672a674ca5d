import { expect, it } from 'vitest'
import { changeChoice } from '../../server/domain/change-choice.ts'
import { buildEvidence } from '../support/build-evidence.ts'
import { paragraph } from '../support/build-source-text.ts'

const before = { chosen: [], searched: 'nothing', gap: null }

it('a long source given again and again in overlapping pieces gives each of its sentences once', () => {
  const count = 2_000
  const blocks = Array.from({ length: count }, (_, index) => paragraph(`Room ${index} was locked.`))
  const [source] = buildEvidence([{ role: 'report', blocks }]).sources
  if (!source) throw new Error('no source')
  const end = source.sourceText.text.length
  const given = Array.from({ length: count }, (_, index) => ({
    source,
    range: { start: 0, end: end - index },
  }))
  const made = changeChoice(before, 'sentences', given)
  expect(made.outcome === 'changed' && made.choice.chosen.length).toBe(count)
})
