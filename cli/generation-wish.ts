import type { Client } from '../client/create-client.ts'
import { documentCounts, outputFormats } from '../shared/model/vocabulary.ts'
import {
  choice,
  choices,
  list,
  text,
  UsageError,
  type Invocation,
  type OptionSpec,
} from './command.ts'
import { readJson } from './files.ts'
import { getDataSourceId, getTemplateId } from './find-document.ts'

/** What is made, and of what: now, or each time of a schedule. */
export const generationOptions = {
  template: { type: 'string', value: 'template', meaning: 'id or name' },
  output: {
    type: 'string',
    multiple: true,
    value: 'format',
    meaning: `one of ${outputFormats.join(', ')}; default: docx`,
  },
  data: { type: 'string', value: 'file', meaning: 'JSON: a record, or a list of records' },
  'data-source': {
    type: 'string',
    value: 'data source',
    meaning: 'id or name: where the records are, instead',
  },
  map: {
    type: 'string',
    multiple: true,
    value: 'placeholder=field',
    meaning: 'which field a placeholder shows',
  },
  per: { type: 'string', value: 'what', meaning: 'a document per request (default) or record' },
  name: { type: 'string', value: 'name', meaning: 'what the documents are called' },
  'external-id': { type: 'string', value: 'id', meaning: 'your own name for it' },
} as const satisfies Record<string, OptionSpec>

/** @throws UsageError where the options don't say what is made; `command` is their command's name */
export async function readGenerationWish(
  client: Client,
  { options, signal }: Invocation,
  command: string,
) {
  const template = text(options, 'template')
  if (!template) throw new UsageError(`${command} needs --template.`)
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
    ...(source !== undefined && { data_source_id: await getDataSourceId(client, source, signal) }),
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
