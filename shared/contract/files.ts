import { z } from 'zod'

export const containers = ['templates', 'documents', 'input'] as const

export const uploadedFile = z.object({
  key: z.string(),
  file_name: z.string(),
  container: z.enum(containers),
  size_bytes: z.number().int(),
  created_at: z.iso.datetime(),
})
export type UploadedFile = z.infer<typeof uploadedFile>

export const filesResponse = z.object({ files: z.array(uploadedFile), total: z.number().int() })
