import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { isPValueHead } from '../cell-parts.ts'
import { readArmHead, type ArmFinder } from './arms.ts'
import type { CellFinding } from './judge-cells.ts'
import { isDerived } from './judge-naming.ts'
import { isPlacingWord, isReportingWord } from './lexicon.ts'
import { isNumbered } from './named-number.ts'
import { isUnit, nameKey, readTelling } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import { isTotal } from './table-values.ts'
import { spellOutHeads } from './telling-words.ts'
import { listToldStatistics, readHalves, readHalvesIn } from './told-statistics.ts'
import { listUnits } from './units-in-words.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

type Cell = NonNullable<ClaimEvidence['cell']>

/** A typed sentence, read once for all that stands against it. */
type Told = {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Keys of what it names, and of what it stands below. */
  readonly keys: ReadonlySet<string>
  readonly arms: ReadonlySet<string>
  readonly findArms: ArmFinder
}

/**
 * Nobody said which cell a typed sentence rests on: a cell that was only found contradicts it only where the
 * sentence names this cell and no other, by row and column, group, time, statistic and unit. Who is
 * told that a true sentence is wrong was accused falsely.
 */
export function createSureTest(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): (finding: CellFinding) => boolean {
  const above = readStatement(claim.context, findArms)
  const told: Told = {
    text: claim.text,
    tokens,
    keys: new Set([...tokens, ...above].map(nameKey)),
    arms: new Set(findArms(`${claim.text}\n${claim.context}`).map(({ arm }) => arm)),
    findArms,
  }
  return (finding) => {
    const cited = finding.evidence ? evidence[finding.evidence.index] : undefined
    if (!cited?.cell) return true
    // a number that the cell has is told of this cell, and what the finding is about can't agree with it
    const isOther = finding.kind === 'number' || finding.kind === 'sign'
    if (isOther && (isOfSeveral(finding.claim, cited.cell, told) || !isOfClass(cited, told)))
      return false
    if (isOther && deniesRow(cited.cell, told)) return false
    return (
      (finding.kind === 'name' || isNamed(cited.cell, told, isOther)) &&
      (finding.kind === 'arm' || isOfArms(finding.claim, cited.cell, told)) &&
      areTimesAlike(cited, told) &&
      isKnown(finding.claim, cited, told) &&
      (!isOther || isOfKind(finding, cited, told))
    )
  }
}

/**
 * The row by its own name, and by its groups and its column where these tell it from others. Statistics and
 * units have judges of their own.
 */
function isNamed(
  { reference: { rowPath, columnPath }, table }: Cell,
  told: Told,
  isOfColumn: boolean,
): boolean {
  const has = (key: string): boolean => told.keys.has(key) || isDerived(key, told.keys)
  const isThing = (name: string): boolean =>
    readHalvesIn(table, name).length === 0 && !isUnit(name) && !statistic.test(name.trim())
  const things = rowPath.filter(isThing)
  const hasTwin = table.rows.some(
    (path) =>
      path.join('\n') !== rowPath.join('\n') &&
      path.at(-1) === rowPath.at(-1) &&
      path.filter(isThing).at(-1) === things.at(-1),
  )
  const columns = columnPath.filter(
    (name) => isThing(name) && !isTotal([name]) && readArmHead(name, told.findArms).length === 0,
  )
  return (
    readKeys(things.slice(-1), told).every(has) &&
    (!hasTwin || readKeys(things.slice(0, -1), told).some(has)) &&
    (!isOfColumn || readKeys(columns.slice(-1), told).every(has))
  )
}

const statistic = /^(?:n|n ?\(?%\)?|%|events?|\[?aes?\]?|p-?values?|diff.*)$/i

/** "Six stopped; in three of these cases it was pain": the words of one part name the row of another's number. */
const ofThese = /;[^;]*\b(?:of|in|among) (?:these|those|them)\b/i

function readKeys(path: readonly string[], { findArms }: Told): readonly string[] {
  return readTelling(path, findArms)
    .filter(({ kind, key }) => kind !== 'arm' && !isReportingWord(key) && !ofAll.test(key))
    .map(nameKey)
}

