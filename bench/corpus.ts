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
  const root = join(getCorpus(), folder)
  return readFiles(
    root,
    readdirSync(root).filter((file) => name.test(file)),
  )
}

/** The same for all folders below; names are paths from `folder`. */
export function listCorpusTree(folder: string, name: RegExp): readonly CorpusFile[] {
  const root = join(getCorpus(), folder)
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return readFiles(
    root,
    names.filter((file) => name.test(file)),
  )
}

function getCorpus(): string {
  const corpus = process.env['SOURCEWRIGHT_CORPUS']
  if (!corpus) throw new Error('Set SOURCEWRIGHT_CORPUS to the folder of real files')
  return corpus
}

function readFiles(folder: string, names: readonly string[]): readonly CorpusFile[] {
  return names.toSorted().map((name) => {
    const path = join(folder, name)
    return { name, path, bytes: readFileSync(path) }
  })
}
