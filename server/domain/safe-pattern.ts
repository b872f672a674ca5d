export type PatternParse =
  | { readonly outcome: 'parsed'; readonly pattern: RegExp }
  | { readonly outcome: 'failed'; readonly message: string }

/**
 * A regular expression that a template's writer gives, kept to what can't run for ever: characters,
 * classes, groups and alternatives, `?`, `{n,m}`, and at most three of `*` and `+`, each of which
 * stands for at most 80 characters. A group can't be repeated, and nothing looks back or ahead.
 */
export function parseSafePattern(text: string): PatternParse {
  if (text.length > 200) return failed('it is longer than 200 characters')
  if (/\\[1-9kpP]|\(\?/.test(text)) return failed('(? and references are not allowed')
  if (/\)\s*[*+?{]/.test(text)) return failed('a group can’t be repeated')
  const repeats = listRepeats(text)
  if (repeats > 3) return failed('more than three of * and +')
  try {
    return { outcome: 'parsed', pattern: new RegExp(boundRepeats(text), 'gu') }
  } catch {
    return failed(`"${text}" is no regular expression`)
  }
}

/** Escapes, classes, bounded repeats and single characters, so that `[+*]` and `\+` are no repeats. */
const tokens = /\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[^]/gsu

function listRepeats(text: string): number {
  const all = text.match(tokens) ?? []
  const open = all.filter((token) => token === '*' || token === '+' || /^\{\d+,\d*\}$/.test(token))
  return open.length
}

function boundRepeats(text: string): string {
  return (text.match(tokens) ?? []).map((token) => bounds[token] ?? limit(token)).join('')
}

const bounds: Readonly<Record<string, string>> = { '*': '{0,80}', '+': '{1,80}' }

function limit(token: string): string {
  const [, least, most] = /^\{(\d+)(?:,(\d*))?\}$/.exec(token) ?? []
  if (least === undefined) return token
  const low = Math.min(Number(least), 80)
  if (!token.includes(',')) return `{${low}}`
  return `{${low},${Math.max(low, Math.min(Number(most === '' ? 80 : most), 80))}}`
}

function failed(message: string): PatternParse {
  return { outcome: 'failed', message }
}
