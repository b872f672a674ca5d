import type { TemplateWordingsResponse } from '../../shared/contract/wordings.ts'
import type { Command } from '../command.ts'
import { getTemplateId } from '../find-document.ts'
import { listWordings as listOf } from '../list-pages.ts'

export const listWordings: Command = {
  name: 'templates wordings',
  summary: 'lists what the rules of a template say around the values of cells, and who approved it',
  operands: '<template>',
  count: [1, 1],
  options: {
    open: { type: 'boolean', meaning: 'only those that nobody has approved' },
  },
  async run({ operands: [named = ''], options, connect, signal }) {
    const client = await connect()
    const id = await getTemplateId(client, named, signal)
    const all = await listOf(client, id, signal)
    const wordings = all.filter(({ approval }) => !options['open'] || approval === null)
    return { json: { template_id: id, wordings }, lines: wordings.flatMap(describe) }
  },
}

export const approveWording: Command = {
  name: 'templates approve-wording',
  summary:
    'says of a wording that it is the house’s own and right: no document asks about it again',
  operands: '<template> <wording-id>',
  count: [2, 2],
  options: {},
  async run({ operands: [named = '', wordingId = ''], connect, signal }) {
    const client = await connect()
    const id = await getTemplateId(client, named, signal)
    const approval = await client.approveWording(id, wordingId, signal)
    const { user_name: name, created_at: at } = approval
    return { json: approval, lines: [`Approved by ${name} on ${at.slice(0, 10)}.`] }
  },
}

export const withdrawWording: Command = {
  name: 'templates withdraw-wording',
  summary: 'takes the approval of a wording back',
  operands: '<template> <wording-id>',
  count: [2, 2],
  options: {},
  async run({ operands: [named = '', wordingId = ''], connect, signal }) {
    const client = await connect()
    const id = await getTemplateId(client, named, signal)
    await client.withdrawWording(id, wordingId, signal)
    return { json: { wording_id: wordingId }, lines: ['The approval is withdrawn.'] }
  },
}

function describe({
  wording_id: id,
  approval,
  text,
  sums,
}: TemplateWordingsResponse['wordings'][number]): string[] {
  const said = approval
    ? `approved by ${approval.user_name} on ${approval.created_at.slice(0, 10)}`
    : 'open'
  return [`${id}  ${said}`, `  ${text}`, ...sums.map((sum) => `  ${sum}`)]
}
