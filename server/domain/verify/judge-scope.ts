import { findQuantities } from '../../../shared/text/quantities.ts'
import { readArmHead, type ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { nameKey } from './names-of-cells.ts'
import { isPieceOfSentence } from './piece.ts'
import { readStatement } from './statement.ts'
import { listOtherRows, listOtherColumns, readFirst, type NamedCell } from './table-values.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * A value of one arm is none of all: an arm that a claim leaves out, where the others have other values,
 * "each" and "both" of values that differ, and "as many as" of two that are not the same.
 */
export function judgeScope(
  claim: Claim,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = new Set([claim.text, claim.context].flatMap(listWords))
  // "rash in 5 and nausea in 3", and a list of many rows, go on from words that named the arm
  const rows = new Set(paired.map(({ value }) => evidence[value.index]?.cell?.reference.rowPath))
  const isPiece = isPieceOfSentence(claim) || (!claim.isFound && rows.size > 2)
  const isOpen = !isPiece && findArms(`${claim.text}\n${claim.context}`).length === 0
  const given = new Set(paired.flatMap(({ value }) => value.arms))
  return [
    ...(isOpen
      ? paired.filter(
          (pair) =>
            leavesArmOut(pair, told, paired, evidence, findArms) &&
            !isEndOfArms(claim.text, pair, evidence, findArms),
        )
      : []),
    ...paired.filter(
      (pair) =>
        (isOfEach(claim.text, pair) || tellsApiece(claim, paired)) &&
        given.size < 2 &&
        !isHeldByEach(claim, pair, evidence, findArms),
    ),
    ...listUnequal(claim.text, paired),
  ].map(({ claim: { range }, value }) => doubt(range, value, 'arm'))
}

type ArmCell = NamedCell & { readonly arms: readonly string[] }

/** The cells that stand beside a value for as many other arms. */
function listArmCells(
  { value: { arms, index } }: PairedValue,
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly ArmCell[] {
  const cited = evidence[index]
  if (!cited?.cell || arms.length === 0) return []
  const { columnPath, rowPath } = cited.cell.reference
  const isOfColumn = columnPath.some((head) => readArmHead(head, findArms).length > 0)
  const own = isOfColumn ? columnPath : rowPath
  const others = isOfColumn ? listOtherColumns(cited) : listOtherRows(cited)
  return others.flatMap((one) => {
    const there = one.path.flatMap((head) => readArmHead(head, findArms))
    const isLike = one.path.every(
      (head, at) => head === own[at] || readArmHead(head, findArms).length > 0,
    )
    return there.length === arms.length && isLike && one.path.length === own.length
      ? [{ ...one, arms: there }]
      : []
  })
}

/** True unless the claim has a word that only this arm's head has, or gives the values of all arms. */
function leavesArmOut(
  pair: PairedValue,
  told: ReadonlySet<string>,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const others = listArmCells(pair, evidence, findArms).filter(
    ({ words }) => readFirst(words) !== undefined && !hasNumber(words, pair),
  )
  const given = new Set(paired.flatMap(({ value: { arms } }) => arms))
  const left = others.filter(({ arms }) => !arms.every((arm) => given.has(arm)))
  if (left.length === 0) return false
  const named = (heads: readonly string[]): readonly string[] =>
    heads.flatMap((head) => listWords(head.replace(/\(.*\)/, ' ')))
  const shared = new Set(left.flatMap(({ path }) => named(path)))
  return !named(pair.value.headers).some(
    (key) => told.has(key) && !shared.has(key) && isOfArm(pair, key, findArms),
  )
}

/** "The highest mean dose was 78.6 mg": the end of the arms' values is told of all of them. */
function isEndOfArms(
  text: string,
  pair: PairedValue,
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  if (!superlative.test(text.slice(0, pair.claim.range.start))) return false
  const own = Number(pair.value.written)
  const others = listArmCells(pair, evidence, findArms).map(({ words }) => readFirst(words) ?? NaN)
  return others.every((one) => one < own) || others.every((one) => one > own)
}

const superlative = /\b(?:high|low|larg|small|great|long|short)est\b/i

/** The row has its own words, which name no arm. */
function isOfArm({ value: { headers } }: PairedValue, key: string, findArms: ArmFinder): boolean {
  return headers
    .filter((head) => readArmHead(head, findArms).length > 0)
    .some((head) => listWords(head).includes(key))
}

/** A head "High" is no "increased": such words are told as they are spelled. */
function listWords(text: string): readonly string[] {
  return readStatement(text, () => []).map((token) =>
    token.kind === 'direction'
      ? text.slice(token.range.start, token.range.end).toLowerCase()
      : nameKey(token),
  )
}

function hasNumber(words: string, { value }: PairedValue): boolean {
  return findQuantities(words).some(
    (one) => one.kind === 'number' && one.decimal === value.token.quantity.decimal,
  )
}

/** "Each group had 5", "A and B each had 5", "5 in both groups", "as many with A as with B (5)". */
function isOfEach(text: string, { claim: { range } }: PairedValue): boolean {
  const lead = text.slice(0, range.start)
  const rest = text.slice(range.end)
  const isEach = ofEach.test(lead.slice(lead.search(lastClause))) || behindOfEach.test(rest)
  return isEach || equal.test(text)
}

const lastClause = /[^.;,]*$/
const groups = '(?:(?:of )?(?:the )?(?:\\p{L}+ ){0,2})(?:groups?|arms?|treatments?|doses?|cohorts?)'
const ofEach = new RegExp(
  `\\beach (?:had|have|has)\\b|\\b(?:each|both|every|all|either) ${groups}(?!\\p{L})`,
  'iu',
)
const behindOfEach = new RegExp(
  `^[^.;,\\d]*(?:\\([^()]*\\))?[^.;,\\d]*\\b(?:in|with|on|for|of) (?:each|both|every|all|either) ${groups}(?!\\p{L})`,
  'iu',
)

/** Of the arms that the claim names, else of all active ones or all. */
function isHeldByEach(
  { text, isFound }: Claim,
  pair: PairedValue,
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const named = new Set(findArms(text).map(({ arm }) => arm))
  // one group alone is not each of them, and what is of all together is of none
  const told = isFound && named.size < 2 ? new Set<string>() : named
  if (isFound && isOfAllTogether(text, pair, evidence, findArms)) return false
  const others = listArmCells(pair, evidence, findArms)
  const meant = others.filter(({ arms }) =>
    told.size > 0
      ? arms.some((arm) => told.has(arm))
      : !(active.test(text) && arms.includes('placebo')),
  )
  return others.length === 0 || meant.every(({ words }) => hasNumber(words, pair))
}

function isOfAllTogether(
  text: string,
  { value: { arms, index } }: PairedValue,
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  const columns = evidence[index]?.cell?.table.columns ?? []
  const isByArm = columns.some((path) =>
    path.some((head) => readArmHead(head, findArms).length > 0),
  )
  return arms.length === 0 && isByArm && /\b(?:each|every|both|either)\b/i.test(text)
}

/** "Had nausea each", "57 (46%) completed Week 24 in each group" of one cell. */
function tellsApiece({ text, isFound }: Claim, paired: readonly PairedValue[]): boolean {
  const isOneCell = new Set(paired.map(({ value }) => value.index)).size === 1
  return isFound === true && isOneCell && apiece.test(text)
}

const apiece = new RegExp(
  `\\beach(?=\\s*(?:[.;,)]|$|(?:in|on|with|for) ))|\\b(?:each|every) ${groups}(?!\\p{L})`,
  'iu',
)

const active = /\bactive\b/i

/** "As frequent with A (1) as with B (4)", "equally often with A (1) and B (4)". */
function listUnequal(text: string, paired: readonly PairedValue[]): readonly PairedValue[] {
  const found = equal.exec(text)
  if (!found) return []
  const compared = paired.filter(({ value }) => value.arms.length === 1)
  const numbers = new Set(compared.map(({ claim: { quantity } }) => quantity.decimal))
  const arms = new Set(compared.flatMap(({ value }) => value.arms))
  const isOne = compared.length === arms.size && arms.size > 1
  return isOne && numbers.size > 1 ? compared.slice(-1) : []
}

const equal =
  /\b(?<!(?:not|n't) )as (?:\p{L}+ )?(?:many|much|often|frequent(?:ly)?|common(?:ly)?|high|low|large|great|long|old) [^.;]*\bas\b|\b(?:equal(?:ly)?|the same|identical(?:ly)?|similarly often)\b/iu
