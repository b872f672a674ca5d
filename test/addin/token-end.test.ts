import { expect, it } from 'vitest'
import { readTokenEnd } from '../../addin/token-end.ts'
import { signToken } from '../support/identity-provider.ts'

it('reads when a token ends, whatever the name in it', async () => {
  const token = await signToken('a'.repeat(32), { exp: 1_900_000_000, name: 'Žofie ÿ>?~ Łódź' })
  expect(readTokenEnd(token)).toBe(1_900_000_000_000)
})

it.each([
  '',
  'a',
  'a.b.c',
  `a.${btoa('{}')}.c`,
  `a.${btoa('{"exp":"soon"}')}.c`,
  `a.${btoa('7')}.c`,
])('knows no end of "%s"', (token) => {
  expect(readTokenEnd(token)).toBeUndefined()
})
