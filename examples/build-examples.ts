/**
 * Writes every example file anew: `node examples/build-examples.ts`. The .docx come out the same
 * byte for byte; a .pdf is made again, by LibreOffice, only when its .docx has changed.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { listExampleFiles, type ExampleFile } from './build/example-files.ts'

for (const file of listExampleFiles()) await buildFile(file)

async function buildFile(file: ExampleFile): Promise<void> {
  const path = join(import.meta.dirname, file.path)
  const bytes = await file.create()
  const before = await readFile(path).catch(() => undefined)
  const isChanged = !before || !before.equals(bytes)
  await mkdir(dirname(path), { recursive: true })
  if (isChanged) await writeFile(path, bytes)
  const pdf = path.replace(/\.docx$/, '.pdf')
  if (file.hasPdf && (isChanged || !(await exists(pdf)))) await convertToPdf(path)
  console.log(`${isChanged ? 'written  ' : 'unchanged'} ${file.path}`)
}

/** A profile of its own, so that an open LibreOffice is not in the way. */
async function convertToPdf(path: string): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'examples-'))
  const options = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf']
  try {
    await promisify(execFile)('soffice', [...options, '--outdir', dirname(path), path])
  } catch (error) {
    if (!isMissing(error)) throw error
    console.log(`no PDF of ${path}: LibreOffice (soffice) is not installed`)
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
