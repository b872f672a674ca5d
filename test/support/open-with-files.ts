import { createTestApp, type TestApp } from './create-test-app.ts'
import { waitUntilIdle } from './run-in-app.ts'
import { writeTables } from './table-files.ts'

type Tables = Parameters<typeof writeTables>[1]

const types = {
  csv: 'text/csv',
  md: 'text/markdown',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** An app with sources, uploaded in their order and read: a text as it is, tables as a .csv or .xlsx. */
export async function openWithFiles(
  files: Readonly<Record<string, string | Tables>>,
): Promise<TestApp> {
  const app = await createTestApp()
  for (const [name, content] of Object.entries(files)) {
    const ending = name.replace(/^.*\./, '') as keyof typeof types
    const bytes =
      typeof content === 'string'
        ? new TextEncoder().encode(content)
        : writeTables(ending === 'csv' ? 'csv' : 'xlsx', content)
    await app.upload('/api/v1/documents', { name, type: types[ending], bytes }, {})
  }
  await waitUntilIdle(app)
  return app
}
