import type { Client } from '../../client/create-client.ts'
import type { Webhook, WebhookWithSecret } from '../../shared/contract/webhooks.ts'
import { webhookEvents } from '../../shared/model/vocabulary.ts'
import { choices, readSwitch, text, UsageError, type Command } from '../command.ts'
import { listPages } from '../list-pages.ts'
import { overlapOption, readOverlap, showOnce } from '../secrets.ts'
import { writeTable } from '../write-table.ts'
import { describeDelivery } from './webhook-deliveries.ts'

const eventOption = {
  type: 'string',
  multiple: true,
  value: 'event',
  meaning: `what it is told of: ${webhookEvents.join(', ')}`,
} as const
const descriptionOption = { type: 'string', value: 'words', meaning: 'what it is for' } as const

export const listWebhooks: Command = {
  name: 'webhooks list',
  summary: 'lists the addresses that are told of events, newest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const webhooks = await listAllWebhooks(await connect(), signal)
    const rows = webhooks.map((one) => [
      one.webhook_id,
      one.enabled ? 'enabled' : 'disabled',
      one.url,
      one.events.join(','),
    ])
    const lines = writeTable(['id', 'state', 'url', 'events'], rows)
    return { json: { webhooks }, lines }
  },
}

export const createWebhook: Command = {
  name: 'webhooks create',
  summary: 'has an address told of events, and shows the secret that signs, this once',
  operands: '<url>',
  count: [1, 1],
  options: {
    event: eventOption,
    description: descriptionOption,
    disabled: { type: 'boolean', meaning: 'told of nothing until it is enabled' },
  },
  async run({ operands: [url = ''], options, connect, signal }) {
    const events = choices(options, 'event', webhookEvents)
    if (events.length === 0) {
      throw new UsageError(`Say --event, once or more: ${webhookEvents.join(', ')}.`)
    }
    const description = text(options, 'description') ?? ''
    const enabled = options['disabled'] !== true
    const client = await connect()
    const wish = { url, events: [...events], description, enabled }
    return describe(await client.createWebhook(wish, signal))
  },
}

export const changeWebhook: Command = {
  name: 'webhooks change',
  summary: 'changes what is given; what waited is sent when it is enabled again',
  operands: '<webhook>',
  count: [1, 1],
  options: {
    url: { type: 'string', value: 'url', meaning: 'where to' },
    event: eventOption,
    description: descriptionOption,
    enable: { type: 'boolean', meaning: 'told of events again' },
    disable: { type: 'boolean', meaning: 'told of nothing meanwhile' },
  },
  async run({ operands: [named = ''], options, connect, signal }) {
    const enabled = readSwitch(options)
    const events = choices(options, 'event', webhookEvents)
    const client = await connect()
    const id = await getWebhookId(client, named, signal)
    const wish = {
      url: text(options, 'url'),
      description: text(options, 'description'),
      events: events.length > 0 ? [...events] : undefined,
      enabled,
    }
    return describe(await client.changeWebhook(id, wish, signal))
  },
}

export const deleteWebhook: Command = {
  name: 'webhooks delete',
  summary: 'deletes a webhook, with the log of its deliveries',
  operands: '<webhook>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getWebhookId(client, named, signal)
    await client.deleteWebhook(id, signal)
    return { json: { webhook_id: id, deleted: true }, lines: [`${id} is deleted.`] }
  },
}

export const rotateWebhookSecret: Command = {
  name: 'webhooks rotate-secret',
  summary: 'makes the secret that follows the present one; both sign for the overlap',
  operands: '<webhook>',
  count: [1, 1],
  options: {
    overlap: overlapOption,
  },
  async run({ operands: [named = ''], options, connect, signal }) {
    const request = readOverlap(options)
    const client = await connect()
    const id = await getWebhookId(client, named, signal)
    return describe(await client.rotateWebhookSecret(id, request, signal))
  },
}

export const testWebhook: Command = {
  name: 'webhooks test',
  summary: 'sends a test event, once, and says what came; 1 where it was not taken',
  operands: '<webhook>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getWebhookId(client, named, signal)
    const delivery = await client.testWebhook(id, signal)
    const exitCode = delivery.status === 'undelivered' ? 1 : 0
    return { json: delivery, lines: describeDelivery(delivery), exitCode }
  },
}

function listAllWebhooks(client: Client, signal: AbortSignal): Promise<readonly Webhook[]> {
  return listPages(async (page) => {
    const { webhooks: items, total } = await client.listWebhooks(page, signal)
    return { items, total }
  })
}

/** By its id, or by the address of one. */
async function getWebhookId(client: Client, named: string, signal: AbortSignal): Promise<string> {
  const webhooks = await listAllWebhooks(client, signal)
  if (webhooks.some(({ webhook_id: id }) => id === named)) return named
  const [only, other] = webhooks.filter(({ url }) => url === named)
  if (only && !other) return only.webhook_id
  throw new UsageError(
    other
      ? `Several webhooks go to ${named}; say which by its id.`
      : `There is no webhook with the id or address "${named}".`,
  )
}

function describe(webhook: WebhookWithSecret) {
  const state = webhook.enabled ? '' : ' (disabled)'
  const line = `${webhook.webhook_id}  ${webhook.url}${state}: ${webhook.events.join(', ')}`
  return { json: webhook, lines: [line, ...showOnce(webhook.secret)] }
}
