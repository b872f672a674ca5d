import type { ArmFinder } from './arms.ts'
import type { NumberToken, PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { isPlacingWord, isReportingWord } from './lexicon.ts'
import { readStatement, type Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'

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
 * A number that names: it contradicts where it tells the time of a value and all that the values stand
 * below has one other number behind the same word, as "Week 22" below "Change from Baseline at Week 12".
 */
export function judgeNumbered(
  claim: Claim,
  token: NumberToken,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): CellFinding {
  const word = tokens[tokens.indexOf(token) - 1]?.key ?? ''
  const above = evidence
    .flatMap(({ cell, context }) => [...(cell?.headers ?? []), ...listTitles(context)])
    .map((line) => readStatement(line, findArms))
  const told = new Set(above.flatMap((line) => listBehind(word, line)))
  const named = evidence.flatMap(({ cell }) => [cell?.table.rows, cell?.table.columns].flat(2))
  const others = named.flatMap((name) => listBehind(word, readStatement(name ?? '', findArms)))
  const own = listBehind(word, tokens)
  const isOther = told.size === 1 && !own.some((one) => told.has(one) || others.includes(one))
  const known = new Set(above.flat().map(({ key }) => key))
  const contradicts = isOther && timesValue(claim.text, token, tokens, paired, known)
  return { kind: 'number', claim: token.range, evidence: null, contradicts }
}

/**
 * "Week 22" is the time of a value in its own clause, behind a word of what the value is of, and at the
 * start of a sentence that of the next clause; "titration at Week 2" and "after Week 2" tell of others.
 */
function timesValue(
  text: string,
  token: NumberToken,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  known: ReadonlySet<string>,
): boolean {
  const lead = text.slice(0, token.range.start)
  const start = findLast(lead, clauseEnd)
  const clause = lead.slice(start)
  if (!time.test(clause) || elsewhere.test(clause)) return false
  const isLeading = start === 0 && opening.test(clause)
  const ends = Array.from(text.slice(token.range.end).matchAll(clauseEnd))
  const end = ends[isLeading && /^\s*,/.test(text.slice(token.range.end)) ? 1 : 0]?.index
  const range = { start, end: end === undefined ? text.length : token.range.end + end }
  if (/\bfollowed by\b/i.test(text.slice(token.range.end, range.end))) return false
  if (!paired.some((one) => rangesOverlap(one.claim.range, range))) return false
  const before = tokens[tokens.indexOf(token) - 2]
  if (!before || before.range.start < start) return opening.test(clause)
  const { kind, key } = before
  return (
    kind === 'number' ||
    kind === 'arm' ||
    known.has(key) ||
    isReportingWord(key) ||
    isPlacingWord(key)
  )
}

/** Where the last match ends, 0 without one. */
function findLast(text: string, pattern: RegExp): number {
  const last = Array.from(text.matchAll(pattern)).at(-1)
  return last ? last.index + last[0].length : 0
}

const clauseEnd =
  /[,;:](?=\s)|[.](?=\s+\p{Lu})|\b(?:while|whereas|but|when|where|although|because|if|as)\s|\band\s+(?=(?:then|the|had|has|have|was|were|is|are)\b)/giu
const time =
  /(?:^|[([\s])(?:(?:at|in|on|to|by|for|the)\s+|[([]|^\s*)(?:the\s+)?(?:end\s+of\s+)?(?:week|day|month|year|visit|cycle)s?\s+$/i
const opening = /^\s*(?:(?:at|in|on|by|for)\s+)?(?:the\s+)?(?:end\s+of\s+)?\p{L}+\s+$/iu
const elsewhere =
  /\b(?:after|before|since|until|till|following|prior|once|upon|who|whose|which|that|those|up\s+to)\b/i

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
