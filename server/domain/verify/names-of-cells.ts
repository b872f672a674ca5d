import { findUnit } from '../../../shared/text/units.ts'
import type { ArmFinder } from './arms.ts'
import { isStatistic } from './lexicon.ts'
import { readStatement, type Token } from './statement.ts'

const names = new WeakMap<readonly string[], ReadonlySet<string>>()

/** What tells a row or column from others: marks, units and statistics in brackets do not. */
export function readName(path: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  const known = names.get(path)
  if (known) return known
  const name = new Set(readTelling(path, findArms).map(nameKey))
  names.set(path, name)
  return name
}

/** The same without the ends of a range: these are told in many words, which are held with the other statistics. */
export function readThing(path: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  const known = things.get(path)
  if (known) return known
  const thing = readName(
    path.filter((name) => !ends.test(name.trim())),
    findArms,
  )
  things.set(path, thing)
  return thing
}

const things = new WeakMap<readonly string[], ReadonlySet<string>>()

const ends = /^(?:(?:min|max)(?:imum|\.)?(?:\s*(?:[,;/–-]|to|and)\s*max(?:imum|\.)?)?|range)$/i

export function readTelling(path: readonly string[], findArms: ArmFinder): readonly Token[] {
  // a unit beside a name is none: "Lead", "µg/L"
  const names = path.filter((name) => !isUnit(name))
  const plain = names.map((name) => name.replace(/\([^()]*\)|\[[^\]]*\]/g, ' ')).join(' | ')
  return readStatement(plain, findArms).filter(
    ({ kind, key }) => !(kind === 'word' || kind === 'name') || !isStatistic(key),
  )
}

/** "Week 24" is named by its number whatever stands beside it. */
export function nameKey(token: Token): string {
  if (token.kind === 'direction') return `${token.role.scale} ${token.role.way}`
  return token.kind === 'number' ? `# ${token.quantity.decimal}` : token.key
}

/** "INV-20911", which names one record alone; "Week 12" and "12" are of many things. */
export function isRecordNumber(name: string): boolean {
  return /^(?=\S*\d)(?=\S*\p{L})[\p{L}\d./_-]+$/u.test(name.trim())
}

/** "mg/L", "kg"; "Min" is a statistic, and "Week" a name. */
export function isUnit(name: string): boolean {
  return /\/|^[a-zµμ]{1,2}L?$/.test(name) && findUnit(name) !== undefined
}
