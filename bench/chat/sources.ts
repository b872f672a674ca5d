import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { callJson, readPlan } from '../../examples/run-example.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { textResponse } from '../../shared/contract/document-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { sendFile, type Server } from '../study/generate.ts'
import { listCorpusFiles } from '../corpus.ts'
import { listStudySources } from '../study/sources.ts'
import type { World } from './question.ts'
import { listReportPages } from './report-pages.ts'

/** Ids of the sources of a world. */
export type SentSources = readonly string[]

const examples = join(import.meta.dirname, '../../examples')

/** Sends the sources of a world and waits until they are read. */
export async function sendSources(server: Server, world: World): Promise<SentSources> {
  const ids: string[] = []
  for (const { name, bytes, role } of await listSources(world)) {
    const answer = await sendFile(
      server,
      '/api/v1/documents',
      name,
      bytes,
      role === undefined ? {} : { role },
    )
    ids.push(addedSource.parse(answer).document_id)
  }
  for (const id of ids) await waitUntilRead(server, id)
  return ids
}

/** The text that the citations of a source are ranges of. */
export async function readText(server: Server, id: string): Promise<string> {
  return textResponse.parse(await callJson(server, `/api/v1/documents/${id}/text`)).text
}

/** Without a role, as a person adds it: the server classifies. */
type SentFile = { readonly name: string; readonly bytes: Uint8Array; readonly role?: SourceRole }

async function listSources(world: World): Promise<readonly SentFile[]> {
  if (world === 'study') return listStudySources(0)
  if (world === 'legend') return listCorpusFiles('versions', /v03\.docx$/)
  if (world === 'reports') return listReportPages()
  if (world === 'papers')
    return listCorpusFiles('docx/docling', /groundtruth_(?:2206\.01062|2305\.03393v1)\.md$/)
  if (world === 'office') return listOfficeFiles()
  if (world !== 'audit' && world !== 'clinical') return listFiles(world)
  const folder = world === 'audit' ? 'audit' : 'study'
  const { sources } = await readPlan(folder)
  return Promise.all(
    sources.map(async ({ file, role }) => ({
      name: file.replace('sources/', ''),
      bytes: await readFile(join(examples, folder, file)),
      role,
    })),
  )
}

function listOfficeFiles(): readonly SentFile[] {
  return [
    ...listCorpusFiles('pdf/pdfplumber', /senate-expenditures\.pdf$/),
    ...listCorpusFiles('docx/open-xml-powertools', /WC004-Large\.docx$/),
  ]
}

async function listFiles(world: World): Promise<readonly SentFile[]> {
  const folder = join(import.meta.dirname, 'files', world)
  const names = (await readdir(folder)).sort()
  return Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })),
  )
}

const status = z.object({ status: z.string() })

async function waitUntilRead(server: Server, id: string): Promise<void> {
  for (;;) {
    const now = status.parse(await callJson(server, `/api/v1/documents/${id}`)).status
    if (now === 'completed') return
    if (now === 'failed') throw new Error(`the source ${id} could not be read`)
    await sleep(50)
  }
}
