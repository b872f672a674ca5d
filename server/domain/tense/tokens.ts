/** A word, number or mark of a sentence; `start` and `end` as in TextRange. */
export type Token = {
  readonly text: string
  readonly lower: string
  readonly start: number
  readonly end: number
  readonly kind: 'word' | 'number' | 'mark'
  /** Inside double quotes: somebody else's words, never changed. */
  readonly isQuoted: boolean
}

/**
 * The tokens of a sentence as one line of words and one line for each pair of brackets in it: what
 * stands in brackets has subject and verb of its own.
 */
export function readTokenLines(sentence: string): readonly (readonly Token[])[] {
  const tokens = readTokens(sentence)
  const open: Token[][] = [[]]
  const closed: Token[][] = []
  for (const token of tokens) {
    if (/^[([]$/.test(token.text)) open.push([])
    else if (/^[)\]]$/.test(token.text) && open.length > 1) closed.push(open.pop() ?? [])
    else open.at(-1)?.push(token)
  }
  return [...open, ...closed].filter((line) => line.length > 0)
}

const pattern =
  /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}+®™²³°]|['’.,/*–-](?=[\p{L}\p{N}])|(?<=\d):(?=\d))*%?|\S/gu

function readTokens(sentence: string): Token[] {
  const quotes = listQuotes(sentence)
  return Array.from(sentence.matchAll(pattern), (match) => {
    const [text] = match
    const start = match.index
    const isQuoted = quotes.some((quote) => quote.start < start && start < quote.end)
    const kind = /^\d[\d.,:/–-]*%?$/.test(text)
      ? 'number'
      : /^[\p{L}\p{N}]/u.test(text)
        ? 'word'
        : 'mark'
    return {
      text,
      lower: lowerOf(text, sentence.slice(0, start)),
      start,
      end: start + text.length,
      kind,
      isQuoted,
    }
  })
}

/** "WHO" and "IT" are names, so is the "A" of "Part A"; "NOT" is a word. */
function lowerOf(text: string, before: string): string {
  if (text === 'A' && /[\p{L}\p{N}] $/u.test(before)) return text
  const isName = /^\p{Lu}{2,}$/u.test(text) && !stressed.has(text)
  return isName ? text : text.toLowerCase().replaceAll("'", '’')
}

const stressed = new Set(
  'NOT AND OR MUST IF ALL ONLY WILL BE SHOULD MAY ANY NO EACH BOTH NEVER THE'.split(' '),
)

/** From one double quote to its partner; a lone one quotes nothing. */
function listQuotes(sentence: string): { readonly start: number; readonly end: number }[] {
  return Array.from(sentence.matchAll(/“[^”]*”|"[^"]*"|„[^“”]*[“”]|«[^»]*»/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
