/** The server and the pane, each started again when a file of theirs changes; Ctrl-C ends both. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const project = join(import.meta.dirname, '..')

const pane = run('node_modules/webpack-cli/bin/cli.js', 'serve', '--mode', 'development')
const server = run('--watch', '--import', './server/require-node.js', 'server/main.ts')

endTogether(pane, server)

function run(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] })
}

function endTogether(...children: readonly ChildProcess[]): void {
  const endAll = () => children.forEach((child) => child.kill())
  for (const child of children) {
    child.once('exit', (code) => {
      process.exitCode ??= code ?? 0
      endAll()
    })
  }
  process.once('SIGINT', endAll)
  process.once('SIGTERM', endAll)
}
