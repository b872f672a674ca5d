import { endAttempt, startAttempt, type BegunAttempt } from '../db/webhook-deliveries.ts'
import { isSuccess, judgeAttempt, type Outlook } from '../domain/webhook-retries.ts'
import type { AttemptOutcome } from '../ports/meter.ts'
import type { SendResult } from '../ports/webhook-sender.ts'
import { testEvent } from '../../shared/model/vocabulary.ts'
import type { Dependencies } from './dependencies.ts'
import { signWebhook } from './sign-webhook.ts'

/** Longer than an attempt can take: behind it whoever looks takes the attempt for lost. */
const leaseMilliseconds = 60_000

/**
 * Sends what is due once, and stores what came of it. The attempt is stored before it is made, so that the
 * log has also one that the end of the process cut off.
 * @returns whether the receiver took it; true where there was nothing to send
 */
export async function attemptDelivery(
  deps: Dependencies,
  deliveryId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const startedAt = deps.clock.now()
  const leasedUntil = new Date(Date.parse(startedAt) + leaseMilliseconds).toISOString()
  const begun = await deps.db
    .transaction()
    .execute((trx) => startAttempt(trx, deliveryId, { startedAt, leasedUntil }))
  if (!begun) return true
  const { webhook, event } = begun
  const message = {
    url: webhook.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `Sourcewright/${deps.programVersion}`,
      ...signWebhook(webhook, event, startedAt),
    },
    body: event.body,
  }
  const result = await deps.webhooks.sender.send(message, signal)
  deps.operations.meter.countWebhookAttempt(nameOutcome(result))
  await storeResult(deps, begun, startedAt, result)
  return nameOutcome(result) === 'accepted'
}

function nameOutcome(result: SendResult): AttemptOutcome {
  if (result.outcome !== 'answered') return result.outcome
  return isSuccess(result.statusCode) ? 'accepted' : 'refused'
}

async function storeResult(
  deps: Dependencies,
  begun: BegunAttempt,
  startedAt: string,
  result: SendResult,
): Promise<void> {
  const at = deps.clock.now()
  const durationMilliseconds = Math.max(0, Date.parse(at) - Date.parse(startedAt))
  const said = describe(result)
  await deps.db
    .transaction()
    .execute((trx) =>
      endAttempt(
        trx,
        begun,
        { at, durationMilliseconds, ...said },
        findOutlook(deps, begun, result, at),
      ),
    )
}

function describe(result: SendResult): { statusCode: number | null; error: string | null } {
  if (result.outcome === 'stopped') return { statusCode: null, error: 'the server was stopped' }
  if (result.outcome === 'failed') return { statusCode: null, error: result.error }
  const { statusCode } = result
  if (isSuccess(statusCode)) return { statusCode, error: null }
  const isRedirect = statusCode >= 300 && statusCode < 400
  const error = `2xx was expected, ${statusCode} came`
  return { statusCode, error: isRedirect ? `${error}; redirects are not followed` : error }
}

/** An attempt that the server itself stopped is made again, and does not count. */
function findOutlook(
  { webhooks }: Dependencies,
  { failures, event }: BegunAttempt,
  result: SendResult,
  at: string,
): Outlook {
  const isTest = event.event === testEvent
  if (result.outcome === 'stopped' && !isTest) return { status: 'pending', failures, dueAt: at }
  const pauses = isTest ? [] : webhooks.retryMilliseconds
  return judgeAttempt(nameOutcome(result) === 'accepted', { failures, at, pauses })
}
