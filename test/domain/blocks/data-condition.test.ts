import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideData, parseDataCondition } from '../../../server/domain/blocks/data-condition.ts'
import { findDataValue, resolveField } from '../../../server/domain/blocks/data-field.ts'

const data = {
  total: 12000,
  price: '9.50',
  status: 'draft',
  day: '2025-01-15',
  is_final: false,
  has_audit: true,
  list: [1],
  author: { name: 'Marsh' },
  nothing: null,
}

function decide(text: string) {
  const parsed = parseDataCondition(text)
  if (parsed.outcome === 'failed') throw new Error(parsed.message)
  return decideData(parsed.condition, (field) => findDataValue(data, field.split('.')))
}

describe('a condition on data', () => {
  test.each([
    'total > 10000',
    'total >= 12000',
    'total != 3',
    'price < 10',
    'price = 9.5',
    "status = 'draft'",
    'status = “draft”',
    'author.name = "Marsh"',
    "day > '2024-12-31'",
    'has_audit',
    'is_final = false',
    'not is_final',
    'is_final or total > price',
    'not (is_final or has_audit) or has_audit and total>1',
    'total > -1',
  ])('%s holds', (text) => {
    expect(decide(text)).toEqual({ outcome: 'holds' })
  })

  test.each([
    'total < 10000',
    'is_final and has_audit',
    "status = 'final'",
    '?missing = 1',
    'status = 1',
  ])('%s does not hold', (text) => {
    expect(decide(text)).toEqual({ outcome: 'fails' })
  })

  test.each([
    ['missing > 1', 'data_missing', 'missing'],
    ['nothing = 1', 'data_missing', 'nothing'],
    ['list = 1', 'data_invalid', 'list'],
    ['total', 'data_invalid', 'total'],
    ['status > 1', 'data_invalid', 'status'],
    ['constructor = 1', 'data_missing', 'constructor'],
  ])('%s can not be decided: %s of %s', (text, code, field) => {
    expect(decide(text)).toMatchObject({ outcome: 'undecided', code, field })
  })

  test('a field is not needed where another decides', () => {
    expect(decide('has_audit or missing')).toEqual({ outcome: 'holds' })
    expect(decide('is_final and missing')).toEqual({ outcome: 'fails' })
  })

  test.each(['', 'a >', '> 1', 'a b', '(a', 'a = 1)', 'a and', 'not', 'a == 1', "a = 'x"])(
    '%j is a mistake',
    (text) => {
      expect(parseDataCondition(text)).toMatchObject({ outcome: 'failed' })
    },
  )

  test('whatever is written is parsed or refused, and nesting has an end', () => {
    const piece = fc.constantFrom(
      'a',
      '1',
      "'x'",
      '(',
      ')',
      'not ',
      ' and ',
      ' or ',
      '>',
      '=',
      '?',
      '.',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(['parsed', 'failed']).toContain(parseDataCondition(pieces.join('')).outcome)
      }),
    )
    const deep = `${'('.repeat(5000)}a${')'.repeat(5000)}`
    expect(parseDataCondition(deep)).toMatchObject({ outcome: 'failed' })
  })
})

describe('a field inside repeats', () => {
  const shop = {
    currency: 'EUR',
    items: [{ name: 'A', tags: ['x', 'y'] }, { tags: [] }],
    name: 'S',
  }
  const item = ['items', '0']

  test('is of the innermost item that has it, else of the data', () => {
    expect(resolveField('name', shop, [item])).toEqual(['items', '0', 'name'])
    expect(resolveField('name', shop, [['items', '1']])).toEqual(['name'])
    expect(resolveField('currency', shop, [item])).toEqual(['currency'])
    expect(resolveField('name', shop, [item, [...item, 'tags', '1']])).toEqual([...item, 'name'])
  })

  test('that is nowhere is named in the innermost item', () => {
    expect(resolveField('price', shop, [item])).toEqual(['items', '0', 'price'])
  })

  test('"." is the item itself', () => {
    expect(resolveField('.', shop, [item])).toEqual(item)
    expect(findDataValue(shop, [...item, 'tags', '1'])).toBe('y')
  })

  test('only what a JSON pointer can name is a value', () => {
    expect(findDataValue(shop, ['items', 'length'])).toBeUndefined()
    expect(findDataValue(shop, ['items', '00'])).toBeUndefined()
    expect(findDataValue(shop, ['__proto__'])).toBeUndefined()
    expect(findDataValue(shop, ['name', '0'])).toBeUndefined()
  })
})
