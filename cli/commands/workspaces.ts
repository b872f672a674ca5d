import type { DocumentSet } from '../../shared/contract/document-sets.ts'
import { text, UsageError, type Command } from '../command.ts'
import { getWorkspace } from '../find-workspace.ts'
import { listWorkspaces as listOf } from '../list-pages.ts'
import type { Terminal } from '../terminal.ts'
import { writeTable } from '../write-table.ts'

export const listWorkspaces: Command = {
  name: 'workspaces list',
  summary: 'lists the workspaces that you see, oldest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const workspaces = await listOf(await connect(), signal)
    return { json: { document_sets: workspaces }, lines: writeRows(workspaces) }
  },
}

export const createWorkspace: Command = {
  name: 'workspaces create',
  summary: 'makes a workspace, of which you are the first member',
  operands: '<name>',
  count: [1, 1],
  options: {
    key: {
      type: 'string',
      value: 'key',
      meaning: 'a short name that no other has; default: its id',
    },
  },
  async run({ operands: [name = ''], options, connect, terminal, signal }) {
    const client = await connect()
    const key = text(options, 'key')
    const made = await client.createWorkspace(
      { document_set_name: name, ...(key !== undefined && { document_set_key: key }) },
      signal,
    )
    const same = (await listOf(client, signal)).filter(
      (one) => one.document_set_name === made.document_set_name,
    )
    if (same.length > 1)
      terminal.tell(`${same.length} workspaces are named “${name}”: name them by id or key.`)
    return { json: made, lines: writeRows([made]) }
  },
}

export const deleteWorkspace: Command = {
  name: 'workspaces delete',
  summary: 'deletes a workspace with everything in it, once its name is typed again',
  operands: '<workspace>',
  count: [1, 1],
  options: {
    yes: { type: 'boolean', meaning: 'asks nothing' },
  },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const client = await connect()
    const found = await getWorkspace(client, named, signal)
    if (options['yes'] !== true) await confirm(terminal, found)
    const { id, document_set_name: name } = found
    await client.deleteWorkspace(id, signal)
    const lines = [`“${name}” is deleted, with everything in it.`]
    return { json: { id, deleted: true }, lines }
  },
}

/** No other command takes away what can't be made again. @throws UsageError where it is to stay */
async function confirm(terminal: Terminal, workspace: DocumentSet): Promise<void> {
  const { document_set_name: name, document_set_key: key } = workspace
  const typed = await terminal.ask(
    `Sources, templates and documents of “${name}” (${key}) are deleted for good. Its name: `,
  )
  if (typed?.trim() === name) return
  throw new UsageError(`“${name}” stays: type its name to delete it, or say --yes.`)
}

function writeRows(workspaces: readonly DocumentSet[]): readonly string[] {
  const rows = workspaces.map(({ id, document_set_key: key, document_set_name: name }) => [
    id,
    key,
    name,
  ])
  return writeTable(['id', 'key', 'name'], rows)
}
