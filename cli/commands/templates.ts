import type { TemplateDetails } from '../../shared/contract/templates.ts'
import type { Command } from '../command.ts'
import { openFile } from '../files.ts'
import { count } from '../follow-run.ts'
import { listTemplates as listOf } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'

export const addTemplate: Command = {
  name: 'templates add',
  summary: 'sends a .docx as a house template; mistakes of its rules are listed',
  operands: '<file>',
  count: [1, 1],
  options: {},
  async run({ operands: [path = ''], connect, signal }) {
    const file = await openFile(path)
    const template = await (await connect()).addTemplate(file, signal)
    return {
      json: template,
      lines: describe(template),
      exitCode: template.errors.length === 0 ? 0 : 1,
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

function describe({ template_id: id, template_name: name, sections, errors }: TemplateDetails) {
  const rules = sections.flatMap((section) => section.rules)
  const sizes = `${count(sections.length, 'section')}, ${count(rules.length, 'rule')}`
  return [
    `${id}  ${name}: ${sizes}`,
    ...errors.map(({ section_id: section, message }) => `  mistake in ${section}: ${message}`),
  ]
}
