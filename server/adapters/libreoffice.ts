import { spawn, type ChildProcess } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import PQueue from 'p-queue'
import type { PdfConverter } from '../ports/pdf-converter.ts'
import { callExport, failureSuffix, writeProfile } from './libreoffice-profile.ts'

const places = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice']
const usualTimeout = 120_000
const atOnce = 2

/** LibreOffice where it is installed; `path` names it elsewhere. A conversion ends after `timeout` ms. */
export async function findLibreOffice(
  path?: string,
  timeout = usualTimeout,
): Promise<PdfConverter | undefined> {
  // a conversion takes hundreds of megabytes: requests wait for their turn
  const turns = new PQueue({ concurrency: atOnce })
  for (const place of path ? [path] : places) {
    if (!(await isThere(place))) continue
    return { convert: (docx) => turns.add(() => convert(place, docx, timeout)) }
  }
  return undefined
}

/** Each call has a profile of its own, so that two may run at once. */
async function convert(soffice: string, docx: Uint8Array, timeout: number): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-pdf-'))
  try {
    const [source, target] = [join(folder, 'document.docx'), join(folder, 'document.pdf')]
    await writeFile(source, docx)
    await writeProfile(join(folder, 'profile'))
    const profile = `-env:UserInstallation=${toUrl(join(folder, 'profile'))}`
    const call = callExport(toUrl(source), toUrl(target))
    await runToEnd(soffice, [profile, '--headless', '--norestore', '--nologo', call], timeout)
    return await readResult(target)
  } finally {
    // a process that was ended may still be giving up its files
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function toUrl(path: string): string {
  return pathToFileURL(path).href
}

/** LibreOffice's exit code says nothing of the document: the file does. */
async function readResult(target: string): Promise<Uint8Array> {
  const bytes = await readFile(target).catch(() => undefined)
  if (bytes) return new Uint8Array(bytes)
  const cause = await readFile(target + failureSuffix, 'utf8').catch(() => 'it wrote no file')
  throw new Error('LibreOffice could not convert the document.', { cause })
}

/** The program starts others: they are one process group, which ends as one. */
async function runToEnd(program: string, options: string[], timeout: number): Promise<void> {
  const child = spawn(program, options, { detached: true, stdio: 'ignore' })
  const end = () => endGroup(child)
  process.once('exit', end)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    end()
  }, timeout)
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', (cause) =>
        reject(new Error('LibreOffice could not be started.', { cause })),
      )
      child.once('exit', () => resolve())
    })
  } finally {
    clearTimeout(timer)
    process.off('exit', end)
    end()
  }
  if (isLate) throw new Error(`LibreOffice took longer than ${timeout / 1000} seconds.`)
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // nothing is left of the group
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
