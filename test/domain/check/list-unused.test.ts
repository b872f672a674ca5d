import { expect, test } from 'vitest'
import { listSourceParts } from '../../../server/domain/check/list-unused.ts'
import { buildSourceText, heading, paragraph } from '../../support/build-source-text.ts'

const said =
  'The score of the scale is read 24 weeks after the first dose by a rater who knows nothing of the group.'
const title = (level: number, text: string) => heading(text, level)
const sourceText = buildSourceText([
  ...[title(1, 'Plan'), title(2, 'Scores'), paragraph(said)],
  ...[title(1, 'Protocol Attachment 2'), title(2, 'Manual'), paragraph(said)],
])

test.each([
  ['protocol', true],
  ['contract', false],
] as const)('what is attached to a %s is missed less: %s', (role, isLess) => {
  const parts = listSourceParts({ sourceText, role }, [], new Set(), new Set(['score', 'dose']))
  const [own, attached] = ['Scores', 'Manual'].map((name) =>
    parts.find((part) => part.title === name),
  )
  expect(own?.importance).toBeGreaterThan(0.1)
  expect((attached?.importance ?? 0) < (own?.importance ?? 0)).toBe(isLess)
})
