/** Counts what the server does. No name, id or text of a tenant comes in. */
export interface Meter {
  countRequest(request: AnsweredRequest): void
  /** A child that had to be ended by its file, or ended on it. */
  countReaderDeath(code: string): void
  countWebhookAttempt(outcome: AttemptOutcome): void
  /** All counts and the stock, in the text format of Prometheus. */
  write(stock: Stock): Promise<{ readonly mediaType: string; readonly text: string }>
}

/** Of an attempt: a 2xx came, another answer, none; or the server was stopped meanwhile. */
export type AttemptOutcome = 'accepted' | 'refused' | 'failed' | 'stopped'

type AnsweredRequest = {
  readonly method: string
  /** As the route is written, with its parameters unfilled; "none" where there is no such route. */
  readonly route: string
  readonly status: number
  /** Until the answer began. */
  readonly milliseconds: number
}

/** What lies in the store at the moment. */
export type Stock = {
  readonly jobs: readonly {
    readonly kind: string
    readonly state: string
    readonly count: number
  }[]
  /** Jobs that wait and are due. */
  readonly queueDepth: number
  readonly runs: readonly { readonly state: string; readonly count: number }[]
  readonly deliveries: DeliveryStock
  readonly schedules: ScheduleStock
  readonly databaseBytes: number
}

/** What is still to be sent; webhooks that are disabled wait for nothing. */
type DeliveryStock = {
  readonly waiting: number
  /** Since the oldest of them was stored, whatever was tried; 0 where none waits. */
  readonly oldestSeconds: number
}

type ScheduleStock = {
  /** Their time has come, and they have not fired yet. */
  readonly due: number
  /** How long the one that has waited longest is due; 0 where none is. */
  readonly lateSeconds: number
}
