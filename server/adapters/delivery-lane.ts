import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import {
  endLostAttempts,
  findDueDelivery,
  findNextDue,
  forgetEvents,
} from '../db/webhook-deliveries.ts'
import type { Database } from '../db/tables.ts'
import type { Clock } from '../ports/clock.ts'
import { createRunning } from './running-deliveries.ts'

/** Makes one attempt and stores what came of it. @returns whether the receiver took it */
export type Deliver = (deliveryId: string, signal: AbortSignal) => Promise<boolean>

type DeliveryLaneOptions = {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly deliver: Deliver
  readonly onError: (error: unknown, job: undefined) => void
}

/** In between it is woken, or a retry falls due; this is for what neither told, and a clock that was set. */
const lookEveryMilliseconds = 60_000
const forgetEveryMilliseconds = 3_600_000
const errorMilliseconds = 5_000
const keptMilliseconds = 30 * 86_400_000

/**
 * Sends what webhooks are to be told: the rows of the deliveries are its queue, so that what is due
 * stays so over a restart. It works beside the jobs and holds none of them up.
 */
export function createDeliveryLane(options: DeliveryLaneOptions) {
  const { db, clock } = options
  const running = createRunning()
  let end = new AbortController()
  const onError = (error: unknown) => options.onError(error, undefined)
  const forget = () => forgetEvents(db, shift(clock.now(), -keptMilliseconds)).catch(onError)
  let isOpen = false
  let timer: NodeJS.Timeout | undefined
  let forgetting: NodeJS.Timeout | undefined

  const looking = createRepeated(async () => {
    clearTimeout(timer)
    while (isOpen && running.hasRoom()) {
      const due = await findDueDelivery(db, clock.now(), running.listFull())
      if (!due) break
      running.add(due.webhookId, deliverOne(options, due.id, end.signal), looking.ask)
    }
    // without room the end of an attempt has it look again
    if (!isOpen || !running.hasRoom()) return
    const next = await findNextDue(db, running.listFull())
    timer = setTimeout(looking.ask, waitUntil(next, clock.now())).unref()
  }, onError)

  return {
    wake: () => void (isOpen && looking.ask()),
    async start() {
      await db.transaction().execute((trx) => endLostAttempts(trx, clock.now()))
      await forget()
      forgetting = setInterval(() => void forget(), forgetEveryMilliseconds).unref()
      end = new AbortController()
      isOpen = true
      looking.ask()
    },
    /** What is being sent is broken off, and sent again by the next start. */
    async close() {
      isOpen = false
      clearInterval(forgetting)
      end.abort()
      await looking.whenIdle()
      await running.whenIdle()
      clearTimeout(timer)
    },
  }
}

/** A store that fails now is left alone for a while: the delivery is still due. */
async function deliverOne(
  { deliver, onError }: DeliveryLaneOptions,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await deliver(id, signal)
  } catch (error) {
    onError(error, undefined)
    await pause(errorMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    return false
  }
}

/** Never twice at once, and once more for whoever asked meanwhile. */
function createRepeated(work: () => Promise<void>, onError: (error: unknown) => void) {
  let isAsked = false
  let run: Promise<void> | undefined
  const repeat = async () => {
    while (isAsked) {
      isAsked = false
      await work().catch(onError)
    }
    run = undefined
  }
  return {
    ask() {
      isAsked = true
      run ??= repeat()
    },
    whenIdle: () => run ?? Promise.resolve(),
  }
}

function waitUntil(next: string | undefined, now: string): number {
  if (next === undefined) return lookEveryMilliseconds
  return Math.min(lookEveryMilliseconds, Math.max(0, Date.parse(next) - Date.parse(now)))
}

function shift(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString()
}
