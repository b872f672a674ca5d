import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type CorpusFile = {
  readonly name: string
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * The files of `folder` under SOURCEWRIGHT_CORPUS whose names match.
 * @throws Error without SOURCEWRIGHT_CORPUS: a bench without its files measures nothing.
 */
export function listCorpusFiles(folder: string, name: RegExp): readonly CorpusFile[] {
  const corpus = process.env['SOURCEWRIGHT_CORPUS']
  if (!corpus) throw new Error('Set SOURCEWRIGHT_CORPUS to the folder of real files')
  const names = readdirSync(join(corpus, folder)).filter((file) => name.test(file))
  return names.sort().map((file) => {
    const path = join(corpus, folder, file)
    return { name: file, path, bytes: readFileSync(path) }
  })
}
