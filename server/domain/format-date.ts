import { datePattern, readDate } from '../../shared/text/dates.ts'
import { monthNames } from '../../shared/text/months.ts'

/** Tokens d, dd, M, MM, MMM, MMMM, yy, yyyy over an ISO 8601 date. */
export function formatDate(raw: string, pattern: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(raw)
  const [, year = '', month = '', day = ''] = match ?? []
  const name = monthNames[Number(month) - 1]
  if (!match || !name || Number(day) < 1 || Number(day) > 31) return undefined
  const tokens: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    MMMM: name,
    MMM: name.slice(0, 3),
    MM: month,
    M: String(Number(month)),
    dd: day,
    d: String(Number(day)),
  }
  return pattern.replace(/yyyy|yy|MMMM|MMM|MM|M|dd|d/g, (token) => tokens[token] ?? token)
}

/** Whether dates written so are read again as the same dates: what a check of them needs. */
export function isReadableDateFormat(pattern: string): boolean {
  return ['2025-09-03', '1999-12-28', '2024-05-11'].every((date) => {
    const words = formatDate(date, pattern) ?? ''
    return new RegExp(`^(?:${datePattern})$`).test(words) && readDate(words) === date
  })
}
