import type { Client } from '../../client/create-client.ts'
import type { StyleGuideDetails } from '../../shared/contract/style-guides.ts'
import type { Command } from '../command.ts'
import { readBody } from '../files.ts'
import { getStyleGuideId } from '../find-document.ts'
import { count } from '../follow-run.ts'
import { listStyleGuides as listOf } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'

export const listStyleGuides: Command = {
  name: 'style-guides list',
  summary: 'lists the style guides of the workspace, newest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const guides = await listOf(await connect(), signal)
    const rows = guides.map((one) => [
      one.style_guide_id,
      String(one.version),
      one.style_guide_name,
    ])
    return { json: { style_guides: guides }, lines: writeTable(['id', 'version', 'name'], rows) }
  },
}

export const addStyleGuide: Command = {
  name: 'style-guides add',
  summary: 'makes a style guide of a JSON file: style_guide_name, terms, number and date format',
  operands: '<file>',
  count: [1, 1],
  options: {},
  async run({ operands: [path = ''], connect, signal }) {
    const body = await readBody<StyleGuideBody>(path)
    return describe(await (await connect()).createStyleGuide(body, signal))
  },
}

type StyleGuideBody = Parameters<Client['createStyleGuide']>[0]

export const showStyleGuide: Command = {
  name: 'style-guides show',
  summary: 'says what a style guide puts for what',
  operands: '<style guide>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getStyleGuideId(client, named, signal)
    return describe(await client.getStyleGuide(id, signal))
  },
}

export const deleteStyleGuide: Command = {
  name: 'style-guides delete',
  summary: 'deletes a style guide; documents that were written by it stay',
  operands: '<style guide>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getStyleGuideId(client, named, signal)
    await client.deleteStyleGuide(id, signal)
    return { json: { style_guide_id: id, deleted: true }, lines: [`${id} is deleted.`] }
  },
}

function describe(guide: StyleGuideDetails) {
  const { style_guide_id: id, style_guide_name: name, version, terms } = guide
  const separator = guide.number_format.thousands_separator ?? 'as in the source'
  return {
    json: guide,
    lines: [
      `${id}  ${name}, version ${version}: ${count(terms.length, 'term')}`,
      ...terms.map(({ preferred, forbidden }) => `  ${forbidden.join(', ')} → ${preferred}`),
      `  thousands separator: ${separator}`,
      `  dates: ${guide.date_format ?? 'as in the source'}`,
    ],
  }
}
