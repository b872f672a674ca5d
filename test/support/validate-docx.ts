import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ooxmlValidatorPath } from './requirements.ts'

/**
 * What the Open XML SDK finds wrong with a .docx, one line each: part, place, description. Takes
 * a second or two a file.
 * @throws Error where the validator is not installed (`testWith('ooxmlValidator', …)` asks before).
 */
export async function validateDocx(bytes: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'validate-docx-'))
  try {
    const file = join(folder, 'document.docx')
    await writeFile(file, bytes)
    return (await runValidator(file)).map(describeError)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The lines of `after` of a kind that `before` lacks: what a writer added to a template's own faults. */
export async function findNewFaults(before: Uint8Array, after: Uint8Array): Promise<string[]> {
  const known = new Set((await validateDocx(before)).map(withoutPlace))
  return (await validateDocx(after)).filter((line) => !known.has(withoutPlace(line)))
}

type ValidatorError = {
  readonly description: string
  readonly path: string | null
  readonly xPath: string | null
}

async function runValidator(file: string): Promise<readonly ValidatorError[]> {
  const path = ooxmlValidatorPath()
  if (path === undefined) throw new Error('the Open XML validator is not installed')
  const run = promisify(execFile)(path, [file], { maxBuffer: 64 * 1024 * 1024 })
  const output = await run.catch((error: { stdout?: string }) => {
    if (!error.stdout) throw error
    return { stdout: error.stdout }
  })
  return (JSON.parse(output.stdout) as { errors: ValidatorError[] }).errors
}

function describeError({ description, path, xPath }: ValidatorError): string {
  return `${path ?? ''} ${xPath ?? ''}: ${description}`
}

/** Places shift when a document grows, and sections get content controls. */
function withoutPlace(line: string): string {
  return line.replace(/\[\d+\]/g, '').replaceAll('/w:sdt/w:sdtContent', '')
}
