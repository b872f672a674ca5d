/** January first, as English texts spell them in full. */
export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')

/** A name in full: "January". */
export const monthNamePattern = monthNames.join('|')

/** The same without "May", which is a verb as well where capitals don't count. */
export const plainMonthPattern = monthNames.filter((name) => name !== 'May').join('|')

const shortNames = monthNames.map((name) => name.slice(0, 3))

/** A name in full or short, with its point or without: "January", "Jan", "Sept."; what follows is no letter. */
export const monthPattern = `(?:${monthNamePattern}|Sept|${shortNames.join('|')})(?![A-Za-z])\\.?`

/** 1 to 12 of a name in full or short, in any case: "January", "JAN", "sept."; undefined for other words. */
export function readMonth(name: string): number | undefined {
  const plain = name.replace(/\.$/, '').toLowerCase()
  return numbers.get(plain)
}

const numbers: ReadonlyMap<string, number> = new Map([
  ...monthNames.map((name, index) => [name.toLowerCase(), index + 1] as const),
  ...shortNames.map((name, index) => [name.toLowerCase(), index + 1] as const),
  ['sept', 9],
])

/** 1 to 12 of "Jan 2025": the first month that words name. */
export function findMonth(words: string): number | undefined {
  return readMonth(anyMonth.exec(words)?.[0] ?? '')
}

const anyMonth = new RegExp(`\\b${monthPattern}`, 'i')

/** "01" to "12", as ISO 8601 has them. */
export function formatMonth(month: number): string {
  return String(month).padStart(2, '0')
}
