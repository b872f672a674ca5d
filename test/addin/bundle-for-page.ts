import { build } from 'esbuild'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/**
 * A script that holds what modules export in the global `name`, as a page runs it. `modules` are paths
 * from the root of the project.
 */
export async function bundleForPage(name: string, modules: readonly string[]): Promise<string> {
  const contents = modules.map((path) => `export * from './${path}'`).join('\n')
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: name,
  })
  return outputFiles[0]!.text
}
