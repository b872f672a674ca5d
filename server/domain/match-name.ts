/** Whether the name is the pattern, whose `*` stand for any characters or none; letter case tells nothing. */
export function matchesName(name: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*')
  const text = name.toLowerCase()
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  // the first place of each part leaves the most to those behind it
  let end = first.length
  for (const part of rest) {
    const at = text.indexOf(part, end)
    if (at < 0) return false
    end = at + part.length
  }
  return text.length - last.length >= end && text.endsWith(last)
}
