import type { UpdateItem, UpdatesResponse } from '../../shared/contract/updates.ts'
import { nameSection } from './run-words.ts'

/**
 * How many citations were compared, and what came of it.
 * @param followed how many of the updates the document has by now
 */
export function describeUpdates({ summary, updates }: UpdatesResponse, followed: number): string {
  const { citations, not_compared: left } = summary
  if (citations === 0) return 'The document cites no source that could have a newer version.'
  const compared = `${citations - left} of ${citations} citations compared with the newest versions`
  const open = updates.length - followed
  const stale =
    open === 0 ? 'No stale values' : open === 1 ? '1 stale value' : `${open} stale values`
  return `${stale}${followed > 0 ? `, ${followed} put in` : ''}: ${compared}.`
}

/** Sources of which the newest version could not be compared, and why. */
export function listUncompared({ sources }: UpdatesResponse): readonly string[] {
  return sources.flatMap(({ name, state, newest_version: version, reason }) => {
    switch (state) {
      case 'pending':
      case 'processing':
        return `${name}: version ${version} is still being read; check again in a while.`
      case 'failed':
        return `${name}: version ${version} could not be read. ${reason ?? ''}`.trim()
      case 'deleted':
        return `${name} was deleted: its citations can’t be compared.`
      case 'compared':
      case 'unchanged_version':
        return []
    }
  })
}

/** "Results › Table 14-1.1 › Screened › Total, page 3": where the words stand in document and source. */
export function describeUpdatePlace({ target, citation, source }: UpdateItem): string {
  const { table, page } = citation
  const cell = table
    ? [`Table ${table.number}`.trim(), ...table.row_path, ...table.column_path]
    : []
  const place = [cell.join(' › '), page === null ? '' : `page ${page}`].filter(Boolean).join(', ')
  const parts = [nameSection(target.section_id), place && `from ${place}`].filter(Boolean)
  const reader = source.reader_changed
    ? ' Another reader read it: see whether the file changed.'
    : ''
  return `${parts.join('; ')}.${reader}`
}
