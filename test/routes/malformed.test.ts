import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemDetails } from '../../shared/contract/problem.ts'
import { readDescription } from '../support/conformance.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { listMalformedRequests, type MalformedRequest } from '../support/malformed-requests.ts'

const requests = listMalformedRequests(readDescription())
const forbidden = requests.filter((one) => one.isForbidden)

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

/** What is wrong with the answer; nothing where it is as it should be. */
async function findFault({ path, init, isForbidden }: MalformedRequest) {
  const response = await app.request(path, init)
  if (response.status >= 500 && response.status !== 501) return `${response.status}`
  if (!isForbidden) return undefined
  if (response.status < 400) return `${response.status} for what the schema forbids`
  const { errors = [], detail } = problemDetails.parse(await response.json())
  return errors.length > 0 ? undefined : `${response.status} without errors[]: ${detail}`
}

async function listFaults(asked: readonly MalformedRequest[]): Promise<string[]> {
  const faults: string[] = []
  for (const one of asked) {
    const fault = await findFault(one)
    if (fault) faults.push(`${one.name}: ${fault}`)
  }
  return faults
}

/** A test a route, since all routes together are longer than one test may take on a busy machine. */
const byRoute = (asked: readonly MalformedRequest[]) => [
  ...Map.groupBy(asked, ({ route }) => route),
]

test('more than 200 requests come from the schemas, over every route that takes something', () => {
  expect(forbidden.length).toBeGreaterThan(200)
  const walked = new Set(requests.map(({ route }) => route))
  for (const [path, operations] of Object.entries(readDescription().paths)) {
    for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
      const takes = requestBody ?? parameters.find((one) => one.in !== 'header')
      if (takes) expect(walked).toContain(`${method.toUpperCase()} ${path}`)
    }
  }
})

test.each(byRoute(forbidden))(
  'what its schema forbids is refused with each mistake named: %s',
  async (_, asked) => {
    expect(await listFaults(asked)).toEqual([])
  },
)

test.each(byRoute(requests.filter((one) => !one.isForbidden)))(
  'what is only odd is taken or refused, and is never an error of the server: %s',
  async (_, asked) => {
    expect(await listFaults(asked)).toEqual([])
    expect(app.logged).toEqual([])
  },
)

test('who declares JSON and sends nothing, where nothing is needed, has sent nothing', async () => {
  const path = `/api/v1/document-sets/${app.workspaceId}/users`
  const init = { method: 'DELETE', headers: { 'Content-Type': 'application/json' } }
  const named = await app.request(`${path}?user_id=${app.workspaceId}`, init)
  expect(named.status).toBe(404)
  const unnamed = await app.request(path, init)
  const { errors } = problemDetails.parse(await unnamed.json())
  expect(errors).toMatchObject([{ loc: ['query', 'user_id'] }])
})
