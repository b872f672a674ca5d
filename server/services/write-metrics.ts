import { createHash, timingSafeEqual } from 'node:crypto'
import { countStock } from '../db/stock.ts'
import type { Dependencies } from './dependencies.ts'
import { apiKeyRequired, refused } from './unauthenticated.ts'

/**
 * What the server counts, for Prometheus. Where the operator has set a token, it is asked for.
 * @throws Problem `unauthenticated`
 */
export async function writeMetrics(
  { db, clock, operations }: Pick<Dependencies, 'db' | 'clock' | 'operations'>,
  authorization: string | undefined,
): Promise<{ readonly mediaType: string; readonly text: string }> {
  const { meter, metricsToken, findDatabaseBytes } = operations
  if (metricsToken !== undefined) checkToken(authorization, metricsToken)
  const stock = await countStock(db, clock.now())
  return meter.write({ ...stock, databaseBytes: await findDatabaseBytes() })
}

function checkToken(authorization: string | undefined, token: string): void {
  if (authorization === undefined) throw apiKeyRequired()
  const given = /^Bearer +(.*)$/i.exec(authorization)?.[1] ?? ''
  if (!timingSafeEqual(hash(given), hash(token))) throw refused('Invalid token')
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
