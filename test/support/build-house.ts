import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { ESLint } from 'eslint'

export const project = join(import.meta.dirname, '../..')

/** One finding of the linter; `rule` is the message itself where no rule gave it. */
export type Report = { readonly line: number; readonly rule: string }

/**
 * An empty house with this project's own gates, in a temporary folder: violations are planted there,
 * so that no planted file ever stands among the real ones. The caller removes it.
 */
export function buildHouse(): string {
  const house = mkdtempSync(join(tmpdir(), 'house-'))
  const gates = [
    'eslint.config.js',
    'package.json',
    'tsconfig.json',
    'shared/tsconfig.json',
    'server/domain/tsconfig.json',
    'addin/tsconfig.json',
  ]
  for (const gate of gates) cpSync(join(project, gate), join(house, gate))
  mkdirSync(join(house, 'server/formats'), { recursive: true })
  symlinkSync(join(project, 'node_modules'), join(house, 'node_modules'), 'dir')
  return house
}

export function plant(house: string, file: string, code: string): void {
  const path = join(house, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${code}\n`)
}

/** Findings by file, each file's in order. */
export async function lintHouse(house: string): Promise<ReadonlyMap<string, readonly Report[]>> {
  const results = await new ESLint({ cwd: house }).lintFiles('.')
  return new Map(
    results.map(({ filePath, messages }) => [
      relative(house, filePath),
      messages.map(({ line, ruleId, message }) => ({ line, rule: ruleId ?? message })),
    ]),
  )
}
