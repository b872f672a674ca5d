import { z } from 'zod'
import { dataSourceKinds, fieldTypes } from '../model/vocabulary.ts'
import { lineOfText } from './names.ts'
import { pageFields } from './paging.ts'

/** Which of them a kind needs and takes, the server says by name. */
const settings = {
  name: lineOfText(200),
  file_key: z
    .string()
    .max(1000)
    .optional()
    .describe(
      'csv, xlsx, json: key of a file from /api/v1/files; what has the key is read each time',
    ),
  sheet: z
    .string()
    .max(200)
    .optional()
    .describe('xlsx: a sheet by its name; the first where absent'),
  pointer: z
    .string()
    .max(1000)
    .regex(/^(\/.*)?$/, 'is no JSON pointer')
    .optional()
    .describe('json, http_json: where in the JSON the records are'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional()
    .describe('http_json: fetched by GET'),
  headers: z
    .record(
      z.string().regex(/^[A-Za-z0-9-]{1,100}$/),
      z
        .string()
        .max(4000)
        .regex(/^[\x20-\x7e]*$/),
    )
    .optional()
    .describe('http_json: sent with the request; stored, and never shown again'),
  query: z
    .string()
    .max(20_000)
    .optional()
    .describe('sql: one statement that gives rows; it runs in a read-only transaction'),
  connection_string: z
    .string()
    .max(2000)
    .regex(/^postgres(ql)?:\/\//, 'is no address of a PostgreSQL database')
    // others name files of the server, another host, or take the bounds away
    .regex(/^[^?#]*(\?sslmode=[a-z-]+)?$/, 'may have no parameter but sslmode')
    .optional()
    .describe(
      'sql: postgresql://user:password@host/database?sslmode=verify-full; stored, and never shown again',
    ),
}

export const createDataSourceRequest = z.object({ kind: z.enum(dataSourceKinds), ...settings })
export type CreateDataSourceRequest = z.infer<typeof createDataSourceRequest>

/** What is left out stays. */
export const changeDataSourceRequest = z.object({ ...settings, name: settings.name.optional() })
export type ChangeDataSourceRequest = z.infer<typeof changeDataSourceRequest>

export const dataSource = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(dataSourceKinds),
  workspace_id: z.uuid(),
  file_key: z.string().nullable(),
  file_name: z.string().nullable().describe('Of a file that was sent with it'),
  sheet: z.string().nullable(),
  pointer: z.string().nullable(),
  url: z.string().nullable(),
  query: z.string().nullable(),
  has_secret: z.boolean().describe('Whether headers or a connection string are stored'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type DataSource = z.infer<typeof dataSource>

export const dataSourcesResponse = z.object({
  data_sources: z.array(dataSource),
  ...pageFields,
})

export const dataPreview = z.object({
  fields: z
    .array(z.object({ name: z.string(), type: z.enum(fieldTypes) }))
    .describe('What filters and mappings can name, in the order in which they come up'),
  records: z.array(z.record(z.string(), z.unknown())).describe('The first ten'),
  total: z.number().int(),
})
export type DataPreview = z.infer<typeof dataPreview>
