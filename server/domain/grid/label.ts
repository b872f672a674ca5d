import { isTime, isTotalName, isYear, spellOut } from '../compare/read-parts.ts'
import type { ArmFinder } from '../verify/arms.ts'
import { isReportingWord } from '../verify/lexicon.ts'
import { nameKey, readTelling } from '../verify/names-of-cells.ts'
import { readStatement, type Token } from '../verify/statement.ts'

/** What names the cells of one row or column, or of one group. */
export type Label = {
  readonly path: readonly string[]
  /** '' where it is no group's. */
  readonly arm: string
  /** Keys that a sentence has to have, all of them. */
  readonly keys: readonly string[]
  /** Of these the ones that tell only that something was done: "picked", "lost". */
  readonly done: ReadonlySet<string>
  /** Keys of all its words, with those in brackets and above. */
  readonly all: ReadonlySet<string>
  readonly measures: ReadonlySet<Measure>
  readonly isTotal: boolean
  /** Something by which times are put in order; undefined for what is no time. */
  readonly time: string | undefined
  /** "101": a number that names something, and nothing else. */
  readonly isNumber: boolean
  readonly words: string
}

/** "Fewer" is no name of falls, as directions are elsewhere. */
export function keyOf(token: Token): string {
  const isAmount = token.kind === 'direction' && token.role.scale === 'amount'
  return isAmount ? `= ${token.key}` : nameKey(token)
}

export const measures = {
  mean: /\b(?:means?|averages?)\b/i,
  adjusted: /\b(?:LS|least[- ]squares?|adjusted)\b/i,
  median: /\bmedian\b/i,
  geometric: /\bgeometric\b/i,
  change: /\bchang(?:e[sd]?|ing)\b/i,
  difference: /\bdiff(?:er\w*)?\b/i,
  least: /\bmin(?:imum)?\b/i,
  most: /\bmax(?:imum)?\b/i,
  rate: /\brates?\b/i,
  p: /\bp-?values?\b|\bp\s*[=<>]/i,
} as const

export type Measure = keyof typeof measures

export function listMeasures(words: string): ReadonlySet<Measure> {
  const all = Object.keys(measures) as Measure[]
  return new Set(all.filter((one) => measures[one].test(words)))
}

/** @param all paths of the labels beside it */
export function readLabel(
  path: readonly string[],
  all: readonly (readonly string[])[],
  findArms: ArmFinder,
): Label {
  const names = path.map(spellOut)
  const last = names.at(-1) ?? ''
  const own = readOwn(last, findArms)
  const above = names.slice(0, -1)
  const isTwin = all.some(
    (other) => other !== path && other.length > 1 && other.at(-1)?.trim() === path.at(-1)?.trim(),
  )
  const isNeeded = isTwin || own.length === 0 || above.some((name) => reasons.test(name))
  const needed = isNeeded ? above.flatMap((name) => readOwn(name, findArms)) : []
  const tokens = [...own, ...needed]
  const words = names.join(' | ')
  return {
    path,
    arm: '',
    keys: [...new Set(tokens.map(keyOf))],
    done: new Set(tokens.filter((token) => isDone(last, token)).map(keyOf)),
    all: new Set(readStatement(words, findArms).map(keyOf)),
    measures: listMeasures(words),
    isTotal: isTotalName(last),
    time: names.map(readTime).find((one) => one !== undefined),
    isNumber: /^\s*\d{1,5}\s*$/.test(last) && !isYear(last),
    words,
  }
}

const reasons = /\b(?:reasons?|causes?|due to|leading to|because)\b/i

function readOwn(name: string, findArms: ArmFinder): readonly Token[] {
  // how many events there were is how many there were
  const plain = name.replace(/,\s*(?:number of [\p{L} ]+|n(?:\s*\(%\))?)\s*$/iu, '')
  const tokens = readTelling([plain], findArms).filter(
    (token) => token.kind !== 'arm' && !/^(?:ani|all|total|%)$/.test(nameKey(token)),
  )
  const telling = tokens.filter((token) => token.kind !== 'word' || !isReportingWord(token.key))
  return telling.length > 0 ? telling : tokens
}

function isDone(name: string, { range, kind }: Token): boolean {
  return (
    kind === 'word' &&
    /\p{L}{3}(?:ed|lost|made|held|sent|paid)$/iu.test(name.slice(range.start, range.end))
  )
}

function readTime(words: string): string | undefined {
  const name = words.replace(/\([^()]*\)|\b(?:LS )?(?:mean|median|value|score)s?\b/gi, ' ').trim()

  const year = /^\s*(?:FY\s*)?((?:19|20)\d\d)\s*$/.exec(name)?.[1]
  if (year !== undefined) return year
  const quarter = /^\s*Q([1-4])\b/.exec(name)?.[1]
  if (quarter !== undefined) return `q${quarter}`
  const day = readDay(name)
  if (day !== undefined) return day
  if (!isTime(name)) return undefined
  const week = /\d+/.exec(name)?.[0] ?? ''
  return /\bbaseline\b/i.test(name) ? 'w000' : week === '' ? undefined : `w${week.padStart(3, '0')}`
}

/** "31 Dec 2024", as it is put in order. */
function readDay(name: string): string | undefined {
  const [date, ...others] = readStatement(name, () => [])
  return date?.kind === 'date' && others.length === 0 ? date.key : undefined
}
