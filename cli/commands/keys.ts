import type { Client } from '../../client/create-client.ts'
import type { IssuedApiKey } from '../../shared/contract/api-keys.ts'
import { permissions } from '../../shared/model/vocabulary.ts'
import { choices, text, UsageError, type Command, type OptionValues } from '../command.ts'
import { listPages } from '../list-pages.ts'
import { overlapOption, readOverlap, showOnce } from '../secrets.ts'
import { writeTable } from '../write-table.ts'

export const listKeys: Command = {
  name: 'keys list',
  summary: 'lists the API keys that you may manage, newest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const client = await connect()
    const keys = await listAllKeys(client, signal)
    const rows = keys.map((key) => [
      key.api_key_id,
      key.status,
      key.permissions.join(','),
      key.expires_at ?? '',
      key.workspace_id ?? 'all',
      key.name,
    ])
    const heads = ['id', 'status', 'permissions', 'expires', 'workspace', 'name']
    return { json: { api_keys: keys }, lines: writeTable(heads, rows) }
  },
}

export const createKey: Command = {
  name: 'keys create',
  summary: 'makes a key for a person or a program, and shows it, this once',
  operands: '<name>',
  count: [1, 1],
  options: {
    permission: {
      type: 'string',
      multiple: true,
      value: 'permission',
      meaning: `what it may, each by a --permission of its own: ${permissions.join(', ')}; default: read, search`,
    },
    expires: { type: 'string', value: 'time', meaning: 'such as 2027-01-01T00:00:00Z' },
    sandbox: { type: 'boolean', meaning: 'a swk_test_ key, which reaches the sandbox alone' },
    everywhere: { type: 'boolean', meaning: 'for all workspaces that you see, not for one' },
  },
  async run({ operands: [name = ''], options, connect, signal }) {
    const given = choices(options, 'permission', permissions)
    const expires = text(options, 'expires')
    const client = await connect()
    const key = await client.createKey(
      {
        name,
        permissions: given.length > 0 ? [...given] : ['read', 'search'],
        ...(expires !== undefined && { expires_at: expires }),
        sandbox: options['sandbox'] === true,
        ...(options['sandbox'] !== true && {
          workspace_id: await findWorkspace(client, options, signal),
        }),
      },
      signal,
    )
    return describe(key)
  },
}

export const rotateKey: Command = {
  name: 'keys rotate',
  summary: 'makes the key that follows another; both are valid for the overlap',
  operands: '<key>',
  count: [1, 1],
  options: {
    overlap: overlapOption,
  },
  async run({ operands: [named = ''], options, connect, signal }) {
    const request = readOverlap(options)
    const client = await connect()
    const id = await getKeyId(client, named, signal)
    return describe(await client.rotateKey(id, request, signal))
  },
}

export const revokeKey: Command = {
  name: 'keys revoke',
  summary: 'ends a key: it is refused from the next request on',
  operands: '<key>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getKeyId(client, named, signal)
    await client.revokeKey(id, signal)
    return { json: { api_key_id: id, status: 'revoked' }, lines: [`${id} is revoked.`] }
  },
}

/** A key is for one workspace unless more is asked for: the named one, else the only one. */
async function findWorkspace(
  client: Client,
  options: OptionValues,
  signal: AbortSignal,
): Promise<string | null> {
  if (options['everywhere'] === true) return null
  const { workspace_id: id, workspaces } = await client.whoAmI(signal)
  if (id !== null) return id
  const names = workspaces.map(
    ({ workspace_id, workspace_name: name }) => `${name} ${workspace_id}`,
  )
  throw new UsageError(`Say --everywhere, or --workspace and one of: ${names.join(', ')}.`)
}

function listAllKeys(client: Client, signal: AbortSignal) {
  return listPages(async (page) => {
    const { api_keys: items, total } = await client.listKeys(page, signal)
    return { items, total }
  })
}

/** By its id, or by the name of one that is valid. */
async function getKeyId(client: Client, named: string, signal: AbortSignal): Promise<string> {
  const keys = await listAllKeys(client, signal)
  if (keys.some(({ api_key_id: id }) => id === named)) return named
  const found = keys.filter(({ name, status }) => name === named && status === 'active')
  const [only, other] = found
  if (only && !other) return only.api_key_id
  const ids = found.map(({ api_key_id: id }) => id).join(', ')
  throw new UsageError(
    other
      ? `Several keys are named "${named}"; say which: ${ids}.`
      : `There is no valid key named "${named}".`,
  )
}

function describe(key: IssuedApiKey) {
  const line = `${key.api_key_id}  ${key.name}: ${key.permissions.join(', ')}`
  return { json: key, lines: [line, ...showOnce(key.key)] }
}
