import { choice, readNumber, text, UsageError, type Command } from '../command.ts'
import { writeTable } from '../write-table.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export const listRequests: Command = {
  name: 'requests',
  summary: 'lists the calls of the last 30 days, newest first',
  operands: '',
  count: [0, 0],
  options: {
    status: { type: 'string', value: 'status', meaning: 'such as 404, or 4xx' },
    method: { type: 'string', value: 'method', meaning: methods.join(', ') },
    route: { type: 'string', value: 'path', meaning: 'such as /api/v1/documents/{id}' },
    key: { type: 'string', value: 'id', meaning: 'with this API key alone' },
    since: { type: 'string', value: 'time', meaning: 'such as 2027-01-01T00:00:00Z' },
    until: { type: 'string', value: 'time', meaning: 'before then' },
    limit: { type: 'string', value: 'number', meaning: 'at most so many, 1 to 100; default: 20' },
  },
  async run({ options, connect, signal }) {
    const status = text(options, 'status')
    if (status !== undefined && !/^[1-5](\d\d|xx)$/.test(status)) {
      throw new UsageError(`--status is a status such as 404 or 4xx, not "${status}".`)
    }
    const wish = {
      status,
      method: choice(options, 'method', methods),
      route: text(options, 'route'),
      api_key_id: text(options, 'key'),
      since: text(options, 'since'),
      until: text(options, 'until'),
      page_size: readNumber(options, 'limit', { least: 1, most: 100 }),
    }
    const client = await connect()
    const { requests, total } = await client.listRequests(wish, signal)
    const rows = requests.map((one) => [
      one.at,
      `${one.status}`,
      `${one.duration_ms} ms`,
      one.method,
      one.route ?? '(no route)',
      one.request_id,
    ])
    const lines = writeTable(['time', 'status', 'took', 'method', 'route', 'request'], rows)
    return { json: { requests, total }, lines }
  },
}
