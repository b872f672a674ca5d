import { extname } from 'node:path'
import type { Client } from '../../client/create-client.ts'
import type { DataPreview, DataSource } from '../../shared/contract/data-sources.ts'
import { choice, list, text, UsageError, type Command, type Invocation } from '../command.ts'
import { openFile } from '../files.ts'
import { getDataSourceId } from '../find-document.ts'
import { listDataSources as listOf } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'

export const listDataSources: Command = {
  name: 'data-sources list',
  summary: 'lists where records come from, newest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const found = await listOf(await connect(), signal)
    const rows = found.map((one) => [one.id, one.kind, one.name, describePlace(one)])
    const lines = writeTable(['id', 'kind', 'name', 'where'], rows)
    return { json: { data_sources: found }, lines }
  },
}

const fileKinds = ['csv', 'xlsx', 'json'] as const

export const addDataSource: Command = {
  name: 'data-sources add',
  summary: 'adds a file, a URL that gives JSON, or with --query a PostgreSQL database',
  operands: '[file or URL]',
  count: [0, 1],
  options: {
    name: { type: 'string', value: 'name', meaning: 'what it is called; default: as the file' },
    kind: { type: 'string', value: 'kind', meaning: `of a file: ${fileKinds.join(', ')}` },
    sheet: { type: 'string', value: 'name', meaning: 'of a workbook; default: the first' },
    pointer: { type: 'string', value: 'JSON pointer', meaning: 'where in JSON the records are' },
    header: {
      type: 'string',
      multiple: true,
      value: 'name: value',
      meaning: 'sent to the URL; stored, and never shown again',
    },
    query: {
      type: 'string',
      value: 'SQL',
      meaning: 'what gives the records; the address of the database is asked for, or piped in',
    },
  },
  async run(invocation) {
    const { operands, options } = invocation
    const [place] = operands
    if ((place === undefined) === (text(options, 'query') === undefined)) {
      throw new UsageError('data-sources add takes a file, a URL, or --query; one of them.')
    }
    if (place === undefined) return describe(await addQuery(invocation))
    const isUrl = /^https?:\/\//i.test(place)
    return describe(await (isUrl ? addUrl(invocation, place) : addFile(invocation, place)))
  },
}

export const showDataSource: Command = {
  name: 'data-sources show',
  summary: 'says where the records come from, without credentials',
  operands: '<data source>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getDataSourceId(client, named, signal)
    return describe(await client.getDataSource(id, signal))
  },
}

export const previewDataSource: Command = {
  name: 'data-sources preview',
  summary: 'reads a data source as it is now: its fields, and the first records',
  operands: '<data source>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getDataSourceId(client, named, signal)
    const preview = await client.previewDataSource(id, signal)
    return { json: preview, lines: describePreview(preview) }
  },
}

export const deleteDataSource: Command = {
  name: 'data-sources delete',
  summary: 'deletes a data source; what was made from it stays',
  operands: '<data source>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getDataSourceId(client, named, signal)
    await client.removeDataSource(id, signal)
    return { json: { id, deleted: true }, lines: [`${id} is deleted.`] }
  },
}

async function addFile({ options, connect, signal }: Invocation, path: string) {
  const ending = extname(path).slice(1).toLowerCase()
  const kind = choice(options, 'kind', fileKinds) ?? fileKinds.find((one) => one === ending)
  if (!kind) {
    throw new UsageError(`${path}: --kind says what it is, one of ${fileKinds.join(', ')}.`)
  }
  const file = await openFile(path)
  const [name, sheet] = [text(options, 'name'), text(options, 'sheet')]
  const wish = { file, kind, name, sheet, pointer: text(options, 'pointer') }
  return (await connect()).addDataFile(wish, signal)
}

async function addUrl({ options, connect, signal }: Invocation, url: string) {
  const headers = list(options, 'header').map(readHeader)
  const wish = {
    kind: 'http_json' as const,
    name: text(options, 'name') ?? new URL(url).hostname,
    url,
    pointer: text(options, 'pointer'),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  }
  return (await connect()).createDataSource(wish, signal)
}

function readHeader(given: string): [string, string] {
  const at = given.indexOf(':')
  if (at > 0) return [given.slice(0, at).trim(), given.slice(at + 1).trim()]
  throw new UsageError('--header is "name: value"; it came without a colon.')
}

/** The address holds a password: an argument would show it to everybody on the machine. */
async function addQuery({ options, connect, terminal, signal }: Invocation): Promise<DataSource> {
  const [name, query] = [text(options, 'name'), text(options, 'query')]
  if (name === undefined) throw new UsageError('data-sources add --query needs --name.')
  const client = await connect()
  const address = await terminal.askSecretly('postgresql://user:password@host/database: ')
  if (!address) throw new UsageError('The address of the database is expected; nothing came.')
  const wish: DataSourceWish = { kind: 'sql', name, query, connection_string: address.trim() }
  return client.createDataSource(wish, signal)
}

type DataSourceWish = Parameters<Client['createDataSource']>[0]

function describe(source: DataSource) {
  const { id, kind, name, sheet, pointer, has_secret: hasSecret } = source
  const lines = [`${id}  ${name}`, `  ${kind}: ${describePlace(source)}`]
  if (sheet !== null) lines.push(`  sheet: ${sheet}`)
  if (pointer !== null) lines.push(`  records at: ${pointer}`)
  if (hasSecret) lines.push('  with credentials, which are not shown')
  return { json: source, lines }
}

function describePlace({ file_name, file_key, url, query }: DataSource): string {
  return file_name ?? file_key ?? url ?? query ?? ''
}

function describePreview({ fields, records, total }: DataPreview): readonly string[] {
  const names = fields.map(({ name }) => name)
  const rows = records.map((record) => names.map((name) => writeCell(record[name])))
  const types = fields.map(({ name, type }) => `${name}: ${type}`)
  const shown = total > records.length ? `, the first ${records.length}` : ''
  return [types.join(', '), `${total} records${shown}:`, ...writeTable(names, rows)]
}

function writeCell(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value.replace(/\s+/g, ' ') : JSON.stringify(value)
}
