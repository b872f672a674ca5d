import { toBytes, type HostileCase } from './hostile-case.ts'

const million = 1_000_000
/** The most that one upload may have. */
const largest = 50 * 1_048_576

/** Plain, marked and separated text: deep, wide, long, and made to be looked at many times. */
export const textCases: readonly HostileCase[] = [
  ...[
    ['quotes 10,000 deep', `${'>'.repeat(10_000)} words`, 'too_deep'],
    ['lists 10,000 deep on one line', `${'- '.repeat(10_000)}words`, 'too_deep'],
    ['numbered lists 10,000 deep', `${'1. '.repeat(10_000)}words`, 'too_deep'],
    ['lists 1,000 deep by their indents', nestByIndent(1000), 'too_deep'],
    ['quotes 10,000 deep behind a list', `- ${'> '.repeat(10_000)}words`, 'too_deep'],
    ['100,000 brackets that open', `words ${'['.repeat(100_000)}`, 'read'],
    ['100,000 pictures that open', `words ${'!['.repeat(100_000)}`, 'read'],
    ['50,000 emphases that nest', `words ${'*a_'.repeat(50_000)}`, 'too_deep'],
    [
      '50,000 emphases that end',
      `words ${'*a '.repeat(50_000)}${'b* '.repeat(50_000)}`,
      'too_deep',
    ],
    ['100,000 tags that open', `words ${'<a '.repeat(100_000)}`, 'read'],
    ['code marks of growing length', `words ${growing('`', 2000)}`, 'too_large'],
    ['100,000 footnotes', listFootnotes(100_000), 'too_large'],
    [
      'a table of 20,000 columns',
      `${markdownRow('a')}${markdownRow('-')}${markdownRow('b')}`,
      'too_large',
    ],
  ].map(([name, text, outcome]) => createMarkdown(name!, text!, outcome as HostileCase['outcome'])),
  {
    name: 'Markdown of 50 MB',
    fileName: 'long.md',
    build: () => toBytes('words and *more* words\n\n'.repeat(largest / 24)),
    outcome: 'too_large',
  },
  createCsv('a row of 20,000 columns', () => wideRow(20_000), 'too_large'),
  createCsv('a row of 16,000 columns', () => wideRow(16_000), 'read'),
  createCsv('20,000 columns in 200 rows', () => `${wideRow(20_000)}\n`.repeat(200), 'too_large'),
  createCsv(
    'one wide row over a million short ones',
    () => `${wideRow(20_000)}\n${'a,b\n'.repeat(million)}`,
    'too_large',
  ),
  createCsv('12 million rows', () => 'a,b\n'.repeat(largest / 4), 'too_large'),
  createCsv('a quote of 50 MB that never ends', () => `a,"${'b'.repeat(largest - 3)}`, 'too_large'),
  createCsv('50 MB of quotes', () => '"'.repeat(largest), 'too_large'),
  createText('one line of 50 MB', () => 'words '.repeat(largest / 6), 'too_large'),
  createText('one word of 50 MB', () => 'w'.repeat(largest), 'too_large'),
  createText('25 million lines', () => 'w\n'.repeat(largest / 2), 'too_large'),
  createText('50 MB of blanks', () => `words${' '.repeat(largest - 5)}`, 'read'),
  createText(
    '50 MB of lines of blanks',
    () => `words${' \n'.repeat(largest / 2 - 3)}words`,
    'too_large',
  ),
  createText('one line of 8 MB', () => 'words '.repeat((8 * million) / 6), 'read'),
]

function createMarkdown(name: string, text: string, outcome: HostileCase['outcome']): HostileCase {
  return { name, fileName: 'hostile.md', build: () => toBytes(text), outcome }
}

function createCsv(
  name: string,
  build: () => string,
  outcome: HostileCase['outcome'],
): HostileCase {
  return { name, fileName: 'hostile.csv', build: () => toBytes(build()), outcome }
}

function createText(
  name: string,
  build: () => string,
  outcome: HostileCase['outcome'],
): HostileCase {
  return { name, fileName: 'hostile.txt', build: () => toBytes(build()), outcome }
}

function nestByIndent(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}- words\n`).join('')
}

function growing(mark: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `a${mark.repeat(index + 1)}`).join('')
}

function listFootnotes(count: number): string {
  return `words\n\n${Array.from({ length: count }, (_, at) => `[^${at}]: note ${at}\n`).join('')}`
}

function markdownRow(cell: string): string {
  return `|${`${cell}|`.repeat(20_000)}\n`
}

function wideRow(columns: number): string {
  return Array.from({ length: columns }, (_, at) => at).join(',')
}
