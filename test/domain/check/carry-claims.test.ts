import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tellClaims } from '../../../server/domain/check/carry-claims.ts'
import { describeContext, type DocumentClaim } from '../../../server/domain/check/list-claims.ts'
import { buildSourceText, type BlockSpec } from '../../support/build-source-text.ts'

const words = fc.constantFrom('Nausea rose. It fell.', 'See Table 1.', '12 (3%)', 'Pain', '4', '')
const name = fc.constantFrom('Placebo', 'High Dose', 'Results')

const row = fc.tuple(words, words, words)
const anyTable = fc
  .record({
    number: fc.constantFrom('', '1', '14-1.01'),
    title: fc.constantFrom('', 'Events'),
    population: fc.constantFrom('', 'Safety'),
    isShell: fc.boolean(),
    header: fc.array(row, { maxLength: 2 }),
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    notes: fc.constantFrom([], ['[1] A note.']),
  })
  .map((spec): BlockSpec => ({ kind: 'table', ...spec }))

const block: fc.Arbitrary<BlockSpec> = fc
  .oneof(
    { weight: 2, arbitrary: fc.record({ level: fc.integer({ min: 1, max: 3 }), text: name }) },
    { weight: 3, arbitrary: fc.record({ text: words }) },
    { weight: 2, arbitrary: anyTable },
  )
  .map((one): BlockSpec => {
    if ('kind' in one) return one
    return 'level' in one ? { kind: 'heading', number: '', ...one } : { kind: 'paragraph', ...one }
  })

const tell = (claim: DocumentClaim) => ({ context: describeContext(claim), claim: claim.text })

test('what is carried over from an earlier text is what the text itself says', () => {
  const texts = fc.tuple(fc.array(block, { maxLength: 9 }), fc.array(block, { maxLength: 3 }))
  const place = fc.record({ from: fc.nat(9), count: fc.nat(3) })
  fc.assert(
    fc.property(texts, place, ([before, added], { from, count }) => {
      const earlier = tellClaims(buildSourceText(before), tell)
      const after = buildSourceText(before.toSpliced(from, count, ...added))
      expect(tellClaims(after, tell, earlier)).toEqual(tellClaims(after, tell))
    }),
    { numRuns: 2000 },
  )
})

test('blocks that stood there before are neither read nor told again', () => {
  const lines = ['Nausea rose. It fell.', '12 died.', 'Pain fell.']
  const build = (...own: readonly string[]) =>
    buildSourceText(own.map((text): BlockSpec => ({ kind: 'paragraph', text })))
  const earlier = tellClaims(build(...lines), tell)
  const told: string[] = []
  const noted = (claim: DocumentClaim) => {
    told.push(claim.text)
    return tell(claim)
  }
  tellClaims(build('New.', ...lines.toReversed()), noted, earlier)
  expect(told).toEqual(['New.'])
})
