/** Text of several lines as one, and where each line begins in it. */
export type JoinedLines = { readonly text: string; readonly starts: readonly number[] }

export type Hyphenation = { join(lines: readonly string[]): JoinedLines }

/**
 * Joins lines by blanks, and words broken by a hyphen by what the document itself shows: the word is
 * closed when the closed form stands elsewhere, and keeps its hyphen when the hyphenated form does,
 * or when both parts are words of their own, or capitalised, or hold digits.
 */
export function createHyphenation(lines: Iterable<string>): Hyphenation {
  const vocabulary = readVocabulary(lines)
  return { join: (parts) => joinLines(parts, vocabulary) }
}

const brokenEnd = /([\p{L}\p{N}][\p{L}\p{N}'’/.]*(?:-[\p{L}\p{N}'’]+)*)[-\u00AD\u2010]$/u
const wordStart = /^[\p{L}\p{N}]+/u
const words = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/gu

function readVocabulary(lines: Iterable<string>): Set<string> {
  const vocabulary = new Set<string>()
  for (const line of lines) {
    for (const [word] of line.matchAll(words)) {
      // A word at a hyphen that ends its line is half a word.
      if (line.endsWith(`${word}-`)) continue
      vocabulary.add(word.toLowerCase())
    }
  }
  return vocabulary
}

function joinLines(lines: readonly string[], vocabulary: ReadonlySet<string>): JoinedLines {
  let text = ''
  const starts: number[] = []
  for (const line of lines) {
    const broken = brokenEnd.exec(text)
    const next = wordStart.exec(line)
    if (text === '') {
      starts.push(0)
      text = line
    } else if (broken && next) {
      const keeps = keepsHyphen(text.at(-1)!, broken[1]!, next[0], vocabulary)
      text = keeps ? text : text.slice(0, -1)
      starts.push(text.length)
      text += line
    } else {
      text = `${text.replace(/\u00AD$/, '')} `
      starts.push(text.length)
      text += line
    }
  }
  return { text: text.replace(/\u00AD$/, ''), starts }
}

function keepsHyphen(
  mark: string,
  first: string,
  second: string,
  vocabulary: ReadonlySet<string>,
): boolean {
  if (mark === '\u00AD') return false
  if (/\d/.test(first) || /^\p{N}/u.test(second) || /[/.]/.test(first)) return true
  if (/^\p{Lu}/u.test(second)) return true
  const start = first.toLowerCase()
  const end = second.toLowerCase()
  if (vocabulary.has(`${start}-${end}`)) return true
  if (vocabulary.has(start + end)) return false
  if (first.length === 1 || first.includes('-')) return true
  return vocabulary.has(start) && vocabulary.has(end) && start.length > 2 && end.length > 2
}
