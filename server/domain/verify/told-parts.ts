import { findCounts } from './find-counts.ts'

/**
 * True where a share is that of two counts which the sentence gives itself: "Of the 136, 91 …, that is 67%". A
 * table's share of another whole is not against it.
 */
export function isShareOfTold(text: string, told: string, share: number): boolean {
  const counts = findCounts(text).flatMap((one) => {
    const isCount = one.kind === 'number' && one.unit === '' && /^\d+$/.test(one.decimal)
    return isCount ? [{ value: Number(one.decimal), before: text.slice(0, one.range.start) }] : []
  })
  const wholes = counts.filter(({ before }) => leadsWhole.test(before))
  const places = told.split('.')[1]?.length ?? 0
  return wholes.some(({ value: whole }) =>
    counts.some(
      ({ value: part }) =>
        part < whole && Math.abs((100 * part) / whole - share) <= 0.5 * 10 ** -places + 1e-6,
    ),
  )
}

const leadsWhole = /\b(?:of|among)\s+(?:(?:the|all|these|those)\s+)*$/i
