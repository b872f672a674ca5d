import type { ArmFinder } from './arms.ts'
import type { NumberToken, PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * The group that a dose of the claim names, where there is none with it: "drug 25 mg" beside the heads
 * "Drug 5 mg" and "Drug 15 mg". It contradicts where a value is of a group that the claim does not name.
 */
export function judgeDose(
  text: string,
  { range }: NumberToken,
  paired: readonly PairedValue[],
  known: string,
  findArms: ArmFinder,
): CellFinding | undefined {
  const drug = before.exec(text.slice(0, range.start))?.[1]?.toLowerCase()
  if (drug === undefined || !dose.test(text.slice(range.start, range.end))) return undefined
  if (!listDrugs(known, findArms).has(drug)) return undefined
  const told = new Set(findArms(text).map(({ arm }) => arm))
  const left = paired.find(
    ({ value: { arms } }) => arms.length > 0 && !arms.some((arm) => told.has(arm)),
  )
  if (!left) return undefined
  const { index, range: place } = left.value
  return { kind: 'arm', claim: range, evidence: { index, range: place }, contradicts: true }
}

/**
 * A number that names: it contradicts where all that the values stand below has one other number behind
 * the same word, as "Week 22" below "Change from Baseline at Week 12".
 */
export function judgeNumbered(
  token: NumberToken,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): CellFinding {
  const word = tokens[tokens.indexOf(token) - 1]?.key ?? ''
  const above = evidence.flatMap(({ cell, context }) => [
    ...(cell?.headers ?? []),
    ...listTitles(context),
  ])
  const told = new Set(above.flatMap((line) => listBehind(word, readStatement(line, findArms))))
  const named = evidence.flatMap(({ cell }) => [cell?.table.rows, cell?.table.columns].flat(2))
  const others = named.flatMap((name) => listBehind(word, readStatement(name ?? '', findArms)))
  const own = listBehind(word, tokens)
  const contradicts = told.size === 1 && !own.some((one) => told.has(one) || others.includes(one))
  return { kind: 'number', claim: token.range, evidence: null, contradicts }
}

const before = /(\p{L}{3,})[\s-]+$/u
const dose = /^\d+(?:\.\d+)?[\s-]?(?:mg|mcg|µg|g|mL|IU)$/i

/** Words right before a dose by which groups are told apart. */
function listDrugs(known: string, findArms: ArmFinder): ReadonlySet<string> {
  const arms = findArms(known)
  const found = Array.from(known.matchAll(drugAndDose)).filter(({ index, 0: { length } }) =>
    arms.some(({ range }) => range.end === index + length),
  )
  return new Set(found.map(([, drug = '']) => drug.toLowerCase()))
}

const drugAndDose = /(\p{L}{3,})[\s-]+\d+(?:\.\d+)?[\s-]?(?:mg|mcg|µg|g|mL|IU)(?![\p{L}/])/giu

/** Notes speak of other things as well. */
function listTitles(context: string): readonly string[] {
  return context.split('\n').filter((line) => !/^\s*\[|\.\s*$/.test(line))
}

function listBehind(word: string, tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((one, at) =>
    one.kind === 'number' && tokens[at - 1]?.key === word ? [one.quantity.decimal] : [],
  )
}
