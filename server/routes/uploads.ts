import { z } from '@hono/zod-openapi'
import type { Upload } from '../services/check-upload.ts'
import { Problem } from '../services/problem.ts'

/** A file part of a multipart form. */
export const filePart = z
  .custom<File>((value) => value instanceof File, 'a file is expected')
  .openapi({ type: 'string', format: 'binary' })

/** Reads a part into memory; its size was bounded by the body's limit. @throws Problem `file_missing` */
export async function readUpload(file: File | undefined): Promise<Upload> {
  if (!file) {
    throw new Problem('file_missing', 'The form field "file" with a file in it is expected.', {
      errors: [{ loc: ['body', 'file'], msg: 'is required', type: 'missing' }],
    })
  }
  return {
    name: baseName(file.name),
    bytes: new Uint8Array(await file.arrayBuffer()),
    declaredType: file.type,
  }
}

/** Without folders and control characters; a name is shown and never used as a path. */
function baseName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is to be taken out
  const base = (name.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim()
  return base.slice(-240) || 'unnamed'
}