const ofAll = /^(?:ani|all|total)$/

/** "In the three groups" speaks of the groups one by one, and not of their total. */
function isOfArms(
  place: TextRange,
  { reference, table }: Cell,
  { text, arms, findArms }: Told,
): boolean {
  const read = (path: readonly string[]) => path.flatMap((head) => readArmHead(head, findArms))
  const own = read([...reference.columnPath, ...reference.rowPath])
  if (own.length > 0) return own.every((arm) => arms.has(arm))
  const isByArm = [...table.columns, ...table.rows].some((path) => read(path).length > 0)
  if (!isByArm) return true
  const beside = `${leading.exec(text)?.[0] ?? ''} ${sliceRange(text, findClause(text, place))}`
  // "low dose" names a group, and speaks of no groups
  const plain = findArms(text).reduceRight(
    (rest, { range: { start, end } }) => rest.slice(0, start) + rest.slice(end),
    text,
  )
  return findArms(beside).length === 0 && !ofGroups.test(plain)
}

const leading =
  /^(?:in|on|with|at|for|among|after|of|under|between|within|regardless|by)\b[^,;:]*,/i
const ofGroups = /\b(?:groups?|arms?|treatments?|doses?)\b/i

/**
 * "Ten were minimally or moderately improved" of two rows together, "32 more than on placebo" of two cells:
 * neither value alone is what the number is told of.
 */
function isOfSeveral(
  place: TextRange,
  { reference: { rowPath }, table }: Cell,
  told: Told,
): boolean {
  const { text, keys } = told
  if (/^\s+(?:\p{L}+\s+)?(?:more|fewer|less)\b.*\bthan\b/iu.test(text.slice(place.end))) return true
  if (ofThese.test(text)) return true
  if (!/\b(?:or|and|plus)\b/i.test(text)) return false
  const has = (key: string): boolean => keys.has(key) || isDerived(key, keys)
  const own = new Set(readKeys(rowPath.slice(-1), told))
  const above = rowPath.slice(0, -1).join('\n')
  return table.rows.some((path) => {
    if (path.slice(0, -1).join('\n') !== above || path.at(-1) === rowPath.at(-1)) return false
    const names = readKeys(path.slice(-1), told)
    const shared = names.filter((key) => own.has(key))
    return shared.length > 0 && names.length > shared.length && names.every(has)
  })
}

