import { z } from '@hono/zod-openapi'
import {
  changeDataSourceRequest,
  createDataSourceRequest,
  dataPreview,
  dataSource,
  dataSourcesResponse,
  type CreateDataSourceRequest,
} from '../../shared/contract/data-sources.ts'
import { lineOfText } from '../../shared/contract/names.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import type { Upload } from '../services/upload.ts'
import {
  changeDataSource,
  createDataSource,
  describeDataSource,
  listDataSources,
  previewDataSource,
  removeDataSource,
} from '../services/data-sources.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { answerOnce } from './replay.ts'
import { filePart, optionalText, readUpload } from './uploads.ts'

export const dataSources = createSubApp()

const dataSourceForm = z.object({
  file: filePart.optional(),
  name: optionalText.pipe(lineOfText(200).optional()),
  kind: z.enum(['csv', 'xlsx', 'json']),
  sheet: optionalText,
  pointer: optionalText,
})

dataSources.openapi(
  defineRoute('GET /v1/data-sources', {
    summary: 'List data sources',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of them, newest first.', dataSourcesResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    const found = await listDataSources(c.get('deps'), c.get('principal'), { page, pageSize })
    return c.json(found, 200)
  },
)

dataSources.openapi(
  defineRoute('POST /v1/data-sources', {
    summary: 'Add a data source',
    description:
      'JSON, or for csv, xlsx and json a form with the `file` itself. It is read anew for each generation. Credentials are stored and never shown again.',
    request: {
      body: {
        content: {
          'application/json': { schema: createDataSourceRequest },
          'multipart/form-data': { schema: dataSourceForm },
        },
      },
    },
    responses: { 201: jsonResponse('Stored; its preview shows what it gives.', dataSource) },
  }),
  async (c) => {
    const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
    const { request, file } = isForm
      ? await readForm(dataSourceForm.parse(c.req.valid('form')))
      : { request: createDataSourceRequest.parse(c.req.valid('json')), file: undefined }
    return answerOnce(
      c,
      (deps) => createDataSource(deps, c.get('principal'), request, file),
      (stored) => c.json(stored, 201),
    )
  },
)

async function readForm(
  form: z.infer<typeof dataSourceForm>,
): Promise<{ request: CreateDataSourceRequest; file: Upload }> {
  const file = await readUpload(form.file)
  const { kind, sheet, pointer } = form
  return { request: { kind, sheet, pointer, name: form.name ?? file.name }, file }
}

dataSources.openapi(
  defineRoute('GET /v1/data-sources/{id}', {
    summary: 'One data source, without its credentials',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The data source.', dataSource) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await describeDataSource(c.get('deps'), c.get('principal'), id), 200)
  },
)

dataSources.openapi(
  defineRoute('PATCH /v1/data-sources/{id}', {
    summary: 'Change a data source',
    description:
      'What is left out stays, but headers do not go to another url: send them again with it.',
    request: {
      params: idParameter,
      body: {
        content: { 'application/json': { schema: changeDataSourceRequest } },
        required: true,
      },
    },
    responses: { 200: jsonResponse('The data source as it is now.', dataSource) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => changeDataSource(deps, c.get('principal'), id, request),
      (changed) => c.json(changed, 200),
    )
  },
)

dataSources.openapi(
  defineRoute('DELETE /v1/data-sources/{id}', {
    summary: 'Delete a data source; what was made from it stays',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => removeDataSource(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

dataSources.openapi(
  defineRoute('GET /v1/data-sources/{id}/preview', {
    summary: 'Its first records as they are now, and what mappings and filters can name',
    request: { params: idParameter },
    responses: { 200: jsonResponse('Fields, and the first ten records.', dataPreview) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await previewDataSource(c.get('deps'), c.get('principal'), id), 200)
  },
)
