import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemDetails } from '../../shared/contract/problem.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

async function refuse(request: object) {
  const response = await app.post('/api/v1/documents/generate', request)
  const problem = problemDetails.parse(await response.json())
  const named = problem.errors?.map(({ loc }) => loc.join('.'))
  return { status: response.status, code: problem.code, named }
}

test('two names of one field that differ are a 400 which names both, of all fields at once', async () => {
  const refused = await refuse({
    document_set_key: 'default',
    connector_data_id: 'other',
    document_set_name: 'Default',
    workspace_name: 'Other',
    template_id: randomUUID(),
    generic_mrt_id: randomUUID(),
  })
  expect(refused).toEqual({
    status: 400,
    code: 'parameters_disagree',
    named: [
      'body.document_set_key',
      'body.connector_data_id',
      'body.document_set_name',
      'body.workspace_name',
      'body.template_id',
      'body.generic_mrt_id',
    ],
  })
})

test('two names of one field that say the same are taken', async () => {
  const id = randomUUID()
  const refused = await refuse({
    document_set_key: 'default',
    connector_data_id: 'default',
    document_set_name: 'Default',
    workspace_name: 'Default',
    template_id: id,
    generic_mrt_id: id,
    document_type: 'Report',
    output_name: 'Report',
  })
  expect(refused.code).toBe('template_unknown')
})

test('a key and a name of two document sets are a 400 which names the fields that were sent', async () => {
  const other = { document_set_name: 'Other', document_set_key: 'other' }
  expect((await app.post('/api/v1/document-sets', other)).status).toBe(201)
  expect(await refuse({ connector_data_id: 'other', workspace_name: 'Default' })).toEqual({
    status: 400,
    code: 'parameters_disagree',
    named: ['body.connector_data_id', 'body.workspace_name'],
  })
})