/** "One of those randomised was not treated" counts whom a row of the table leaves out, and not whom one has. */
function deniesRow({ table: { rows } }: Cell, told: Told): boolean {
  const own = rows.flatMap((path) => readKeys(path.slice(-1), told))
  return told.tokens.some((token, at) => {
    const denied = told.tokens[at + 1]
    if (token.kind !== 'negation' || !denied || !own.includes(nameKey(denied))) return false
    return /^(?:not|\p{L}+n['’]t)$/iu.test(sliceRange(told.text, token.range))
  })
}

/** Of men alone, a value of all says nothing. */
function isOfClass(cited: ClaimEvidence, { tokens, findArms }: Told): boolean {
  const heads = [...(cited.cell?.headers ?? []), cited.context.split('\n')[0] ?? '']
  const known = new Set(heads.flatMap((head) => readStatement(head, findArms).map(nameKey)))
  return tokens
    .filter((token) => token.kind === 'direction' && classes.has(token.role.scale))
    .every((token) => known.has(nameKey(token)))
}

const classes: ReadonlySet<string> = new Set(['sex', 'severity', 'completion'])

/** Each week that either of them names is named by the other as well. */
function areTimesAlike(
  { cell, context }: ClaimEvidence,
  { text, tokens, keys, findArms }: Told,
): boolean {
  const heads = cell?.headers ?? []
  const above = [...heads, context.split('\n')[0] ?? '']
  const known = new Set(above.flatMap((head) => readStatement(head, findArms).map(nameKey)))
  const plain = heads.map((head) => head.replace(/\([^()]*\)/g, ' '))
  return (
    listNumbered(tokens, text).every((key) => known.has(key)) &&
    plain.every((head) =>
      listNumbered(readStatement(head, findArms), head).every((key) => keys.has(key)),
    )
  )
}

function listNumbered(tokens: readonly Token[], text: string): readonly string[] {
  return tokens
    .filter(({ kind }, at) => kind === 'number' && isNumbered(tokens, at, text))
    .map(nameKey)
}

/** Most of what the sentence speaks of stands around the cell, and most of what stands around the number. */
function isKnown(
  place: TextRange,
  cited: ClaimEvidence,
  { text, tokens, findArms }: Told,
): boolean {
  const around = [...(cited.cell?.headers ?? []), cited.context, cited.quote]
  const keys = around.flatMap((words) => readStatement(words, findArms).map(nameKey))
  const known = new Set([...keys, ...spellOutHeads([cited])])
  const telling = tokens.filter(({ kind, key }) =>
    kind === 'word' ? !isReportingWord(key) && !isPlacingWord(key) : kind === 'name',
  )
  // "nine were paid twice" is not against how many were paid
  const times = telling.filter(({ key }) => multiples.has(key) && !known.has(key))
  if (times.length > 0) return false
  const clause = findClause(text, place)
  return [telling, telling.filter(({ range }) => containsRange(clause, range))].every((some) => {
    const strange = some.map(nameKey).filter((key) => !known.has(key) && !isDerived(key, known))
    return strange.length <= mostStrange * some.length
  })
}

/** "…, and 3 had nausea": what is said of the number, up to the next one. */
function findClause(text: string, { start, end }: TextRange): TextRange {
  const before = Array.from(text.slice(0, start).matchAll(joint)).at(-1)
  const [behind] = text.slice(end).matchAll(joint)
  return {
    start: before ? before.index + before[0].length : 0,
    end: behind ? end + behind.index : text.length,
  }
}

const joint = /[;:](?=\s)|,(?=\s)|\b(?:and|but|while|whereas)\b/g

const multiples: ReadonlySet<string> = new Set(['twice', 'thrice', 'doubl', 'repeatedli'])

const mostStrange = 0.5

/** A mean is not against a median, nor a change against a level, nor milligrams against points. */
function isOfKind(
  { claim: place }: CellFinding,
  { cell, context }: ClaimEvidence,
  { text, findArms }: Told,
): boolean {
  const heads = cell?.headers ?? []
  const words = heads.join(' | ')
  const units = listUnits(`${words} ${context}`, findArms)
  const [own] = listUnits(sliceRange(text, place).replace(/^[^\p{L}%]*/u, ''), findArms)
  const isOfUnit = !own || units.length > 0 || own.unit === '%' || own.unit === 'month'
  const isOfChange = heads.some(isPValueHead) || change.test(text) === change.test(words)
  const isAdjusted = adjusted.test(text) === adjusted.test(words)
  return isOfUnit && isOfChange && isAdjusted && isOfStatistic(text, heads)
}

function isOfStatistic(text: string, heads: readonly string[]): boolean {
  const own = heads.flatMap(readHalves)
  const isRange = (own.includes('min') || own.includes('max')) && range.test(text)
  const isInterval = own.includes('lower') && /\bCI\b|\bconfidence\b/i.test(text)
  return (
    own.length === 0 ||
    isRange ||
    isInterval ||
    listToldStatistics(text).some(({ statistic: one }) => own.includes(one))
  )
}

const range = /\b(?:between|rang(?:e|es|ed|ing))\b|\d (?:to|–) -?\d/i
const adjusted = /\b(?:LS|least[- ]squares?|adjusted|geometric)\b/i
const change =
  /\b(?:chang(?:e[ds]?|ing)|chg|diff(?:er\w*)?|ris(?:e|es|en|ing)|rose|rais\w+|increas\w+|decreas\w+|fell|fall\w*|drop\w*|declin\w+|reduc\w+|grew|grow\w*|gain\w*|lost|worsen\w*|improv\w+|deteriorat\w+)\b/i
