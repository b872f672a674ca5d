import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { writeReference } from '../server/config.ts'

/** docs/configuration.md as it has to be, laid out as all files here are. */
export async function layOutReference(): Promise<string> {
  const settings = await resolveConfig(path)
  return format(writeReference(), { ...settings, parser: 'markdown' })
}

const path = join(import.meta.dirname, '../docs/configuration.md')

if (import.meta.main) await writeFile(path, await layOutReference())
