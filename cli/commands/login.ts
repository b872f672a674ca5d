import { createClient } from '../../client/create-client.ts'
import type { WhoAmIResponse } from '../../shared/contract/identity.ts'
import { text, UsageError, type Command } from '../command.ts'
import { forgetLogin, storeLogin } from '../settings.ts'

export const login: Command = {
  name: 'login',
  summary: 'asks for a key, tries it, and keeps it for the other commands',
  operands: '',
  count: [0, 0],
  options: {
    server: { type: 'string', value: 'url', meaning: 'default: http://localhost:3000' },
  },
  async run({ options, terminal, signal }) {
    const server = readServer(text(options, 'server') ?? 'http://localhost:3000')
    const apiKey = (await terminal.askSecretly('API key: '))?.trim()
    if (!apiKey) throw new UsageError('No key came; type it, or pipe it in.')
    const caller = await createClient({ baseUrl: server, apiKey }).whoAmI(signal)
    const path = await storeLogin(terminal.environment, { server, apiKey })
    return { json: { server, ...caller }, lines: [...describe(caller), `Kept in ${path}.`] }
  },
}

export const logout: Command = {
  name: 'logout',
  summary: 'forgets the key that login has kept',
  operands: '',
  count: [0, 0],
  options: {},
  isLocal: true,
  async run({ terminal }) {
    await forgetLogin(terminal.environment)
    return { json: {}, lines: ['The key is forgotten.'] }
  },
}

export const whoami: Command = {
  name: 'whoami',
  summary: 'says whom the key acts for, and what it may',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const caller = await (await connect()).whoAmI(signal)
    return { json: caller, lines: describe(caller) }
  },
}

function readServer(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:$/.test(url.protocol)) return given.replace(/\/+$/, '')
  throw new UsageError(`--server is an address such as http://localhost:3000, not "${given}".`)
}

function describe(caller: WhoAmIResponse): readonly string[] {
  const { organization_name: organization, workspace_name: workspace, role, permissions } = caller
  const where = workspace === null ? organization : `${organization}, ${workspace}`
  return [`${role} in ${where}: ${permissions.join(', ')}`]
}
