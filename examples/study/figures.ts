/** A count and its percentage as statistical programs print them: " 8 ( 13%)". */
export function countPercent(count: number, total: number): string {
  return `${pad(count, 3)} (${pad(percent(count, total), 3)}%)`
}

/** The same with one decimal: " 8 (13.3%)"; a bare 0 where there is none. */
export function countPercentDecimal(count: number, total: number): string {
  if (count === 0) return `${pad(0, 2)}`
  const tenths = Math.round((1000 * count) / total)
  return `${pad(count, 2)} (${(tenths / 10).toFixed(1).padStart(4)}%)`
}

/** Whole percent, halves upwards. */
function percent(count: number, total: number): number {
  return Math.floor((200 * count + total) / (2 * total))
}

export function decimals(value: number, digits: number): string {
  const fixed = value.toFixed(digits)
  return Number(fixed) === 0 ? (0).toFixed(digits) : fixed
}

/** "<.0001", "0.0312", ">.9999". */
export function pValue(p: number): string {
  if (p < 0.0001) return '<.0001'
  if (p > 0.9999) return '>.9999'
  return p.toFixed(4)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width)
}
