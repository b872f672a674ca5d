import { expect } from 'vitest'
import {
  dataPreview,
  dataSource,
  type DataPreview,
  type DataSource,
} from '../../shared/contract/data-sources.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import type { TestApp } from './create-test-app.ts'

export async function addDataSource(app: TestApp, body: object): Promise<DataSource> {
  const response = await app.post('/v1/data-sources', body)
  expect(response.status).toBe(201)
  return dataSource.parse(await response.json())
}

export async function previewData(app: TestApp, { id }: DataSource): Promise<DataPreview> {
  const response = await app.request(`/v1/data-sources/${id}/preview`)
  return dataPreview.parse(await response.json())
}

/** The problem that its data is not to be had. */
export async function refusePreview(app: TestApp, { id }: DataSource) {
  const response = await app.request(`/v1/data-sources/${id}/preview`)
  expect(response.status).toBe(502)
  return problemDetails.parse(await response.json())
}
