import { execFile } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import PQueue from 'p-queue'
import type { PdfConverter } from '../ports/pdf-converter.ts'

const run = promisify(execFile)
const places = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice']
const timeoutMilliseconds = 120_000
const atOnce = 2

/** LibreOffice where it is installed; `path` names it elsewhere. */
export async function findLibreOffice(path?: string): Promise<PdfConverter | undefined> {
  // a conversion takes hundreds of megabytes: requests wait for their turn
  const turns = new PQueue({ concurrency: atOnce })
  for (const place of path ? [path] : places) {
    if (!(await isThere(place))) continue
    return { convert: (docx) => turns.add(() => convert(place, docx)) }
  }
  return undefined
}

/** Each call has a profile of its own, so that two may run at once. */
async function convert(soffice: string, docx: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-pdf-'))
  try {
    await writeFile(join(folder, 'document.docx'), docx)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const what = ['--convert-to', 'pdf', '--outdir', folder, join(folder, 'document.docx')]
    await run(soffice, [profile, '--headless', '--norestore', ...what], {
      timeout: timeoutMilliseconds,
    })
    return new Uint8Array(await readFile(join(folder, 'document.pdf')))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
