/**
 * Builds the task pane into dist/addin. With --if-stale only when a source of the pane is newer than
 * the last build, so that starting the server a second time doesn't wait for webpack.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '..')
const builtPage = join(project, 'dist/addin/index.html')
/**
 * Holds what the manifest was built for. Its time is the build's: webpack leaves a file
 * alone whose content did not change, so its own output tells no time.
 */
const stamp = join(project, 'dist/addin-built')
const { ADDIN_ORIGIN = '', ADDIN_ENTRA_APP = '' } = process.env
const builtFor = `${ADDIN_ORIGIN} ${ADDIN_ENTRA_APP}`
const sources = [
  'addin',
  'client',
  'shared',
  'manifest.xml',
  'webpack.config.js',
  'scripts/write-manifest.ts',
  'package-lock.json',
]

if (!process.argv.includes('--if-stale') || isStale()) build()

function isStale(): boolean {
  if (!existsSync(builtPage) || !existsSync(stamp)) return true
  if (readFileSync(stamp, 'utf8') !== builtFor) return true
  const built = statSync(stamp).mtimeMs
  return sources.flatMap(listFiles).some((file) => statSync(file).mtimeMs > built)
}

function listFiles(source: string): readonly string[] {
  const path = join(project, source)
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function build(): void {
  console.log('building the task pane')
  const started = new Date()
  const webpack = join(project, 'node_modules/webpack-cli/bin/cli.js')
  const { status } = spawnSync(
    process.execPath,
    [webpack, '--mode', 'production', '--stats', 'errors-warnings'],
    {
      cwd: project,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  if (status !== 0) process.exit(status ?? 1)
  mkdirSync(join(project, 'dist'), { recursive: true })
  writeFileSync(stamp, builtFor)
  utimesSync(stamp, started, started)
}
