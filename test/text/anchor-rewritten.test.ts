import { expect, test } from 'vitest'
import { landIn, type Parts } from '../support/land-in.ts'

/** Law 3: on the text that was meant, or nowhere. */
function expectMeant(parts: Parts, [before, meant, after]: Parts): void {
  expect([null, meant]).toContain(landIn(parts, before + meant + after).words)
}

const scoring: Parts = [
  'Impairment on this term should only reflect dysfunction in executing an overlearned task only and not recall difficulty. The 5 components to this task are:\nfold letter\nput letter in envelope\nseal envelope\naddress envelope (any address containing: name, street, city, state, and zip code is correct)\nmark where stamp goes\nOn the worksheet check each step completed correctly. Scoring this item is as follows:\n0 = able to perform all components\n1 = failure to perform 1 component\n',
  '2 = failure to perform 2 components',
  '\n3 = failure to perform 3 components\n4 = failure to perform 4 components\n5 = failure to perform 5 components\nOrientation\nThe patient is asked questions which assess orientation. The components of orientation assessed are: full name, month, date, year, day, season, place, and time of day.',
]

test('a line of a renumbered list is not the one before it that lacks a letter', () => {
  const renumber = (text: string) =>
    text.replace(/^\d|\d(?= comp)/gm, (one) => `${Number(one) + 1}`)
  const [before, quote, after] = scoring
  const copy = ' The patient is asked questions which assess orientation.'
  const first = renumber(before).replace('seal envelope', `seal envelope${copy}`)
  expectMeant(scoring, [first, renumber(quote), renumber(after)])
})

const reactions: Parts = [
  'No end date strategy selected. By default, the cohort end date will be the end of the observation period that contains the index event.\nCohort Collapse Strategy:\nCollapse cohort by era with a gap size of 0 days.\nAppendix 1: Concept Set Definitions\nAnaphylactoid reaction\n',
  'Anaphylactoid reaction events\nAnaphylactoid reaction condition record during an inpatient or ER visit; successive records with >7 day gap are considered independent episodes',
  '\nInitial Event Cohort\nPeople having any of the following:\na condition occurrence of Anaphylactoid reaction\nwith continuous observation of at least 0 days prior and 0 days after event index date, and limit initial events to: all events per person.\n',
]

test('a quote of two lines is not found without the first words of one where a line like that was moved between both', () => {
  const [before, quote, after] = reactions
  const moved = before.replace('Appendix 1: Concept Set Definitions\nAnaphylactoid reaction\n', '')
  const torn = quote.replace('events\n', 'events\nAnaphylactoid reaction\n')
  expectMeant(reactions, [moved, torn, after])
})

const invoices: Parts = [
  'Table 2. Exceptions found in the testing\nReference\tDate\tException\tAmount (EUR)\nINV-20417\t2024-07-04\tDuplicate payment\t4,860.00\nINV-20533\t2024-07-18\tDuplicate payment\t12,480.50\nINV-20780\t2024-08-09\tDuplicate payment\t3,215.75\nINV-20911\t2024-08-27\tNo goods receipt\t7,940.00\n',
  'INV-21166',
  '\t2024-09-16\tNo goods receipt\t1,388.20\nNote: dates are posting dates.\nSource: Table L-2\nFindings and Recommendations\nSupplier Invoices\nThree invoices of suppliers were paid twice, because they had been entered once from paper and once from e-mail.',
]

test('a cell of which a word was changed does not take in the row that was moved before it', () => {
  const [before, , after] = invoices
  const moved = /INV-20780.*\n/.exec(before)?.[0] ?? ''
  expectMeant(invoices, [before.replace(moved, '') + moved, 'outstanding-21166', after])
})

const thyroid: Parts = [
  'T3 uptake range 25 to 38%. Patients will be allowed to enroll with results of 23 to 51% provided the remainder of the thyroid profile is normal and there are no clinical signs or symptoms of thyroid abnormality.\n',
  'TSH reference range 0.32 to 5.0.',
  ' Patients will be allowed to enroll with results of 0.03 to 6.2 if patients are taking stable doses of exogenous thyroid supplements, with normal free thyroid index, and show no clinical signs or symptoms of thyroid abnormality.\nTotal T4 reference range 4.5 to 12.5. Patients will be allowed to enroll with results of 4.1 to 13.4 if patients are taking stable doses of exogenous thyroid hormone, with normal free thyroid index, and show no clinical signs or symptoms of thyroid abnormality.\nFree Thyroid Index reference range 1.1 to 4.6.\nPositive syphilis screening.\n',
]

test('a sentence that was edited and then copied with what follows is not told from its copy', () => {
  const [before, quote, after] = thyroid
  const edited = quote.replace('to', 'an abnormality seen on T2 but not to')
  const later = after.replaceAll('taking', 'lacune')
  const line = edited + later.slice(0, later.indexOf('\n'))
  const copy = line.replace('thyroid abnormality', 'An abnormality')
  expect(landIn(thyroid, `${before}${copy}\n${edited}${later}`).words).toBeNull()
})
