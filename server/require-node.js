import * as nodeModule from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

/**
 * Preloaded before any TypeScript (`node --import ./server/require-node.js …`), so that an older Node
 * is refused in words and not with a syntax error, or by a crash in the database's binary.
 */
if (!process.features.typescript) {
  console.error(
    [
      `Sourcewright needs Node 22.18 or newer; this is Node ${process.versions.node}.`,
      'On Linux and on Windows x64, `npm ci` brings a newer Node along: start with `npm start`,',
      'or put node_modules/.bin first on PATH. Elsewhere, install one from https://nodejs.org.',
    ].join('\n'),
  )
  process.exit(1)
}

// Stripping types costs most of a start; the folder is in the project, where only those may write
// who may change the program itself.
nodeModule.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/sourcewright'))

// Between two runs the server needs little: let the heap grow by steps, not by doubling.
setFlagsFromString('--heap-growing-percent=40')
