import { readStatement, type Token } from './statement.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { judgeColumns } from './judge-columns.ts'
import { nameKey, readName } from './names-of-cells.ts'
import type { CellFinding } from './judge-cells.ts'
import { isReportingWord, isQualifier } from './lexicon.ts'
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
  const named = [...known, ...context, ...plain].map(({ key }) => key)
  const keys = new Set([...named, ...spellOutHeads(evidence)])
  const strange = tokens
    .filter(({ kind }) => kind === 'word' || kind === 'name')
    .filter(({ kind, key }) => !keys.has(key) && !(kind === 'word' && isReportingWord(key)))
    .filter((token) => !tellsOnly(claim.text, token, paired))
    .map(({ kind, range }): CellFinding => {
      const what = kind === 'name' ? 'name' : 'words'
      return { kind: what, claim: range, evidence: null, contradicts: false }
    })
  // a section's number names no row
  const told = [...tokens, ...context.filter(({ kind }) => kind !== 'number')]
  const isFew = paired.length === 0 && strange.length <= unnamed * tokens.length
  return [
    ...(isFew ? strange.filter(({ kind }) => kind === 'name') : strange),
    ...judgeRows(tokens, told, paired, evidence, findArms),
    ...judgeColumns(claim.text, tokens, paired, evidence, findArms),
    ...judgeRestriction(told, paired, evidence, findArms),
  ]
}

/** Share of a claim's words that a value which only arithmetic gives may have for itself. */
const unnamed = 0.5

/** What a table is for makes no smaller class of what is in it: "Primary Endpoint: Blood Pressure". */
const label = /\b(?:primary|secondary)\b[\p{L} ]*:/giu

/** Of a table of serious events no other events can be told. */
function judgeRestriction(
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
  const left = [...titles]
    .flatMap((title) => readStatement(title, findArms))
    .find(({ kind, key }) => kind === 'word' && isQualifier(key) && !keys.has(key))
  if (!first || !left) return []
  return [{ kind: 'words', claim: first.claim.range, evidence: null, contradicts: false }]
}

/**
 * "Adverse events" for "Serious adverse events", "Week 8" for "Week 24": one finding is enough. What a heading
 * names may be left out of a sentence, but not be named otherwise in it.
 */
function judgeRows(
  tokens: readonly Token[],
  told: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const keys = new Set(told.map(nameKey))
  const own = new Set(tokens.map(nameKey))
  const cited = new Map(paired.toReversed().map((pair) => [pair.value.index, pair]))
  const heads = new Set(
    [...cited.keys()].flatMap((index) => {
      const reference = evidence[index]?.cell?.reference
      return [
        ...readName([...(reference?.rowPath ?? []), ...(reference?.columnPath ?? [])], findArms),
      ]
    }),
  )
  for (const [index, first] of cited) {
    const cell = evidence[index]?.cell
    if (!cell) continue
    const { rowPath } = cell.reference
    const isOther = cell.table.rows.some((path) => {
      // rows of one name are told apart by their groups
      const read = path.at(-1) === rowPath.at(-1) ? readName : readLast
      const [other, cells] = [read(path, findArms), read(rowPath, findArms)]
      return (
        namesInstead(other, cells, keys) ||
        namesInstead(other, cells, own) ||
        namesLonger(other, cells, own, heads)
      )
    })
    if (!isOther) continue
    const rival = { index, range: first.value.range }
    return [{ kind: 'words', claim: first.claim.range, evidence: rival, contradicts: false }]
  }
  return []
}

/** True where a claim has all words of another row's name, and none that only the own one has. */
function namesInstead(
  other: ReadonlySet<string>,
  own: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): boolean {
  const apart = [...own].filter((key) => !other.has(key))
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
  const last = readName(path.slice(-1), findArms)
  lasts.set(path, last)
  return last
}

const lasts = new WeakMap<readonly string[], ReadonlySet<string>>()
