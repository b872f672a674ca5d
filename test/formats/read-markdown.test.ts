import { expect, test } from 'vitest'
import { readMarkdown } from '../../server/formats/read-markdown.ts'
import { expectRead, onlyTable, showBlocks, showGrid } from '../support/show-source-text.ts'

const read = (text: string) => expectRead(readMarkdown(new TextEncoder().encode(text)))

test('headings, wrapped paragraphs, nested lists and footnotes are what they are', () => {
  const source = read(`---\ntitle: x\n---\n# Findings\n\nThe ledger was *not* balanced
in **May**.[^1]\n\n1. First\n   - inner\n2. Second\n\n> Quoted.\n\n[^1]: See the bank's letter.\n`)
  expect(showBlocks(source)).toEqual([
    'h1 |Findings',
    'paragraph The ledger was not balanced in May.',
    'li0 1.|First',
    'li1 •|inner',
    'li0 2.|Second',
    'paragraph Quoted.',
    "note See the bank's letter.",
  ])
})

test('a table is a table, in pipes and in HTML', () => {
  const pipes = read('| Arm | n |\n|---|--:|\n| Placebo | 86 |\n')
  expect(onlyTable(pipes).headerRowCount).toBe(1)
  expect(showGrid(pipes, onlyTable(pipes))).toEqual([
    ['Arm', 'n'],
    ['Placebo', '86'],
  ])
  const html = read('Words.\n\n<table><tr><th>Arm<th>n</tr><tr><td>Placebo<td>86</tr></table>\n')
  expect(showGrid(html, onlyTable(html))).toEqual([
    ['Arm', 'n'],
    ['Placebo', '86'],
  ])
})

test('words in code keep their lines, and an HTML comment is nobody’s words', () => {
  expect(showBlocks(read('```\na = 1\nb = 2\n```\n\n<!-- secret -->\n'))).toEqual([
    'paragraph a = 1\nb = 2',
  ])
})
