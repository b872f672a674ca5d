type PatternParse =
  | { readonly outcome: 'parsed'; readonly pattern: RegExp }
  | { readonly outcome: 'failed'; readonly message: string }

/**
 * A regular expression that a template's writer gives, kept to what can't run for ever: characters,
 * classes, groups and alternatives, `?`, `{n,m}`, and at most three of `*` and `+`, each of which
 * stands for at most 80 characters. A group can't be repeated, and nothing looks back or ahead.
 */
export function parseSafePattern(text: string): PatternParse {
  if (text.length > 200) return failed('it is longer than 200 characters')
  const all: readonly string[] = text.match(tokens) ?? []
  const follows = (first: string, next: RegExp) =>
    all.some((token, index) => token === first && next.test(all[index + 1] ?? ''))
  if (all.some((token) => /^\\[1-9kpP]$/.test(token)) || follows('(', /^\?/)) {
    return failed('(? and references are not allowed')
  }
  if (follows(')', /^[*+?{]/)) return failed('a group can’t be repeated')
  if (all.filter(isOpenRepeat).length > 3) return failed('more than three of * and +')
  try {
    return { outcome: 'parsed', pattern: new RegExp(all.map(boundRepeat).join(''), 'g') }
  } catch {
    return failed(`"${text}" is no regular expression`)
  }
}

/** Escapes, classes, bounded repeats and single characters, so that `[+*]` and `\+` are no repeats. */
const tokens = /\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[^]/gsu

function isOpenRepeat(token: string): boolean {
  return token === '*' || token === '+' || /^\{\d+,\d*\}$/.test(token)
}

function boundRepeat(token: string): string {
  return bounds[token] ?? limit(token)
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
