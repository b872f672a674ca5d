/** Dates as documents write them: "15 January 2025", "January 15, 2025", "2025-01-15", "15-Jan-2025", "May 1997". */
export const datePattern = (() => {
  const month =
    '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?'
  const year = '(?:1[89]|20)\\d\\d'
  const day = '\\d{1,2}(?:st|nd|rd|th)?'
  return (
    `\\b(?:${day}[ -]${month}[ -]${year}|${month} ${day},? ${year}|` +
    `${month} ${year}|${year}-\\d\\d-\\d\\d)\\b`
  )
})()

/** "2025-01-15", or "2025-01" where no day is given; undefined for what is no date. */
export function readDate(words: string): string | undefined {
  const iso = /^\d{4}-\d\d-\d\d$/.exec(words)
  if (iso) return words
  const name = /[A-Za-z]{3,}/.exec(words)?.[0].slice(0, 3).toLowerCase() ?? ''
  const month = months.indexOf(name) + 1
  const year = /\d{4}/.exec(words)?.[0]
  if (month === 0 || year === undefined) return undefined
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(words)?.[0]
  const start = `${year}-${String(month).padStart(2, '0')}`
  return day === undefined ? start : `${start}-${day.padStart(2, '0')}`
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
