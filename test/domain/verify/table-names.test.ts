import { expect, test } from 'vitest'
import { readTableNames } from '../../../server/domain/verify/table-names.ts'
import { buildSourceText, getTable, table } from '../../support/build-source-text.ts'

const wide = (text: string) => ({ text, columnSpan: 2 })

function listGroups(header: Parameters<typeof table>[0]['header'], row: readonly string[]) {
  const rows = [[...row], ['Raised', ...row.slice(1).map(() => '1')]]
  const sourceText = buildSourceText([table({ number: '1', header, rows })])
  return readTableNames(sourceText, getTable(sourceText, '1')).groups
}

test('groups are the columns that a row counts subjects for', () => {
  expect(listGroups([['', 'Placebo', 'Somnalin']], ['n', '41', '42'])).toEqual([
    'Placebo',
    'Somnalin',
  ])
})

test('what stands below each group is none', () => {
  const heads = [
    '',
    'Normal at Baseline',
    'High at Baseline',
    'Normal at Baseline',
    'High at Baseline',
  ]
  const header = [['', wide('Placebo'), wide('Somnalin')], heads]
  expect(listGroups(header, ['n', '40', '1', '39', '3'])).toEqual([])
})
