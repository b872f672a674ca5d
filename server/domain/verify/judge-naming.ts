import { readStatement, type Token } from './statement.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { judgeOtherColumns } from './judge-columns.ts'
import { judgeLists } from './judge-lists.ts'
import { isSwapped } from './named-in-order.ts'
import { isUnit, nameKey, readName, readThing } from './names-of-cells.ts'
import { isRefuted } from './house-shown.ts'
import { createHouseTest, readWording } from './house-words.ts'
import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { isPlacingWord, isQualifier, isReportingWord } from './lexicon.ts'
import { isTotal } from './table-values.ts'
import { spellOutHeads, tellsOnly } from './telling-words.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * A value says nothing of what its cell is not named: each word of the claim must stand in the heads
 * of its cells, in what these stand below, or be one that only reports. Nor may the claim name another
 * row of the table than the one that its value comes from.
 */
export function judgeNaming(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  known: readonly Token[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const context = readStatement(claim.context, findArms)
  // the words of an arm's name, where a claim does not name the arm: "with the drug"
  const heads = new Set(evidence.flatMap(({ cell }) => cell?.headers ?? []))
  const plain = [...heads].flatMap((head) => readStatement(head, () => []))
  // a heading is the writer's own: what it says bears nothing out that was only found
  const above = claim.isFound ? [] : context
  const named = [...known, ...above, ...plain].map(({ key }) => key)
  const keys = new Set([...named, ...spellOutHeads(evidence)])
  const beside = listBesideNames([...tokens, ...context], paired, evidence, findArms)
  const isGeneral = (key: string) =>
    !claim.isFound && (beside.has(key) || isPlacingWord(key) || isDerived(key, keys))
  const isOwnWord = (token: Token) =>
    (token.kind === 'word' && isGeneral(token.key)) ||
    tellsOnly(claim.text, token, paired, evidence)
  const house = { claim, paired, evidence, findArms }
  const isHouse = createHouseTest(house, context, listCited(paired, evidence).keys())
  const strange = tokens
    .filter(({ kind }) => kind === 'word' || kind === 'name')
    .filter(({ kind, key }) => !keys.has(key) && !(kind === 'word' && isReportingWord(key)))
    .filter((token) => isRefuted(token, house) || !(isOwnWord(token) || isHouse(token)))
    .map(toStrange)
  // a section's number names no row
  const told = [...tokens, ...context.filter(({ kind }) => kind !== 'number')]
  const isOfNumbers = evidence.every(({ quote }) => /\d/.test(quote))
  const isFew = isOfNumbers && paired.length === 0 && strange.length <= unnamed * tokens.length
  return [
    ...(isFew ? strange.filter(({ kind }) => kind === 'name') : strange),
    ...judgeRows(claim, tokens, told, paired, evidence, findArms),
    ...judgeOtherColumns(tokens, paired, evidence),
    ...judgeLists(claim.text, paired, evidence),
    ...judgeSwap(tokens, paired, evidence, findArms),
    ...judgeRestriction(claim, tokens, told, paired, evidence, findArms),
  ]
}

function judgeSwap(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const [first] = paired
  if (!first || !isSwapped(tokens, paired, evidence, findArms)) return []
  return [doubt(first.claim.range, first.value)]
}

function toStrange({ kind, range }: Token): CellFinding {
  const what = kind === 'name' ? 'name' : 'words'
  return { kind: what, claim: range, evidence: null, contradicts: false }
}

/**
 * Words of the other columns of a table, and of what stands above the names of its rows, where a claim names
 * the own row and column of each value: "Of the orders, 38 were late" beside a column "Orders". None where
 * it leaves one unnamed.
 */
function listBesideNames(
  told: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): ReadonlySet<string> {
  const keys = new Set(told.map(nameKey))
  const cells = new Set(paired.flatMap(({ value }) => evidence[value.index]?.cell ?? []))
  const isNamed = [...cells].every(({ reference: { rowPath, columnPath } }) =>
    [rowPath, columnPath].every((path) => {
      const name = [...readLast(path, findArms)]
      return name.length === 0 || name.some((key) => keys.has(key))
    }),
  )
  if (!isNamed || cells.size === 0) return new Set()
  const paths = [...cells].flatMap(({ table }) => [...table.columns, table.corners ?? []])
  return new Set(paths.flatMap((path) => [...readName(path, findArms)]))
}

/** "Injured" for "injuries", "complied" for "compliance": what is left behind a stem only derives. */
export function isDerived(key: string, keys: ReadonlySet<string>): boolean {
  return [...keys].some((own) => {
    const [short, long] = key.length < own.length ? [key, own] : [own, key]
    return (
      short.length >= leastStem && long.startsWith(short) && derives.test(long.slice(short.length))
    )
  })
}

const leastStem = 5
const derives = /^(?:e|i|y|t|al|er|or|anc|enc|ment|at|ation|ion|iv|abl)$/

/** Share of a claim's words that a value which only arithmetic gives may have for itself. */
const unnamed = 0.5

/** What a table is for makes no smaller class of what is in it: "Primary Endpoint: Blood Pressure". */
const label = /\b(?:primary|secondary)\b[\p{L} ]*:/giu

/** Of a table of serious events no other events can be told. */
function judgeRestriction(
  claim: Claim,
  tokens: readonly Token[],
  told: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const [first] = paired
  const keys = new Set(told.map(({ key }) => key))
  const titles = new Set(
    evidence.flatMap(({ cell, context }) => [
      (context.split('\n')[0] ?? '').replace(label, ' '),
      cell?.reference.rowPath.at(-1) ?? '',
    ]),
  )
  const own = new Set(tokens.map(({ key }) => key))
  const isWorded = readWording(claim, findArms).length > 0
  const left = [...titles].some((title) =>
    readStatement(title, findArms).some(({ kind, key }, at, all) => {
      // of "4 cases" the template's author has not said that they are all incidents
      const isSpared = isWorded && !own.has(all[at + 1]?.key ?? '')
      return kind === 'word' && isQualifier(key) && !keys.has(key) && !isSpared
    }),
  )
  if (!first || !left) return []
  return [{ kind: 'words', claim: first.claim.range, evidence: null, contradicts: false }]
}

/**
 * "Adverse events" for "Serious adverse events", "Week 8" for "Week 24": one finding is enough. What a heading
 * names may be left out of a sentence, but not be named otherwise in it.
 */
function judgeRows(
  claim: Claim,
  tokens: readonly Token[],
  told: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const keys = new Set(told.map(nameKey))
  const own = new Set(tokens.map(nameKey))
  const cited = listCited(paired, evidence)
  const heads = listHeads(
    [...cited.keys()].flatMap((index) => evidence[index] ?? []),
    findArms,
  )
  for (const [index, first] of cited) {
    const cell = evidence[index]?.cell
    if (!cell) continue
    const { rowPath } = cell.reference
    if (claim.wording !== undefined && hasAlias(rowPath, keys)) continue
    const columns = new Set(cell.table.columns.flatMap((path) => [...readName(path, findArms)]))
    const isOwn = (key: string): boolean => !columns.has(key)
    const isOther = cell.table.rows.some((path) => {
      if (path.every((name, level) => name === rowPath[level])) return false
      // rows of one name are told apart by their groups
      const read = path.at(-1) === rowPath.at(-1) ? readThing : readLast
      const [other, cells] = [read(path, findArms), read(rowPath, findArms)]
      return (
        namesInstead(other, cells, keys, isOwn) ||
        namesInstead(other, cells, own, isOwn) ||
        namesLonger(other, cells, own, heads)
      )
    })
    if (!isOther && !namesTotal(claim.text, cell, tokens, findArms)) continue
    const rival = first ? { index, range: first.value.range } : null
    const place = first?.claim.range ?? tokens[0]?.range ?? { start: 0, end: 0 }
    return [{ kind: 'words', claim: place, evidence: rival, contradicts: false }]
  }
  return []
}

function listHeads(cited: readonly ClaimEvidence[], findArms: ArmFinder): ReadonlySet<string> {
  const paths = cited.flatMap(({ cell }) =>
    cell ? [[...cell.reference.rowPath, ...cell.reference.columnPath]] : [],
  )
  return new Set(paths.flatMap((path) => [...readName(path, findArms)]))
}

/** "CET1" of "Common equity tier 1 (CET1) ratio" is a name of its own. */
function hasAlias(rowPath: readonly string[], keys: ReadonlySet<string>): boolean {
  const brackets = (rowPath.at(-1) ?? '').matchAll(/ \((\p{Lu}[\p{Lu}\d]{2,7})\)/gu)
  return Array.from(brackets, ([, alias = '']) => alias.toLowerCase()).some((one) => keys.has(one))
}

/** Cells that values come from, and those of formulas, whose wholes need no name. */
function listCited(
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): ReadonlyMap<number, PairedValue | undefined> {
  const computed = evidence.flatMap(({ cell, formula }, index) =>
    formula !== '' && cell && !isTotal(cell.reference.rowPath) ? [[index, undefined] as const] : [],
  )
  const given = paired.toReversed().map((pair) => [pair.value.index, pair] as const)
  return new Map<number, PairedValue | undefined>([...computed, ...given])
}

/** "The rate for the total was 1.8" of a row that the claim does not name, beside a row "Total". */
function namesTotal(
  text: string,
  { reference, table }: NonNullable<ClaimEvidence['cell']>,
  tokens: readonly Token[],
  findArms: ArmFinder,
): boolean {
  if (isTotal(reference.rowPath) || !table.rows.some(isTotal)) return false
  const keys = new Set(tokens.map(nameKey))
  const own = [...readLast(reference.rowPath, findArms)]
  const isNamed = own.some((key) => keys.has(key) && !isReportingWord(key))
  return own.length > 0 && !isNamed && total.test(text)
}

const total = /(?<!\b(?:a|in) )\b(?:total|overall)\b(?! (?:of|number|amount)\b)/i

/** True where a claim has all words of another row's name, and none that only the own one has. */
function namesInstead(
  other: ReadonlySet<string>,
  own: ReadonlySet<string>,
  keys: ReadonlySet<string>,
  isOwn: (key: string) => boolean,
): boolean {
  const all = [...own].filter((key) => !other.has(key) && isOwn(key))
  // "fell" names no "Loss rate", though it goes the same way
  const words = all.filter((key) => !/^\p{L}+ (?:up|down|middle)$/u.test(key))
  const apart = words.length > 0 ? words : all
  return (
    apart.length > 0 &&
    other.size > 0 &&
    !apart.some((key) => keys.has(key)) &&
    [...other].every((key) => keys.has(key))
  )
}

/** "Change from baseline" of a value at "Baseline": what is more in the name is of no other cited cell. */
function namesLonger(
  other: ReadonlySet<string>,
  own: ReadonlySet<string>,
  keys: ReadonlySet<string>,
  heads: ReadonlySet<string>,
): boolean {
  const more = [...other].filter((key) => !own.has(key))
  return (
    own.size > 0 &&
    more.length > 0 &&
    [...own].every((key) => other.has(key) && keys.has(key)) &&
    more.every((key) => keys.has(key) && !heads.has(key))
  )
}

function readLast(path: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  const known = lasts.get(path)
  if (known) return known
  const last = readThing(path.filter((name) => !isUnit(name)).slice(-1), findArms)
  lasts.set(path, last)
  return last
}

const lasts = new WeakMap<readonly string[], ReadonlySet<string>>()
