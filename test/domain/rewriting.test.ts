import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyTerms, parseTerm } from '../../server/domain/apply-terms.ts'
import { cleanReferences } from '../../server/domain/clean-references.ts'
import { leadsTo, startRewriting } from '../../server/domain/rewriting.ts'

const words = fc.constantFrom(
  'Patients',
  'an outpatient',
  'a patient',
  'the patient’s arm',
  '(see Section 3.4)',
  '(Attachment LZZT.2)',
  'as described in Section 2.1',
  'seen before [12]',
  'and',
  'were seen',
  'in Appendix A',
)

test('the stored changes lead from the words of the source to those of the document', () => {
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (parts) => {
      const quote = `${parts.join(' ')}.`
      const cleaned = cleanReferences(startRewriting(quote), 'the protocol')
      if (!cleaned) return
      const terms = ['patient=individual', 'arm=group'].flatMap((entry) => parseTerm(entry) ?? [])
      const { text, transformations } = applyTerms(cleaned, terms)
      expect(leadsTo(quote, transformations, text)).toBe(true)
      expect(leadsTo(quote, transformations, `${text} Not so.`)).toBe(false)
    }),
  )
})

test('the terms of a sentence are found from its start, though a reference behind them went before', () => {
  const arms = Array.from({ length: 4 }, () => 'the patient’s arm').join(' ')
  const quote = `${arms} (Attachment LZZT.2) a patient a patient.`
  const cleaned = cleanReferences(startRewriting(quote), 'the protocol')
  const terms = ['patient=individual', 'arm=group'].flatMap((entry) => parseTerm(entry) ?? [])
  const { text, transformations } = applyTerms(cleaned ?? startRewriting(quote), terms)
  expect(leadsTo(quote, transformations, text)).toBe(true)
})

test('a change that does not apply leads nowhere', () => {
  const term = [{ kind: 'term' as const, from: 'patient', to: 'subject' }]
  expect(leadsTo('An outpatient.', term, 'An outsubject.')).toBe(false)
  expect(leadsTo('A  patient\n left.', term, 'A subject left.')).toBe(true)
  expect(leadsTo('A patient left.', [], 'A patient left.')).toBe(true)
  const format = [{ kind: 'format' as const, from: '8 (  9%)', to: '8 (9%)' }]
  expect(leadsTo('8 (  9%)', format, '8 (9%)')).toBe(true)
})
