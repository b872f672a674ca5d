import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

type Signing = Pick<Dependencies, 'clock' | 'signingSecret'>

const linkSeconds = 3600

export type LinkSignature = {
  /** Unix seconds. */
  readonly expires: number
  readonly signature: string
}

/** A right to what `subject` names, for an hour, without a key. */
export function signLink({ clock, signingSecret }: Signing, subject: string): LinkSignature {
  const expires = Math.floor(Date.parse(clock.now()) / 1000) + linkSeconds
  return { expires, signature: sign(signingSecret, subject, expires) }
}

/** @throws Problem `not_found` for a signature that is not ours, or ran out */
export function checkLink(
  { clock, signingSecret }: Signing,
  subject: string,
  { expires, signature }: LinkSignature,
): void {
  const expected = Buffer.from(sign(signingSecret, subject, expires))
  const given = Buffer.from(signature)
  const isOurs = expected.length === given.length && timingSafeEqual(expected, given)
  if (!isOurs || expires * 1000 < Date.parse(clock.now())) {
    throw new Problem('not_found', 'The link is not valid, or no longer.')
  }
}

function sign(secret: string, subject: string, expires: number): string {
  return createHmac('sha256', secret).update(`${subject}.${expires}`).digest('hex')
}
