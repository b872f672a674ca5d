import { expect, it } from 'vitest'
import { ApiError, createProblem } from '../../client/api-error.ts'
import { createTokenSession } from '../../addin/token-session.ts'
import { signToken } from '../support/identity-provider.ts'

const minute = 60

const tokenOf = (seconds: number, name: string) =>
  signToken('a'.repeat(32), { exp: Math.floor(Date.now() / 1000) + seconds, name })

/** A session over an account that gives `tokens` one after the other, the last again and again. */
function open(tokens: readonly string[], refused: readonly string[] = [], detail = expired) {
  const asked: boolean[] = []
  const seen: (string | null)[] = []
  const account = {
    getToken: async (mayAsk: boolean) => {
      asked.push(mayAsk)
      await Promise.resolve()
      return tokens[Math.min(asked.length, tokens.length) - 1] ?? ''
    },
  }
  const session = createTokenSession(account, (_, init) => {
    const token = new Headers(init?.headers).get('Authorization')
    seen.push(token)
    const problem = createProblem('unauthenticated', 401, 'Who?', detail, '/')
    return Promise.resolve(
      refused.includes(token ?? '') ? Response.json(problem, { status: 401 }) : Response.json({}),
    )
  })
  return { session, asked, seen }
}

const expired = 'Token has expired'

it('asks once for many calls, and keeps the headers that a call has', async () => {
  const token = await tokenOf(60 * minute, 'one')
  const { session, asked, seen } = open([token])
  await Promise.all([1, 2, 3].map(() => session.fetch('/a', { headers: { 'X-Own': 'kept' } })))
  await session.fetch('/b')
  expect(asked).toEqual([false])
  expect(seen).toEqual(Array.from({ length: 4 }, () => `Bearer ${token}`))
})

it('renews a token before it ends, though not for every call where Office gives the same', async () => {
  const [short, long] = [await tokenOf(4 * minute, 'short'), await tokenOf(60 * minute, 'long')]
  const { session, asked, seen } = open([short, long])
  const now = Date.now
  try {
    await session.fetch('/a')
    await session.fetch('/a')
    expect(asked).toHaveLength(1)
    Date.now = () => now() + 61_000
    await session.fetch('/a')
  } finally {
    Date.now = now
  }
  expect(asked).toHaveLength(2)
  expect(seen.at(-1)).toBe(`Bearer ${long}`)
})

it('sends a call again with a new token where the server found the first one ended', async () => {
  const [first, second] = [
    await tokenOf(60 * minute, 'first'),
    await tokenOf(60 * minute, 'second'),
  ]
  const { session, asked, seen } = open([first, second], [`Bearer ${first}`])
  expect((await session.fetch('/a', { method: 'POST', body: 'typed' })).status).toBe(200)
  expect(seen).toEqual([`Bearer ${first}`, `Bearer ${second}`])
  expect(asked).toEqual([false, false])
})

it('gives the server’s answer where there is no newer token, and where the token is not ended', async () => {
  const token = await tokenOf(60 * minute, 'only')
  const ended = open([token], [`Bearer ${token}`])
  const answer = await ended.session.fetch('/a')
  expect(await answer.json()).toMatchObject({ detail: expired })
  expect(ended.seen).toHaveLength(1)
  const invalid = open([token], [`Bearer ${token}`], 'Invalid token')
  expect((await invalid.session.fetch('/a')).status).toBe(401)
  expect(invalid.asked).toHaveLength(1)
})

it('throws what Office says, and asks again for the next call', async () => {
  let asked = 0
  const refusal = new ApiError(createProblem('office_13006', 401, '', '', ''))
  const account = {
    getToken: () => (++asked === 1 ? Promise.reject(refusal) : tokenOf(60 * minute, 'later')),
  }
  const session = createTokenSession(account, () => Promise.resolve(Response.json({})))
  await expect(session.fetch('/a')).rejects.toBe(refusal)
  expect((await session.fetch('/a')).status).toBe(200)
})
