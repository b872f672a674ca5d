import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../../client/create-client.ts'
import type { Generation, GenerationOutput } from '../../shared/contract/generations.ts'
import { outputFormats } from '../../shared/model/vocabulary.ts'
import { choice, text, type Command, type Outcome } from '../command.ts'
import { storeFile } from '../files.ts'
import { generationOptions, readGenerationWish } from '../generation-wish.ts'
import { listPages } from '../list-pages.ts'
import type { Terminal } from '../terminal.ts'
import { writeTable } from '../write-table.ts'

export const createGeneration: Command = {
  name: 'generations create',
  summary: 'makes documents from data, as files to give away; always a new one',
  operands: '',
  count: [0, 0],
  options: {
    ...generationOptions,
    wait: { type: 'boolean', short: 'w', meaning: 'show progress, and end when it is over' },
  },
  async run(invocation) {
    const { options, connect, terminal, signal } = invocation
    const client = await connect()
    const wish = await readGenerationWish(client, invocation, 'generations create')
    const accepted = await client.createGeneration(wish, signal)
    if (!options['wait']) return { json: accepted, lines: [accepted.id] }
    return conclude(await waitForGeneration(client, accepted, terminal, signal))
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
    return conclude(
      options['wait'] ? await waitForGeneration(client, found, terminal, signal) : found,
    )
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

const everyMilliseconds = 500

/** Shows its progress until it is over. */
export async function waitForGeneration(
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

/** What it has made, or why not; 1 where it failed. */
export function conclude(generation: Generation): Outcome {
  const { id, status, progress, error, outputs } = generation
  const lines = [id, `${status}, ${progress} %`, ...outputs.map(describeOutput)]
  if (error) lines.push(`${error.code}: ${error.message}`)
  const hasFailed = status === 'failed' || status === 'cancelled'
  return { json: generation, lines, exitCode: hasFailed ? 1 : 0 }
}

function describeOutput({ format, file_name: name, size_bytes: size, error }: GenerationOutput) {
  return error ? `${format}  ${error.code}: ${error.message}` : `${format}  ${name}  ${size} bytes`
}
