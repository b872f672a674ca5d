import { expect, test } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'

type Example = readonly [
  what: string,
  before: string,
  quote: string,
  after: string,
  editedBefore: string,
  editedAfter: string,
]

const long =
  '” The 1000 1000 high\n1000 1000 (8.25) 1000\nThe 1000 1000 The (8.25) 1000\n.05 ﬁnal 1000 The 1000 12 1000 ﬁnal Visit 1000 The The\nThe of The – 1000 1000 1000 The placebo 1000 100 12\n1000 1000 1000 1000 dose 1000 ﬁnal of Visit group.\n.05 The placebo 1000 1000 (8.25) The 1000 ﬁnal Visit\n.05 The\n1000 Visit 12 The of Visit The 1000 The The 1000\nhigh group. high high 12 1000 high (8.25) –'

/** What the law of edits elsewhere (anchor-laws.test.ts) has found, each as it was shrunk. */
const examples: readonly Example[] = [
  [
    'its first word was typed before it, too, at the end of another word',
    '0. Visit ',
    'dose\n1. Visit dose\n2. Visit dose\n3. ﬁnal µg 1000 1000 placebo of 100',
    ' high\n4. Visit dose',
    '0. Vdose 1 – 100 1000 µg The',
    ' high\n4. Visit dose',
  ],
  [
    'a digit of a number, typed before it with a blank',
    '0. 1000 1000 ',
    '1',
    '2',
    '0. 1000 1000 12 0',
    '2',
  ],
  [
    'the last letters of a word that was typed before it',
    '0. 100\n1. high µg g',
    'r',
    'oup.',
    '0. 100µg group. high –\nµg group.The\nThe\nigh –\n\n12 The\n2 The\n',
    'oup.',
  ],
  [
    'the first letter of a word that was typed before it',
    '0. high\n1. ',
    'h',
    'igh',
    '0. high\n1. high 2',
    'igh',
  ],
  [
    'a part of a figure that was typed before it',
    '0. The\n1. 0 ',
    '.0',
    '5',
    '0. The\n1. 0 .05 The',
    '5',
  ],
  [
    'half of a bracket that was typed before it',
    '0. (8.25)\n1. ',
    '(8',
    '.25)',
    '0. (8.25)\n1. (8.25)010\n10\n The\n(8.25) The\n',
    '.25)',
  ],
  [
    'its last word was typed behind it, twice',
    '1000 1000 Visit\n12 placebo The p\u00a0< .',
    '05 The high\n– – of – 1000 of “why',
    '”',
    '1000 1000 Visit\n12 placebo TThe',
    'The “why” The\nThe “why” The\n”',
  ],
  [
    'its first words were typed before it and run into it',
    '0. The ﬁnal 1000 1000 1000 “why” 1000\n1. 1000 1000 1000 1000 .',
    '05 1000 Visit The 100\n2. 1000 1000 1000 1000',
    ' .05 1000 Visit The 100',
    '0. The ﬁnal 1000 1000 1000 “why” 1000\n1. 1000 1000 1000 1000 .05 0 The Visit The placebo',
    ' .05 1000 Visit The 100',
  ],
  [
    'its first word was typed before it and into it',
    'ﬁnal placebo placebo ',
    'high The µg The .05 The The\n1000',
    ' 1000 1000 1000 1000 1000 12 placebo dose\n.05',
    'ﬁnal placebo phigh The The group. high',
    ' 1000 1000 1000 1000 1000 12 placebo dose\n.05',
  ],
  [
    'its first figure was typed before it',
    '(',
    '8.25) 1000 ﬁnal The\nThe of 100 ﬁnal 1000 The 12 “why',
    long,
    '–(8.25) Visit 1000 1000 The',
    long,
  ],
  [
    'its first figure was left of its neighbour’s, too',
    '0. 7131\n',
    '1. 7131\n2. 7131\n3. “why”\n4. “why',
    '”\n5. “why”\n6. “why”',
    '0. 713',
    '”\n5. “why”\n6. “why”',
  ],
  [
    'the first letter of a word that was typed before it, where the rest of its own was cut off',
    '1000 1000 1000 100 high µg low ',
    'p',
    'lacebo –',
    '1000 1000 1000 100 low placebo 101\ng low ',
    '–lacebo –',
  ],
]

test.each(examples)(
  'what was typed right beside a quote is not taken in: %s',
  (_, before, quote, after, editedBefore, editedAfter) => {
    const range = { start: before.length, end: before.length + quote.length }
    const { quote: selector, position } = describe(before + quote + after, range)
    const found = anchor(editedBefore + quote + editedAfter, selector, position)
    const meant = { start: editedBefore.length, end: editedBefore.length + quote.length }
    expect([null, meant]).toContainEqual(found.range)
  },
)
