import { expect, test } from 'vitest'
import { readText } from '../../server/formats/read-text.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

const blocksOf = (text: string) => showBlocks(expectRead(readText(new TextEncoder().encode(text))))

test('wrapped lines are one paragraph, and short ones stay apart', () => {
  const text = `The study enrolled 254 subjects at seventeen sites in the United
States, and each was followed for 26 weeks.

Sponsor: Acme
Phase: 2`
  expect(blocksOf(text)).toEqual([
    'paragraph The study enrolled 254 subjects at seventeen sites in the United States, and each was followed for 26 weeks.',
    'paragraph Sponsor: Acme',
    'paragraph Phase: 2',
  ])
})

test('a text of two megabytes without a blank line is read before the time of a test is up', () => {
  const line = 'These words go on in the next line, for they were wrapped here\n'
  expect(blocksOf(line.repeat(30_000))).toHaveLength(1)
})

test('a numbered line of its own is a heading, in a list it is an item', () => {
  const text = `3.1 Study Design\n\nIt has two parts.\n\n1. Screening\n2. Treatment\n  - blinded`
  expect(blocksOf(text)).toEqual([
    'h2 3.1|Study Design',
    'paragraph It has two parts.',
    'li0 1.|Screening',
    'li0 2.|Treatment',
    'li1 -|blinded',
  ])
})

test('a file without a word is refused, and so are bytes that are no text', () => {
  expect(readText(new TextEncoder().encode(' \n\n'))).toMatchObject({ code: 'no_text' })
  expect(readText(Uint8Array.of(1, 2, 3))).toMatchObject({ code: 'damaged' })
})
