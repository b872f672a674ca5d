import { afterAll, afterEach, expect } from 'vitest'
import { holdToDescription, takeBreaches } from './conformance.ts'

/**
 * Vitest runs this before every file: whatever a test fetches from a server of ours is held against
 * /openapi.json. Test apps without a server do the same for what is requested of them.
 */
const marked = Symbol.for('sourcewright.holds-answers')
type Marked = typeof fetch & { [marked]?: true }

if (!(globalThis.fetch as Marked)[marked]) {
  const plainFetch = globalThis.fetch
  const holdingFetch: Marked = async (input, init) => {
    const response = await plainFetch(input, init)
    const url = new URL(input instanceof Request ? input.url : input)
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
    if (isOurs(url, response)) await holdToDescription(method.toUpperCase(), url.pathname, response)
    return response
  }
  holdingFetch[marked] = true
  globalThis.fetch = holdingFetch
}

/** Identity providers, embedders and receivers of the tests answer on this machine, too. */
function isOurs({ hostname }: URL, { headers }: Response): boolean {
  return /^(localhost|127\.0\.0\.1)$/.test(hostname) && headers.has('x-request-id')
}

function expectNoBreach(): void {
  expect(takeBreaches(), 'answers that /openapi.json does not promise').toEqual([])
}

afterEach(expectNoBreach)
afterAll(expectNoBreach)
