import { expect, test } from 'vitest'
import { says } from './evidence-cells.ts'
import { judgeTyped } from './result-table.ts'

/** A sentence of a source, what it says, and what it does not say. */
const cases: readonly (readonly [source: string, told: string, ...others: string[]])[] = [
  [
    'Two pumps were replaced twice, since they had been fitted once by hand and once by a crane.',
    'Two pumps were replaced twice.',
    'Two pumps were replaced once.',
  ],
  [
    'Depots outside the harbour zone were not visited.',
    'Depots outside the harbour zone were not visited.',
    'Depots in the harbour zone were not visited.',
    'Depots were not visited.',
  ],
  [
    'The sensor will be worn on the non-dominant wrist during the night.',
    'The sensor will be worn on the non-dominant wrist.',
    'The sensor will be worn on the dominant wrist.',
  ],
  [
    'The seals were intact on all containers that were opened.',
    'The seals were intact on all containers that were opened.',
    'The seals were intact on all containers.',
  ],
  [
    'Clerks who keep the cash were trained in May.',
    'Clerks who keep the cash were trained in May.',
    'Clerks were trained in May.',
  ],
  [
    'The washout was single-blind, and the double-blind treatment lasted for eight weeks.',
    'The double-blind treatment lasted for eight weeks.',
    'The single-blind treatment lasted for eight weeks.',
  ],
  [
    'The depot was closed because the roof of the store was damaged.',
    'The roof of the store was damaged.',
    'The depot of the store was damaged.',
  ],
  ['Each driver was trained once, and all licences were renewed.', 'All licences were renewed.'],
]

test.each(cases.map(([source, told]) => [told, source]))(
  'what limits a statement is kept: “%s” is supported',
  (told, source) => {
    expect(judgeTyped(told, [says(source, { role: 'report' })])).toBe('supported')
  },
)

test.each(cases.flatMap(([source, , ...others]) => others.map((other) => [other, source])))(
  'what limits a statement is not left out: “%s” is not supported',
  (other, source) => {
    expect(judgeTyped(other, [says(source, { role: 'report' })])).not.toBe('supported')
  },
)
