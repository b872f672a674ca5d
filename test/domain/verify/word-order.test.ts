import { describe, expect, test } from 'vitest'
import { verify } from '../../../server/domain/verify/verify.ts'
import { says } from './evidence-cells.ts'

const judge = (text: string, source: string) =>
  verify({ text, context: '', isCell: false }, [says(source, { role: 'report' })]).state

describe('what stands before a comma is not wrong at the end of its source', () => {
  test('where other claims follow there', () => {
    const source =
      'Three claims were reimbursed without a receipt, and one claim exceeded the limit for meals.'
    const told = 'Without a receipt, three claims were reimbursed.'
    expect(judge(told, source)).not.toBe('contradicted')
    expect(judge(told.replace('three', 'two'), source)).toBe('contradicted')
    expect(judge(told.replace('three', 'one'), source)).not.toBe('supported')
    expect(judge(told.replace('reimbursed', 'rejected'), source)).not.toBe('supported')
  })

  test.each([
    [
      'In men, events were more frequent than in women.',
      'Events were more frequent in women than in men.',
    ],
    [
      'In men, events were more frequent in women.',
      'Events were more frequent in women than in men.',
    ],
    [
      'With a receipt, three claims were reimbursed.',
      'Three claims were reimbursed without a receipt.',
    ],
    [
      'Without a receipt, three claims were rejected.',
      'Three claims were reimbursed without a receipt.',
    ],
    ['After surgery, two of the subjects died.', 'Two of the subjects died before surgery.'],
    [
      'For the auditor, the manager checked the invoice.',
      'The auditor checked the invoice for the manager.',
    ],
    [
      'With water, the pump filled the tank from the well.',
      'The pump filled the well from the tank with water.',
    ],
    [
      'In March, sales fell in the North but rose in the South.',
      'Sales fell in the North but rose in the South in March.',
    ],
  ])('but says nothing else with the same words: “%s” of “%s”', (claim, source) => {
    expect(judge(claim, source)).not.toBe('supported')
  })
})
