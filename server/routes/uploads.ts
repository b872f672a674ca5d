import { z } from '@hono/zod-openapi'
import { Problem } from '../services/problem.ts'
import { createUpload, type Upload } from '../services/upload.ts'

/** A file part of a multipart form. */
export const filePart = z
  .custom<File>((value) => value instanceof File, 'a file is expected')
  .openapi({ type: 'string', format: 'binary' })

/** One or several parts of the same name. */
export const fileParts = z.union([filePart, z.array(filePart).max(1000)])

/** An empty form field counts as absent. */
export const optionalText = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined)

/** A part, which is not read into memory. @throws Problem `file_missing` */
export async function readUpload(
  file: File | undefined,
  { name = file?.name ?? '', field = 'file' } = {},
): Promise<Upload> {
  if (!file) {
    const detail = `A file in the field "${field}" of a multipart/form-data body is expected; none came.`
    const errors = [{ loc: ['body', field], msg: 'is required', type: 'missing' }]
    throw new Problem('file_missing', detail, { errors })
  }
  return createUpload({ name: baseName(name), content: file, declaredType: file.type, field })
}

/** @throws Problem `file_missing` */
export async function readUploads(files: File | readonly File[] | undefined): Promise<Upload[]> {
  const parts = [files].flat()
  const uploads: Upload[] = []
  for (const part of parts.length > 0 ? parts : [undefined]) uploads.push(await readUpload(part))
  return uploads
}

/** Without folders and what no file name or XML can bear; it is shown and never used as a path. */
function baseName(name: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '').trim().slice(-240)
  // the cut may have left half a surrogate pair
  return base.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '').trim() || 'unnamed'
}
