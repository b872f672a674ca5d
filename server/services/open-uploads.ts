import type { ProblemCode } from '../../shared/contract/problem.ts'
import type { Refused } from '../../shared/model/document-reading.ts'
import type { ZipMember } from '../../shared/model/opened-zip.ts'
import { sourceTypes } from './add-source.ts'
import { checkUpload } from './check-upload.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'
import { createUpload, readContent, type Upload } from './upload.ts'

/** A file that is taken, or why it is not; of a .zip under its path there. */
export type OpenedUpload = {
  readonly name: string
  readonly fromZip: string | null
  readonly taken: { readonly upload: Upload; readonly mimeType: string } | Problem
}

type OpenedUploads = {
  readonly files: readonly OpenedUpload[]
  readonly leftOut: readonly string[]
}

/** Whether it holds other files, by its bytes; an Office file is a zip of another kind. */
export function isZip({ type }: Upload): boolean {
  return type === 'zip'
}

/** Looks at each of several files, and at each file of a .zip among them. Nothing is stored. */
export async function openUploads(
  deps: Pick<Dependencies, 'reader' | 'maximumUploadBytes'>,
  uploads: readonly Upload[],
): Promise<OpenedUploads> {
  const files: OpenedUpload[] = []
  const leftOut: string[] = []
  for (const upload of uploads) {
    const opened = isZip(upload) ? await openZip(deps, upload) : undefined
    files.push(...(opened?.files ?? [checkOne(deps, upload, null)]))
    leftOut.push(...(opened?.leftOut ?? []))
  }
  return { files, leftOut }
}

/** Files of one .zip. */
const mostFiles = 1000
/** Files of one .zip unpacked, in the size that one file may have. */
const totalFactor = 4

async function openZip(
  { reader, maximumUploadBytes }: Pick<Dependencies, 'reader' | 'maximumUploadBytes'>,
  zip: Upload,
): Promise<OpenedUploads> {
  const { name } = zip
  const refuse = (problem: Problem) => ({
    files: [{ name, fromZip: null, taken: problem }],
    leftOut: [],
  })
  const wrong = findProblem(() => checkUpload(zip, ['zip'], maximumUploadBytes))
  if (wrong instanceof Problem) return refuse(wrong)
  const opened = await reader.openZip(await readContent(zip.content), {
    maximumFiles: mostFiles,
    maximumTotal: maximumUploadBytes * totalFactor,
    maximumFile: maximumUploadBytes,
  })
  if (opened.outcome === 'refused') return refuse(toProblem(name, opened))
  if (opened.members.length === 0) {
    return refuse(new Problem('file_empty', `${name} holds no files.`))
  }
  const files: OpenedUpload[] = []
  for (const member of opened.members) {
    files.push(await openMember({ maximumUploadBytes }, member, name))
  }
  return { files, leftOut: opened.leftOut }
}

async function openMember(
  limits: Pick<Dependencies, 'maximumUploadBytes'>,
  member: ZipMember,
  fromZip: string,
): Promise<OpenedUpload> {
  const { name } = member
  if ('refused' in member) return { name, fromZip, taken: toProblem(name, member.refused) }
  const upload = await createUpload({ name, content: member.bytes })
  if (!isZip(upload)) return checkOne(limits, upload, fromZip)
  const detail = `${name} is a zip within a zip; send its files themselves.`
  return { name, fromZip, taken: new Problem('unsupported_type', detail) }
}

function checkOne(
  { maximumUploadBytes }: Pick<Dependencies, 'maximumUploadBytes'>,
  upload: Upload,
  fromZip: string | null,
): OpenedUpload {
  const checked = findProblem(() => checkUpload(upload, sourceTypes, maximumUploadBytes))
  const taken = checked instanceof Problem ? checked : { upload, mimeType: checked.mimeType }
  return { name: upload.name, fromZip, taken }
}

function findProblem<T>(check: () => T): T | Problem {
  try {
    return check()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const codes: Partial<Record<Refused['code'], ProblemCode>> = {
  encrypted: 'file_encrypted',
  too_large: 'file_too_large',
}

function toProblem(name: string, { code, reason }: Refused): Problem {
  return new Problem(codes[code] ?? 'zip_unreadable', `${name} can not be unpacked: ${reason}.`)
}
