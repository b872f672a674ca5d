import type { Client } from '../../client/create-client.ts'
import type { TemplateDetails } from '../../shared/contract/templates.ts'
import type { Command } from '../command.ts'
import { openFile, readBody } from '../files.ts'
import { getTemplateId } from '../find-document.ts'
import { count } from '../follow-run.ts'
import { listTemplates as listOf } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'

export const addTemplate: Command = {
  name: 'templates add',
  summary:
    'sends a .docx, or sections and rules as .json, as a house template; lists mistakes of its rules',
  operands: '<file>',
  count: [1, 1],
  options: {},
  async run({ operands: [path = ''], connect, signal }) {
    const template = await send(await connect(), path, signal)
    return {
      json: template,
      lines: describe(template),
      exitCode: template.errors.length === 0 ? 0 : 1,
    }
  },
}

export const listTemplateSections: Command = {
  name: 'templates sections',
  summary: 'lists the sections of a template, each with its rules',
  operands: '<template>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getTemplateId(client, named, signal)
    const { sections, version } = await client.getTemplate(id, signal)
    const rows = sections.map(({ level, rules, section_id: section }) => [
      String(level),
      rules.map((rule) => `${rule.rule_id} ${rule.rule_type}`).join(', '),
      section,
    ])
    return {
      json: { template_id: id, version, sections },
      lines: writeTable(['level', 'rules', 'section'], rows),
    }
  },
}

export const listTemplates: Command = {
  name: 'templates list',
  summary: 'lists the templates of the workspace, newest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const templates = await listOf(await connect(), signal)
    const rows = templates.map((one) => [one.template_id, one.template_name])
    return { json: { templates }, lines: writeTable(['id', 'name'], rows) }
  },
}

async function send(client: Client, path: string, signal: AbortSignal): Promise<TemplateDetails> {
  if (!/\.json$/i.test(path)) return client.addTemplate(await openFile(path), signal)
  return client.addOutlinedTemplate(await readBody<TemplateBody>(path), signal)
}

type TemplateBody = Parameters<Client['addOutlinedTemplate']>[0]

function describe({ template_id: id, template_name: name, sections, errors }: TemplateDetails) {
  const rules = sections.flatMap((section) => section.rules)
  const sizes = `${count(sections.length, 'section')}, ${count(rules.length, 'rule')}`
  return [
    `${id}  ${name}: ${sizes}`,
    ...errors.map(({ section_id: section, message }) => `  mistake in ${section}: ${message}`),
  ]
}
