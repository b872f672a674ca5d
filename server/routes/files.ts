import { z } from '@hono/zod-openapi'
import { containers, filesResponse, uploadedFile } from '../../shared/contract/files.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import { listFiles, uploadFile } from '../services/files.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'
import { filePart, readUpload } from './uploads.ts'

const uploadForm = z.object({
  file_content: filePart.optional(),
  file_name: z.string().trim().min(1).max(240).optional(),
  container: z.enum(containers).default('input'),
})

export const files = createSubApp()

files.openapi(
  defineRoute('GET /api/v1/files/{container}', {
    summary: 'Uploaded files of a container',
    request: {
      params: z.object({ container: z.enum(containers) }),
      query: z.object(pageQuery),
    },
    responses: { 200: jsonResponse('A page of files, by their keys.', filesResponse) },
  }),
  async (c) => {
    const { container } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const wish = { page, pageSize }
    return c.json(await listFiles(c.get('deps'), c.get('principal'), container, wish), 200)
  },
)

files.openapi(
  defineRoute('POST /api/v1/files/upload', {
    summary: 'Upload a file; its key can be named in `file_paths`',
    request: { body: { content: { 'multipart/form-data': { schema: uploadForm } } } },
    responses: { 201: jsonResponse('Stored.', uploadedFile) },
  }),
  async (c) => {
    const form = c.req.valid('form')
    const named = { name: form.file_name, field: 'file_content' }
    const upload = await readUpload(form.file_content, named)
    return answerOnce(
      c,
      (deps) => uploadFile(deps, c.get('principal'), upload, form.container),
      (file) => c.json(file, 201),
    )
  },
)
