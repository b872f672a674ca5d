import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../client/create-client.ts'
import type { StatusResponse } from '../shared/contract/documents.ts'
import { describeSectionCounts } from '../shared/model/section-counts.ts'
import type { Terminal } from './terminal.ts'

const everyMilliseconds = 500

/** Until the document, or the source, is ready or failed, or its outline waits for approval. */
export async function waitForEnd(
  client: Client,
  { documentId, name }: { readonly documentId: string; readonly name: string },
  terminal: Terminal,
  signal: AbortSignal,
): Promise<StatusResponse> {
  let known: StatusResponse | undefined
  let etag = ''
  for (;;) {
    const told = await client.getStatus(documentId, etag, signal)
    if (told) {
      terminal.progress(`${name}: ${describeProgress(told.status)}`)
      known = told.status
      etag = told.etag
    }
    if (known && isOver(known)) return known
    await sleep(everyMilliseconds, undefined, { signal })
  }
}

function isOver({ status, awaiting_approval: waits }: StatusResponse): boolean {
  return waits || ['Ready', 'Failed', 'completed', 'failed'].includes(status)
}

export function describeStatus(status: StatusResponse): readonly string[] {
  const { error, quality, warnings } = status
  const lines = [describeProgress(status), ...warnings.map((warning) => `warning: ${warning}`)]
  if (error) lines.push(`${error.code}: ${error.message}`)
  if (!quality) return lines
  const { sections, gaps } = quality
  if (sections > 0)
    lines.push(`of ${count(sections, 'section')} with rules: ${describeSectionCounts(quality)}`)
  return [...lines, ...gaps.map(({ section_id: id, reason }) => `  gap in ${id}: ${reason}`)]
}

function describeProgress(status: StatusResponse): string {
  const { step, progress, sections_done: done, sections_total: total } = status
  const where = step === null ? '' : `, ${step}`
  const sections = total === 0 ? '' : `, ${done} of ${count(total, 'section')}`
  const waits = status.awaiting_approval ? ', its outline awaits approval' : ''
  return `${status.status}, ${progress} %${where}${sections}${waits}`
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
