import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../../client/create-client.ts'
import type { Generation, GenerationOutput } from '../../shared/contract/generations.ts'
import { documentCounts, outputFormats } from '../../shared/model/vocabulary.ts'
import {
  choice,
  choices,
  list,
  text,
  UsageError,
  type Command,
  type Invocation,
  type Outcome,
} from '../command.ts'
import { readJson, storeFile } from '../files.ts'
import { getTemplateId } from '../find-document.ts'
import { listPages } from '../list-pages.ts'
import type { Terminal } from '../terminal.ts'
import { writeTable } from '../write-table.ts'

export const createGeneration: Command = {
  name: 'generations create',
  summary: 'makes documents from data, as files to give away; always a new one',
  operands: '',
  count: [0, 0],
  options: {
    template: { type: 'string', value: 'template', meaning: 'id or name' },
    output: {
      type: 'string',
      multiple: true,
      value: 'format',
      meaning: `one of ${outputFormats.join(', ')}; default: docx`,
    },
    data: { type: 'string', value: 'file', meaning: 'JSON: a record, or a list of records' },
    'data-source': { type: 'string', value: 'id', meaning: 'where the records are, instead' },
    map: {
      type: 'string',
      multiple: true,
      value: 'placeholder=field',
      meaning: 'which field a placeholder shows',
    },
    per: { type: 'string', value: 'what', meaning: 'a document per request (default) or record' },
    name: { type: 'string', value: 'name', meaning: 'what the documents are called' },
    'external-id': { type: 'string', value: 'id', meaning: 'your own name for it' },
    wait: { type: 'boolean', short: 'w', meaning: 'show progress, and end when it is over' },
  },
  async run(invocation) {
    const { options, connect, terminal, signal } = invocation
    const client = await connect()
    const accepted = await client.createGeneration(await writeRequest(client, invocation), signal)
    if (!options['wait']) return { json: accepted, lines: [accepted.id] }
    return conclude(await waitForEnd(client, accepted, terminal, signal))
  },
}

export const showGeneration: Command = {
  name: 'generations show',
  summary: 'says how far a generation is, and what it has made',
  operands: '<generation>',
  count: [1, 1],
  options: { wait: { type: 'boolean', short: 'w', meaning: 'show progress until it is over' } },
  async run({ operands: [id = ''], options, connect, terminal, signal }) {
    const client = await connect()
    const found = await client.getGeneration(id, signal)
    return conclude(options['wait'] ? await waitForEnd(client, found, terminal, signal) : found)
  },
}

export const listGenerations: Command = {
  name: 'generations list',
  summary: 'lists the generations of the workspace, newest first',
  operands: '',
  count: [0, 0],
  options: { 'external-id': { type: 'string', value: 'id', meaning: 'those of this name alone' } },
  async run({ options, connect, signal }) {
    const client = await connect()
    const generations = await listPages(async (page) => {
      const found = await client.listGenerations(page, text(options, 'external-id'), signal)
      return { items: found.generations, total: found.total }
    })
    const rows = generations.map((one) => [
      one.id,
      one.status,
      one.created_at,
      one.outputs.map(({ format }) => format).join(','),
      one.external_id ?? '',
    ])
    const heads = ['id', 'status', 'created', 'outputs', 'external id']
    return { json: { generations }, lines: writeTable(heads, rows) }
  },
}

export const cancelGeneration: Command = {
  name: 'generations cancel',
  summary: 'ends a generation behind what it is at',
  operands: '<generation>',
  count: [1, 1],
  options: {},
  async run({ operands: [id = ''], connect, signal }) {
    const client = await connect()
    const cancelled = await client.cancelGeneration(id, signal)
    return { json: cancelled, lines: [`${id} is being cancelled.`] }
  },
}

export const downloadGeneration: Command = {
  name: 'generations download',
  summary: 'stores the files of a generation',
  operands: '<generation>',
  count: [1, 1],
  options: {
    format: { type: 'string', value: 'format', meaning: 'this one alone' },
    to: { type: 'string', value: 'folder', meaning: 'where to; default: this folder' },
    force: { type: 'boolean', meaning: 'write over files that are there' },
  },
  async run({ operands: [id = ''], options, connect, terminal, signal }) {
    const format = choice(options, 'format', outputFormats)
    const client = await connect()
    const { outputs } = await client.getGeneration(id, signal)
    const wanted = outputs.filter((one) => format === undefined || one.format === format)
    const made = wanted.filter(({ url }) => url !== null)
    for (const output of made) {
      const bytes = await client.fetchOutput(output, signal)
      const path = join(text(options, 'to') ?? '.', basename(output.file_name))
      await storeFile(terminal, bytes, path, options['force'] === true)
    }
    const failed = wanted.filter(({ url }) => url === null)
    return {
      json: { files: made.map(({ file_name }) => file_name), failed },
      lines: wanted.map(describeOutput),
      exitCode: made.length > 0 && failed.length === 0 ? 0 : 1,
    }
  },
}

async function writeRequest(client: Client, { options, signal }: Invocation) {
  const template = text(options, 'template')
  if (!template) throw new UsageError('generations create needs --template.')
  const [file, source] = [text(options, 'data'), text(options, 'data-source')]
  if (file !== undefined && source !== undefined) {
    throw new UsageError('--data and --data-source exclude each other.')
  }
  const outputs = choices(options, 'output', outputFormats)
  const [name, externalId] = [text(options, 'name'), text(options, 'external-id')]
  const per = choice(options, 'per', documentCounts)
  return {
    template_id: await getTemplateId(client, template, signal),
    outputs: outputs.length > 0 ? [...outputs] : ['docx' as const],
    mappings: Object.fromEntries(list(options, 'map').map(readMapping)),
    ...(file !== undefined && { data: await readJson(file) }),
    ...(source !== undefined && { data_source_id: source }),
    ...(per !== undefined && { document_per: per }),
    ...(name !== undefined && { output_name: name }),
    ...(externalId !== undefined && { external_id: externalId }),
  }
}

function readMapping(given: string): [string, string] {
  const at = given.indexOf('=')
  if (at > 0) return [given.slice(0, at), given.slice(at + 1)]
  throw new UsageError(`--map is placeholder=field, not "${given}".`)
}

const everyMilliseconds = 500

async function waitForEnd(
  client: Client,
  accepted: Generation,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Generation> {
  for (let known = accepted; ; known = await client.getGeneration(accepted.id, signal)) {
    terminal.progress(`${known.id}: ${known.status}, ${known.progress} %`)
    if (known.status !== 'pending' && known.status !== 'processing') return known
    await sleep(everyMilliseconds, undefined, { signal })
  }
}

function conclude(generation: Generation): Outcome {
  const { id, status, progress, error, outputs } = generation
  const lines = [id, `${status}, ${progress} %`, ...outputs.map(describeOutput)]
  if (error) lines.push(`${error.code}: ${error.message}`)
  const hasFailed = status === 'failed' || status === 'cancelled'
  return { json: generation, lines, exitCode: hasFailed ? 1 : 0 }
}

function describeOutput({ format, file_name: name, size_bytes: size, error }: GenerationOutput) {
  return error ? `${format}  ${error.code}: ${error.message}` : `${format}  ${name}  ${size} bytes`
}
