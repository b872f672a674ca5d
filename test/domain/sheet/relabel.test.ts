import { describe, expect, test } from 'vitest'
import { parseRelabel, relabel } from '../../../server/domain/sheet/relabel.ts'

const arms = [
  { from: 'Xanomeline Low Dose', to: 'Low dose' },
  { from: 'Xanomeline High Dose', to: 'High dose' },
]

describe('a relabel', () => {
  test.each([
    ['Xanomeline Low Dose (N=84)', 'Low dose (N=84)'],
    ['Xan. Low (N=84)', 'Low dose (N=84)'],
    ['Xan.Low', 'Low dose'],
    ['Xanomeline Low', 'Low dose'],
    ['XAN. HIGH DOSE:', 'High dose:'],
    ['Xanomeline High Dose [1]', 'High dose [1]'],
  ])('calls %s %s', (shown, wanted) => {
    expect(relabel(shown, arms)).toBe(wanted)
  })

  test.each([
    'Placebo',
    'Xanomeline',
    'Xa.Low',
    'Low',
    'Placebo vs. Low Dose',
    'Xan High - Xan Low',
  ])('leaves %s as it is', (shown) => {
    expect(relabel(shown, arms)).toBe(shown)
  })

  test('never takes one number or a longer name for another', () => {
    const entries = [
      { from: 'Week 24', to: 'W24' },
      { from: 'Adverse Event leading to death', to: 'Fatal' },
    ]
    expect(relabel('Week 2', entries)).toBe('Week 2')
    expect(relabel('Adverse Event', entries)).toBe('Adverse Event')
  })

  test('leaves a short name that two entries claim', () => {
    const twins = [
      { from: 'Velorastat Low Dose', to: 'A' },
      { from: 'Velostat Low Dose', to: 'B' },
    ]
    expect(relabel('Velo. Low', twins)).toBe('Velo. Low')
    expect(relabel('Velostat Low Dose', twins)).toBe('B')
  })

  test('is read from old=new, with signs of comparison on the left', () => {
    expect(parseRelabel('>=80 yrs=80 and over')).toEqual({ from: '>=80 yrs', to: '80 and over' })
    expect(parseRelabel('Placebo')).toBeUndefined()
  })
})
