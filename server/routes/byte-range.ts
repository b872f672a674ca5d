import type { TextRange } from '../../shared/text/range.ts'

/**
 * The one range of a Range header, half-open. Several ranges or another unit are ignored, as
 * RFC 9110 §14.2 allows: the whole is sent.
 */
export function findByteRange(
  header: string | undefined,
  total: number,
): TextRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, first = '', last = ''] = match
  const start = first === '' ? Math.max(0, total - Number(last)) : Number(first)
  const end = first === '' || last === '' ? total : Math.min(total, Number(last) + 1)
  return start < end && start < total ? { start, end } : 'unsatisfiable'
}
