import type { Client } from '../../client/create-client.ts'
import type {
  GenerateRequest,
  GenerateResponse,
  StatusResponse,
} from '../../shared/contract/documents.ts'
import { requirements, takenNameDeeds } from '../../shared/model/vocabulary.ts'
import {
  choice,
  choices,
  list,
  text,
  UsageError,
  type Command,
  type ExitCode,
  type Invocation,
  type Outcome,
} from '../command.ts'
import { readJson } from '../files.ts'
import { getDocumentId, getStyleGuideId, getTemplateId } from '../find-document.ts'
import { listAll } from '../list-pages.ts'
import { describeStatus, waitForEnd } from '../follow-run.ts'

export const generate: Command = {
  name: 'generate',
  summary: 'has a document made; its id comes at once, with --wait when it is ready',
  operands: '',
  count: [0, 0],
  options: {
    template: { type: 'string', value: 'template', meaning: 'id or name' },
    name: { type: 'string', value: 'name', meaning: 'what the document is called' },
    source: {
      type: 'string',
      multiple: true,
      value: 'source',
      meaning: 'id or name; all sources of the workspace where none is given',
    },
    type: { type: 'string', value: 'type', meaning: 'document type; default: Report' },
    data: { type: 'string', value: 'file', meaning: 'JSON for the fields of the template' },
    'as-of': { type: 'string', value: 'date', meaning: 'YYYY-MM-DD that the document speaks at' },
    section: { type: 'string', multiple: true, value: 'section', meaning: 'only these are made' },
    instructions: { type: 'string', value: 'words', meaning: 'for the whole document' },
    'style-guide': { type: 'string', value: 'style guide', meaning: 'id or name' },
    require: {
      type: 'string',
      multiple: true,
      value: 'requirement',
      meaning: `what it has to be, else it is Failed: ${requirements.join(', ')}`,
    },
    'if-exists': {
      type: 'string',
      value: 'deed',
      meaning: 'of the same name: return it (the default), new_version or error',
    },
    'approve-outline': {
      type: 'boolean',
      meaning: 'write nothing until it is approved; --wait ends there',
    },
    wait: { type: 'boolean', short: 'w', meaning: 'show progress, and end when it is ready' },
  },
  async run(invocation) {
    const { options, connect, terminal, signal } = invocation
    const client = await connect()
    const accepted = await client.generateDocument(await writeRequest(client, invocation), signal)
    for (const warning of listWarnings(accepted)) terminal.tell(`warning: ${warning}`)
    if (!options['wait']) return { json: accepted, lines: [accepted.task_id] }
    const status = await waitForEnd(
      client,
      { documentId: accepted.task_id, name: text(options, 'name') ?? '' },
      terminal,
      signal,
    )
    const { reused, inputs_changed: changed } = accepted
    const outcome = conclude(accepted.task_id, status)
    return { ...outcome, json: { ...status, reused, inputs_changed: changed } }
  },
}

export const showStatus: Command = {
  name: 'status',
  summary: 'says how far a document is, and what it came to',
  operands: '<document>',
  count: [1, 1],
  options: { wait: { type: 'boolean', short: 'w', meaning: 'show progress until it is ready' } },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const client = await connect()
    const id = await getDocumentId(client, named, ['generated', 'local', 'source'], signal)
    if (options['wait']) {
      const waited = { documentId: id, name: named }
      return conclude(id, await waitForEnd(client, waited, terminal, signal))
    }
    const told = await client.getStatus(id, '', signal)
    if (!told) throw new Error('the server says that nothing changed, though nothing was known')
    return conclude(id, told.status)
  },
}

function listWarnings({ reused, inputs_changed: changed, warnings }: GenerateResponse) {
  if (!reused) return warnings
  const old = changed
    ? 'the name belongs to a document of OTHER inputs, which is given as it is; --if-exists new_version makes it anew'
    : 'the document was there already, with the same inputs'
  return [old, ...warnings]
}

function conclude(id: string, status: StatusResponse): Outcome {
  const isFailed = status.status === 'Failed' || status.status === 'failed'
  const exitCode: ExitCode = isFailed ? 1 : 0
  return { json: status, lines: [id, ...describeStatus(status)], exitCode }
}

async function writeRequest(client: Client, invocation: Invocation): Promise<GenerateRequest> {
  const { options, signal } = invocation
  const [template, name] = [text(options, 'template'), text(options, 'name')]
  if (!template || !name) throw new UsageError('generate needs --template and --name.')
  const data = text(options, 'data')
  const sections = list(options, 'section')
  const instructions = text(options, 'instructions')
  const styleGuide = text(options, 'style-guide')
  const required = choices(options, 'require', requirements)
  const ifExists = choice(options, 'if-exists', takenNameDeeds)
  const asOf = text(options, 'as-of')
  return {
    document_type: text(options, 'type') ?? 'Report',
    template_id: await getTemplateId(client, template, signal),
    output_name: name,
    sources: await findSources(client, invocation),
    ...(data !== undefined && { data: await readJson(data) }),
    ...(asOf !== undefined && { as_of: asOf }),
    ...(sections.length > 0 && { selected_section_ids: [...sections] }),
    ...(instructions !== undefined && { document_instructions: instructions }),
    ...(styleGuide !== undefined && {
      style_guide_id: await getStyleGuideId(client, styleGuide, signal),
    }),
    ...(required.length > 0 && { require: [...required] }),
    ...(ifExists !== undefined && { if_exists: ifExists }),
    ...(options['approve-outline'] === true && { approve_outline: true }),
  }
}

async function findSources(client: Client, { options, signal }: Invocation) {
  const named = list(options, 'source')
  if (named.length > 0) {
    const ids = named.map((one) => getDocumentId(client, one, ['source'], signal))
    return (await Promise.all(ids)).map((id) => ({ document_id: id }))
  }
  const all = await listAll(client, 'source', signal)
  const usable = all.filter(({ status }) => status !== 'failed')
  if (usable.length === 0) throw new UsageError('There are no sources; add some: sources add.')
  return usable.map(({ document_id: id }) => ({ document_id: id }))
}
