import { expect, test } from 'vitest'
import { landIn, type Parts } from '../support/land-in.ts'

const before =
  'Secondary efficacy instruments will include the DAD, the NPI-X, and the ADAS-Cog (14). '
const outlined = 'The procedures and types of analyses to be done are outlined in Section 4.'
const described = 'The procedures and kinds of analyses to be done are described in Section 8.'
const between =
  '\nThe primary analysis of efficacy will include only the data obtained up to the visit of discontinuation. '
const after =
  ' Furthermore, the primary analysis will not include data of visits where no study drug was given in the preceding three days.\nNo site was closed while the study was running.\n'
const far = 'Safety was reviewed by an independent board every three months.\n'

const first: Parts = [before, outlined, between + described + after + far]
const second: Parts = [before + outlined + between, described, after + far]

test('a sentence whose twin took its place is found where that stood, with a word typed anew', () => {
  const retyped = outlined.replace('types', 'sorts')
  const edited = before + described + between + retyped + after + far
  expect(landIn(first, edited)).toEqual({ state: 'edited', words: retyped })
  expect(landIn(second, edited).words).toBe(described)
})

test('a sentence is found with a word typed anew, though its twin before it was moved far away', () => {
  const parts: Parts = [`${before}${outlined} `, described, after + far]
  const retyped = described.replace('kinds', 'sorts')
  const edited = `${before}${retyped}${after}${outlined} ${far}`
  expect(landIn(parts, edited)).toEqual({ state: 'edited', words: retyped })
})

test('a sentence that was deleted is not its twin, edited where that stood or moved into its place', () => {
  const retyped = described.replace('kinds', 'sorts')
  for (const edited of [
    before + between + retyped + after + far,
    before + retyped + between + after + far,
    `${before}${between}${after}${retyped} ${far}`,
  ])
    expect(landIn(first, edited).words).toBeNull()
})

test('of two places that are like the sentence, and no twin’s, neither is taken', () => {
  const [one, other] = [outlined.replace('types', 'sorts'), outlined.replace('done', 'made')]
  const edited = `${before}${described}${between}${one} ${other}${after}${far}`
  expect(landIn(first, edited).words).toBeNull()
})

test('a sentence like it that stands far from where it and its twins stood is another', () => {
  const retyped = outlined.replace('types', 'sorts')
  const pages = 'Each visit took place at the centre, in the morning, before the dose was taken.\n'
  const edited = before + described + between + after + pages.repeat(20) + retyped + far
  expect(landIn(first, edited).words).toBeNull()
})

const orders: Parts = [
  'The system allows an order to be entered with a date in the past.\nInternal Audit recommends:\nRemove the possibility to date purchase orders back.\n',
  'Report orders that follow their invoice to the head of purchasing every month.',
  '\nMap the approval limits of the authority matrix in the system.\nPurchasing agrees. Back-dating will be disabled, and the monthly report will start in January.',
]

test('twins that stand side by side are found as themselves when they are swapped', () => {
  const [start, one, end] = orders
  const other = one.replace('their', 'works').replace('purchasing', 'mail')
  const swapped = `${start}${other} ${one}${end}`
  expect(landIn([start, one, ` ${other}${end}`], swapped).words).toBe(one)
  expect(landIn([`${start}${one} `, other, end], swapped).words).toBe(other)
})

const sets: Parts = [
  'This cohort definition end date will be the start date plus 7 days\nCollapse cohort by era with a gap size of 30 days.\nAppendix 1: Concept Set Definitions\n1. Inpatient or ER visit\n',
  '7. Inpatient or ER visit',
  '\nConcept Id\tConcept Name\tDomain\tVocabulary\tExcluded\tDescendants\tMapped\n262\tEmergency Room and Inpatient Visit\tVisit\tVisit\tNO\tYES\tNO\n9203\tEmergency Room Visit\tVisit\tVisit\tNO\tYES\tNO\n',
]

test('where a twin became the same as the quote, either may be the one that was meant', () => {
  const [start, quote, end] = sets
  const edited = start.replace('1. Inpatient or ER visit', quote) + quote + end
  expect(landIn(sets, edited).words).toBeNull()
})
