import type { TextRange } from '../../shared/text/range.ts'

/** What has to be put in place of which part of a text. */
type Change = { readonly range: TextRange; readonly text: string }

/**
 * The smallest change, in whole words, that makes `to` of `from`; undefined when they are the same.
 * What stays untouched keeps its format, notes and bookmarks. A change always takes a word's place,
 * so that there is something to find.
 */
export function narrowChange(from: string, to: string): Change | undefined {
  if (from === to) return undefined
  const old = splitWords(from)
  const fresh = splitWords(to)
  const most = Math.min(old.length, fresh.length)
  let head = 0
  while (head < most && old[head] === fresh[head]) head++
  let tail = 0
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
  while (head + tail > 0 && isBlank(old.slice(head, old.length - tail))) {
    if (head > 0) head--
    else tail--
  }
  const start = old.slice(0, head).join('').length
  const end = from.length - old.slice(old.length - tail).join('').length
  return {
    range: { start, end },
    text: fresh.slice(head, fresh.length - tail).join(''),
  }
}

/** Words and what stands between them, nothing left out. */
function splitWords(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? []
}

function isBlank(words: readonly string[]): boolean {
  return words.join('').trim() === ''
}
