import { z } from 'zod'
import { pageFields } from './paging.ts'

export const containers = ['templates', 'documents', 'input'] as const

export const uploadedFile = z.object({
  key: z.string(),
  file_name: z.string(),
  container: z.enum(containers),
  size_bytes: z.number().int(),
  created_at: z.iso.datetime(),
})
export type UploadedFile = z.infer<typeof uploadedFile>

export const filesResponse = z.object({ files: z.array(uploadedFile), ...pageFields })

export const presignRequest = z.object({
  key: z
    .string()
    .min(1)
    .max(1000)
    .describe(
      'Of an uploaded file, `<organization>/documents/<name>` of a document, or `sha256/<hash>`; `s3://bucket/` before it is ignored',
    ),
})

export const presignResponse = z.object({ url: z.string(), expires_at: z.iso.datetime() })

export const proxyQuery = z.object({ presigned_url: z.url({ protocol: /^https?$/ }) })
