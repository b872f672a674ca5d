import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCarrier } from '../../shared/text/carry.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { landIn } from '../support/land-in.ts'

const placebo = '12 patients on placebo withdrew.'
const lowDose = '15 patients on low dose withdrew.'
const before = 'The study enrolled adults with moderate disease at nine sites.'
const after = 'No site was closed while the study was running.'
const far = 'Safety was reviewed by an independent board every three months.'
const rest = 'Its members were not told which treatment anyone was given.'

function carry(older: readonly string[], newer: readonly string[], sentence: string, join = ' ') {
  const [from, to] = [older.join(join), newer.join(join)]
  const start = from.indexOf(sentence)
  const { state, range } = createCarrier(from, to)({ start, end: start + sentence.length })
  return { state, words: range && sliceRange(to, range) }
}

describe('sentences that differ in a word or two', () => {
  const older = [before, placebo, lowDose, after, far, rest]

  test.each([' ', '\n'])('keep their own citations when they are swapped', (join) => {
    const newer = [before, lowDose, placebo, after, far, rest]
    expect(carry(older, newer, placebo, join).words).toBe(placebo)
    expect(carry(older, newer, lowDose, join).words).toBe(lowDose)
  })

  test('keep them when one is deleted and the other moved into its place', () => {
    const apart = [before, placebo, after, lowDose, far, rest]
    const newer = [before, lowDose, after, far, rest]
    expect(carry(apart, newer, placebo).words).toBeNull()
    expect(carry(apart, newer, lowDose).words).toBe(lowDose)
  })

  test('keep them when both are moved to another section', () => {
    const newer = [before, after, far, lowDose, placebo, rest]
    expect(carry(older, newer, placebo)).toEqual({ state: 'moved', words: placebo })
    expect(carry(older, newer, lowDose)).toEqual({ state: 'moved', words: lowDose })
  })

  test('keep them when they are swapped and a word of one is typed anew', () => {
    const retyped = '16 patients on low dose withdrew.'
    const newer = [before, retyped, placebo, after, far, rest]
    expect(carry(older, newer, placebo).words).toBe(placebo)
    expect([null, retyped]).toContain(carry(older, newer, lowDose).words)
  })

  test('one that was copied elsewhere and edited in its place is not told from its copy', () => {
    const edited = '13 patients on placebo withdrew.'
    const newer = [before, edited, lowDose, after, far, placebo, rest]
    expect(carry(older, newer, placebo).words).not.toBe(placebo)
    expect(carry(older, newer, lowDose).words).toBe(lowDose)
  })

  test('when all are numbered anew, none takes the number of its neighbour', () => {
    const steps = [2, 3, 4].map((step) => `Go to step ${step} of the visit.`)
    const renumbered = [3, 4, 5].map((step) => `Go to step ${step} of the visit.`)
    for (const [at, sentence] of steps.entries()) {
      const { words } = carry([before, ...steps, after], [before, ...renumbered, after], sentence)
      expect([null, renumbered[at]]).toContain(words)
    }
  })
})

test('any sentences of one form, deleted and put in any order, are found as themselves or nowhere', () => {
  const arms = ['placebo', 'low dose', 'high dose', 'active control', 'open label', 'rescue']
  const counts = fc.uniqueArray(fc.integer({ min: 2, max: 99 }), { minLength: 6, maxLength: 6 })
  const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 2 })
  const form = fc.constantFrom('on', 'of those who were assigned at random to')
  let [asked, found] = [0, 0]
  fc.assert(
    fc.property(
      counts,
      orders,
      form,
      fc.nat(3),
      fc.boolean(),
      (numbers, order, said, at, isLines) => {
        const sentences = arms.map(
          (arm, index) => `${numbers[index]} patients ${said} ${arm} withdrew.`,
        )
        const text = [before, ...sentences, after, far, rest]
        const others = [before, after, far, rest]
        const newer = others.toSpliced(at, 0, ...order.map((index) => sentences[index] ?? ''))
        for (const [index, sentence] of sentences.entries()) {
          const { words } = carry(text, newer, sentence, isLines ? '\n' : ' ')
          if (words !== null) expect(words).toBe(sentence)
          if (!order.includes(index)) continue
          asked++
          if (words === sentence) found++
        }
      },
    ),
    { numRuns: 300 },
  )
  expect(found / asked).toBeGreaterThan(0.98)
})

test('lines without full stops that begin alike are found when they are swapped', () => {
  const lines = [
    'Number of patients on placebo who withdrew',
    'Number of patients on low dose who withdrew',
  ]
  const [first = '', second = ''] = lines
  const others = [after, far, rest]
  const [older, newer] = [
    [before, first, second, ...others],
    [before, second, first, ...others],
  ]
  for (const line of lines) expect(carry(older, newer, line, '\n').words).toBe(line)
})

const references = [
  [
    'Pharmacoepidemiol Drug Saf., 2015. 24(4): p. 406-13. doi: 10.1002/pds.3748.\n117.\tBetts, K.A., et al., The prevalence of hyperkalemia in the United States. ',
    'Curr Med Res Opin., 2018.',
    ' 34(6): p. 971-978. doi: 10.1080/03007995.2018.1433141.\n',
    'Curr Med Res Opin., 4018.',
    ' Epub 2018 Feb 21.\n118.\tFitch, K., et al., The Clinical and Economic Burden of Hyperkalemia on Medicare and Commercial Payers.',
  ],
  [
    'References\n1.\tSchuemie, M.J., et al., Improving reproducibility by using high-throughput observational studies with empirical calibration. Philos Trans A Math Phys Eng Sci, 2018. 376(2128).\n2.\tVoss, E.A., et al., Accuracy of an automated knowledge base for identifying drug adverse reactions. ',
    'J Biomed Inform, 2017.',
    ' 66: p. 72-81.\n3.\tWinnenburg, R., et al., Leveraging MEDLINE indexing for pharmacovigilance - Inherent limitations and mitigation strategies.\n',
    'J kidney Inform, 4017.',
    ' J Biomed Inform, 2015. 57: p. 425-35.\n4.\tDuke, J., J. Friedlin, and X. Li, Consistency in the safety labeling of bioequivalent medications.',
  ],
  [
    'Peace KE. 1991. Oneside or two-sided p-values: which most appropriately address the question of drug efficacy? ',
    'J Biop Stat 1:133-8.',
    '\nProtocol Attachment LZZT.1 Schedule of Events for Protocol H2Q-MC-LZZT(c)\n',
    'J Biop Stat 7:433-8.',
    '\n\tVISIT\t1\t2\t3\t4\t5\t\t7\t8\nACTIVITY\tWEEK\t-2\t-.3\t0\t2\t4\t\t6\t8\nInformed consent\t\tX\t\t\t\t\t\t\t\nPatient number assigned\t\tX\t\t\t\t\t\t\t\n',
  ],
] as const

test.each(references)(
  'a short one is not the other that went into its place, whatever stands behind that',
  (before, quote, between, twin, after) => {
    const parts = [before, quote, between + twin + after] as const
    const retyped = quote.replace(/\d/, '7')
    for (const left of ['', retyped])
      expect([null, left]).toContain(landIn(parts, before + twin + between + left + after).words)
  },
)
