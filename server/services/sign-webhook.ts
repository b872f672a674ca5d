import { createHmac, randomBytes } from 'node:crypto'
import type { StoredWebhook } from '../db/webhooks.ts'

/** Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export function createWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`
}

const prefix = 'whsec_'

/**
 * The signatures of a body, as Standard Webhooks has them: of `id.timestamp.body` under the bytes that
 * stand in base64 behind `whsec_`, by both secrets while one follows the other. X-Webhook-Signature is
 * of the body alone under the newest secret as it is written, and has room for one value only.
 */
export function signWebhook(
  { secret, previous }: Pick<StoredWebhook, 'secret' | 'previous'>,
  message: { readonly id: string; readonly body: string },
  now: string,
): Record<string, string> {
  const timestamp = `${Math.floor(Date.parse(now) / 1000)}`
  const signed = `${message.id}.${timestamp}.${message.body}`
  const secrets = previous && previous.until > now ? [secret, previous.secret] : [secret]
  return {
    'Webhook-Id': message.id,
    'Webhook-Timestamp': timestamp,
    'Webhook-Signature': secrets.map((one) => `v1,${signStandard(one, signed)}`).join(' '),
    'X-Webhook-Signature': `sha256=${sign(secret, message.body).toString('hex')}`,
  }
}

function signStandard(secret: string, signed: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  return sign(key, signed).toString('base64')
}

function sign(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}
