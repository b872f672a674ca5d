import { expect, test } from 'vitest'
import { landIn, type Parts } from '../support/land-in.ts'

const measurements: Parts = [
  '44786901\tHEDIS 2014 Value Set - HbA1c Tests\tMeasurement\tLOINC\tNO\tNO\tNO\n3004410\tHemoglobin A1c (Glycated)\tMeasurement\tLOINC\tNO\tNO\t',
  'NO\n3034639',
  '\tHemoglobin A1c [Mass/volume] in Blood\tMeasurement\tLOINC\tNO\tNO\tNO\n40758583\tHemoglobin A1c in Blood\tMeasurement\tLOINC\tNO\tNO\tNO\n',
]

test('where the first word of a quote was typed once more, it may begin at either', () => {
  const [before, quote, after] = measurements
  const deleted = before.replace('3004410\tHemoglobin A1c (Glycated)\tMeasurement\tLOINC', '')
  const edited = `${deleted}NO ${quote}${after}`
  expect(landIn(measurements, edited)).toEqual({ state: 'ambiguous', words: null })
})

const criteria: Parts = [
  'Has mild (grade 1) hypertension, defined as a mean seated systolic blood pressure of 140 to 159 mmHg.\nHas a body mass index of 18.5 to 39.9 kg/m².\nIf a woman of childbearing potential, has a negative pregnancy test and agrees to use effective contraception.\n',
  'Has given written informed consent before any study procedure.\nExclusion Criteria',
  '\nA subject was not to be eligible for the study if any of the following applied:\nHas secondary hypertension of any cause.\nHas not given written consent before any procedure of the study.\n',
]

test('a quote that others are like may begin at its first word, where more was put in behind that', () => {
  const [before, quote, after] = criteria
  const torn = quote.replace('Has', 'Has years inclusive Has')
  expect([null, torn]).toContain(landIn(criteria, before + torn + after).words)
})

const payments: Parts = [
  'Most of the value was in purchase orders (EUR 59,425.00) and supplier invoices (EUR 29,884.45).\nTable 1. Exceptions by process, July to September 2024\nProcess\tTransactions\tTested\tExceptions\tAmount (EUR)\nSupplier invoices\t4,812\t120\t5 (4.2%)\t29,884.45\nPurchase orders\t1,967\t60\t4 (6.7%)\t59,425.00\n',
  'Vendor master data',
  '\t214\t25\t2 (8.0%)\t16,755.00\nBank payments\t4,655\t90\t0 (0.0%)\t0.00\nEmployee expenses\nTravel expenses\t1,338\t80\t4 (5.0%)\t1,942.65\nNote: the percentage is that of the transactions tested.\nThe exceptions in supplier invoices were found in the testing of the third quarter.',
]

test('a quote that was deleted is not the copy of it that was typed beside with its neighbours', () => {
  const [before, quote, after] = payments
  const copy = ` 4 6.7 59,425.00 ${quote} 214 25 2 8.0 16,755.00 Bank`
  const edited = before + after.replace('214', `214${copy}`)
  expect(landIn(payments, edited)).toEqual({ state: 'ambiguous', words: null })
})

const schedule: Parts = [
  'Study drug was applied each morning according to the following schedule:\nFriday\tright or left upper thigh\nSaturday\tright or left upper chest\nPatients and caregivers are free to select either the left ',
  'or right site within',
  ' the constraints of the rotation schedule noted above. Patches should be applied at approximately the same time each day.\nDemerol (meperidine)\t1 week\nTalacen (pentazocine)\t1 week\n',
]

test('a few words from within a sentence were typed anew elsewhere, not moved there', () => {
  const [before, quote, after] = schedule
  const left = after
    .replace(/^.*same/, ' same')
    .replace('Talacen', `Talacen ${quote} the constraints of`)
  expect(landIn(schedule, before.trimEnd() + left)).toEqual({ state: 'ambiguous', words: null })
})
