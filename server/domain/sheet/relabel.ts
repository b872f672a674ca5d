import { createLabel } from '../table-label.ts'

export type Relabel = { readonly from: string; readonly to: string }

/** "Drug Low Dose=Low dose" ; the first "=" that no "<" or ">" goes before parts the two. */
export function parseRelabel(entry: string): Relabel | undefined {
  const match = /^(.*?[^<>=\s])\s*=\s*([^=\s].*)$/.exec(entry)
  return match ? { from: (match[1] ?? '').trim(), to: (match[2] ?? '').trim() } : undefined
}

/**
 * The style guide's name for a row or column. Whole names only; what follows a name in brackets
 * ("(N=84)") stays. A table may shorten the name: "Est.Low" and "Estradiol Low" are "Estradiol
 * Low Dose", unless another entry claims them, too.
 */
export function relabel(shown: string, relabels: readonly Relabel[]): string {
  const [, name = shown, rest = ''] =
    /^(.*?)(\s*(?:\(N\s?=.*\)|(?:\[\w{1,2}\])+|:)\s*)?$/i.exec(shown) ?? []
  const match = findRelabel(name, relabels)
  return match ? `${match.to}${rest}` : shown
}

function findRelabel(name: string, relabels: readonly Relabel[]): Relabel | undefined {
  const { folded } = createLabel(name)
  const same = relabels.find(({ from }) => createLabel(from).folded === folded)
  if (same) return same
  const shortened = relabels.filter(({ from }) => isShortened(folded, createLabel(from).folded))
  const [first] = shortened
  return shortened.every(({ to }) => to === first?.to) ? first : undefined
}

/**
 * Word by word the same or its beginning, of three letters at least; numbers are never shortened.
 * One word alone ("Male") is never taken for another.
 */
function isShortened(name: string, whole: string): boolean {
  const short = listWords(name)
  const long = listWords(whole)
  const rest = long.slice(short.length)
  if (short.length < 2 || rest.some((word) => !generic.has(word))) return false
  return short.every((word, index) => {
    const full = long[index] ?? ''
    return word === full || (/^\p{L}{3,}$/u.test(word) && full.startsWith(word))
  })
}

/** Words that a table may leave out at the end of a treatment's name. */
const generic: ReadonlySet<string> = new Set(['dose', 'group', 'arm', 'treatment'])

function listWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}.]*\p{N}[\p{L}\p{N}]*|\p{L}+/gu) ?? []
}
