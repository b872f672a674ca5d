/**
 * Keeps what was read of each text, apart for each `by`, which must be all else that a reading depends on. Of
 * more than `most` texts all are forgotten: what a check has before it at a time is less.
 */
export function rememberTexts<By extends object, Reading>(
  read: (text: string, by: By) => Reading & {},
  most: number,
): (text: string, by: By) => Reading & {} {
  const all = new WeakMap<By, Map<string, Reading & {}>>()
  return (text, by) => {
    const known = all.get(by) ?? new Map<string, Reading & {}>()
    all.set(by, known)
    const before = known.get(text)
    if (before !== undefined) return before
    const reading = read(text, by)
    if (known.size >= most) known.clear()
    known.set(text, reading)
    return reading
  }
}
