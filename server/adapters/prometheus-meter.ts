import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter, Stock } from '../ports/meter.ts'

const prefix = 'sourcewright_'
/** Seconds, from an answer out of memory to a conversion by LibreOffice. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Measures for Prometheus; those of the process (memory, event loop) begin with the first reading. */
export function createPrometheusMeter(): Meter {
  const registry = new Registry()
  const requests = createRequests(registry)
  const deaths = new Counter({
    name: `${prefix}reader_deaths_total`,
    help: 'Reader processes that ended on a file, or had to be ended, by reason',
    labelNames: ['reason'],
    registers: [registry],
  })
  const attempts = new Counter({
    name: `${prefix}webhook_attempts_total`,
    help: 'Attempts to deliver to a webhook, by outcome: accepted (2xx), refused, failed, stopped',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const setStock = createStock(registry)
  let isProcessMeasured = false
  return {
    countRequest({ method, route, status, milliseconds }) {
      requests.observe({ method, route, status: `${status}` }, milliseconds / 1000)
    },
    countReaderDeath: (code) => deaths.inc({ reason: code }),
    countWebhookAttempt: (outcome) => attempts.inc({ outcome }),
    async write(stock) {
      if (!isProcessMeasured) collectDefaultMetrics({ register: registry })
      isProcessMeasured = true
      setStock(stock)
      return { mediaType: registry.contentType, text: await registry.metrics() }
    },
  }
}

function createRequests(registry: Registry) {
  return new Histogram({
    name: `${prefix}http_request_duration_seconds`,
    help: 'Time until an answer began, by route, method and status',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
}

function createStock(registry: Registry): (stock: Stock) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `${prefix}${name}`, help, labelNames, registers: [registry] })
  const jobs = gauge('jobs', 'Stored jobs by kind and state', ['kind', 'state'])
  const depth = gauge('queue_depth', 'Jobs that wait and are due', [])
  const runs = gauge('runs', 'Runs by state', ['state'])
  const bytes = gauge('database_bytes', 'Size of the database and its log', [])
  const waiting = gauge('webhook_deliveries_waiting', 'Deliveries that are still to be made', [])
  const oldest = gauge('webhook_delivery_oldest_seconds', 'Age of the oldest that waits', [])
  const due = gauge('schedules_due', 'Schedules whose time has come and that have not fired', [])
  const late = gauge('schedule_late_seconds', 'How long the first of them is due', [])
  return (stock) => {
    jobs.reset()
    runs.reset()
    for (const { kind, state, count } of stock.jobs) jobs.set({ kind, state }, count)
    for (const { state, count } of stock.runs) runs.set({ state }, count)
    depth.set(stock.queueDepth)
    waiting.set(stock.deliveries.waiting)
    oldest.set(stock.deliveries.oldestSeconds)
    due.set(stock.schedules.due)
    late.set(stock.schedules.lateSeconds)
    bytes.set(stock.databaseBytes)
  }
}
