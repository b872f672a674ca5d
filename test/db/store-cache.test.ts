import { describe, expect, test } from 'vitest'
import type { Kysely } from 'kysely'
import { createStoreCaches } from '../../server/db/store-cache.ts'
import type { Database } from '../../server/db/tables.ts'

// nothing is asked of a store but whether it is a transaction
const open = (isTransaction = false) => ({ isTransaction }) as Kysely<Database>

describe('what a store keeps at hand', () => {
  test('makes way, the longest unasked first, as soon as it does not fit', () => {
    const cache = createStoreCaches<string>(30)(open())
    for (const id of ['a', 'b', 'c']) cache?.keep(id, `value of ${id}`, 10)
    expect(cache?.find('a')).toBe('value of a')
    cache?.keep('d', 'value of d', 10)
    expect(['a', 'b', 'c', 'd'].map((id) => cache?.find(id))).toEqual([
      'value of a',
      undefined,
      'value of c',
      'value of d',
    ])
  })

  test('is counted once, however often it is kept', () => {
    const cache = createStoreCaches<string>(30)(open())
    for (const id of ['a', 'b', 'b', 'b', 'b']) cache?.keep(id, id, 15)
    expect(cache?.find('a')).toBe('a')
  })

  test('is nothing that is larger than all that fits', () => {
    const cache = createStoreCaches<string>(30)(open())
    cache?.keep('a', 'a', 10)
    cache?.keep('b', 'b', 31)
    expect([cache?.find('a'), cache?.find('b')]).toEqual(['a', undefined])
  })

  test('is its own: another store has another, and a transaction none', () => {
    const getCache = createStoreCaches<string>(30)
    const [one, other] = [open(), open()]
    getCache(one)?.keep('a', 'of one', 10)
    expect(getCache(one)?.find('a')).toBe('of one')
    expect(getCache(other)?.find('a')).toBeUndefined()
    expect(getCache(open(true))).toBeUndefined()
  })
})
