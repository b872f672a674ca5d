/**
 * Levenshtein distance in UTF-16 units, or `bound + 1` when it is greater. Time is the length of the
 * longer text times the bound (Ukkonen's band); what both share at their ends costs nothing.
 */
export function editDistance(a: string, b: string, bound: number): number {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let tail = 0
  const most = Math.min(a.length, b.length) - start
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const shorter = (a.length <= b.length ? a : b).slice(start, Math.min(a.length, b.length) - tail)
  const longer = (a.length <= b.length ? b : a).slice(start, Math.max(a.length, b.length) - tail)
  if (longer.length - shorter.length > bound) return bound + 1
  if (shorter === '') return longer.length
  return bandDistance(shorter, longer, bound)
}

function bandDistance(shorter: string, longer: string, bound: number): number {
  const beyond = bound + 1
  let previous = new Uint32Array(longer.length + 1).fill(beyond)
  let current = new Uint32Array(longer.length + 1).fill(beyond)
  for (let column = 0; column <= Math.min(longer.length, bound); column++) previous[column] = column
  for (let row = 1; row <= shorter.length; row++) {
    const from = Math.max(1, row - bound)
    const to = Math.min(longer.length, row + bound)
    current[from - 1] = from === 1 ? Math.min(row, beyond) : beyond
    for (let column = from; column <= to; column++) {
      const isSame = shorter.charCodeAt(row - 1) === longer.charCodeAt(column - 1)
      const replaced = (previous[column - 1] ?? beyond) + (isSame ? 0 : 1)
      const removed = (previous[column] ?? beyond) + 1
      const added = (current[column - 1] ?? beyond) + 1
      current[column] = Math.min(replaced, removed, added, beyond)
    }
    if (to < longer.length) current[to + 1] = beyond
    ;[previous, current] = [current, previous]
  }
  return previous[longer.length] ?? beyond
}
