import type { WebhookDelivery } from '../../shared/contract/webhooks.ts'
import { deliveryStatuses, sentEvents } from '../../shared/model/vocabulary.ts'
import { choice, text, type Command } from '../command.ts'
import { listPages } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'

export const listDeliveries: Command = {
  name: 'webhooks deliveries',
  summary: 'lists what was sent to webhooks, newest first, with the last attempt of each',
  operands: '',
  count: [0, 0],
  options: {
    webhook: { type: 'string', value: 'id', meaning: 'of this one alone' },
    status: { type: 'string', value: 'status', meaning: deliveryStatuses.join(', ') },
    event: { type: 'string', value: 'event', meaning: sentEvents.join(', ') },
  },
  async run({ options, connect, signal }) {
    const status = choice(options, 'status', deliveryStatuses)
    const event = choice(options, 'event', sentEvents)
    const webhookId = text(options, 'webhook')
    const client = await connect()
    const deliveries = await listPages(async (page) => {
      const query = { page, webhookId, status, event }
      const { deliveries: items, total } = await client.listDeliveries(query, signal)
      return { items, total }
    })
    const rows = deliveries.map((one) => [
      one.delivery_id,
      one.created_at,
      one.status,
      `${one.attempts.length}`,
      one.event,
      describeLast(one),
    ])
    const heads = ['id', 'time', 'status', 'attempts', 'event', 'last came']
    return { json: { deliveries }, lines: writeTable(heads, rows) }
  },
}

export const resendDelivery: Command = {
  name: 'webhooks resend',
  summary: 'sends an event again, with the same event id and all retries',
  operands: '<delivery>',
  count: [1, 1],
  options: {},
  async run({ operands: [id = ''], connect, signal }) {
    const client = await connect()
    const delivery = await client.resendDelivery(id, signal)
    return { json: delivery, lines: [`${id} is ${delivery.status}.`] }
  },
}

/** A line for the whole, and one for each attempt. */
export function describeDelivery(delivery: WebhookDelivery): readonly string[] {
  return [
    `${delivery.delivery_id}  ${delivery.event}: ${delivery.status}`,
    ...delivery.attempts.map(
      ({ number, started_at: at, duration_ms: took, status_code: status, error }) =>
        `  ${number}. ${at}, ${took ?? '…'} ms: ${error ?? status ?? 'under way'}`,
    ),
  ]
}

function describeLast({ attempts }: WebhookDelivery): string {
  const last = attempts.at(-1)
  if (!last) return ''
  return last.error ?? `${last.status_code ?? 'under way'}`
}
