import type { ArmFinder } from './arms.ts'
import { groupRows, groupTables } from './group-rows.ts'
import { judgeCells, type CellJudgement } from './judge-cells.ts'
import { isEachNamed } from './named-in-order.ts'
import { none, orderByWeight, soften, withhold, type Indexed, type Opinion } from './opinion.ts'
import { isOneCellEach } from './one-cell.ts'
import { isPlanRole } from './planned.ts'
import { roundAsTold, tellZero } from './told-loosely.ts'
import { isOfSmallerGroup, leavesGroupOpen, withoutNotes } from './smaller-group.ts'
import { readStatement, type Token } from './statement.ts'
import type { Claim, Difference } from './verdict.ts'

/**
 * What cells say that were only found: each table by itself. The values of a row are one evidence; those
 * of several rows of a table are it where the claim names each row beside its own value. Only the table
 * that gives most of the claim's numbers can stand against it: others may be of another time or group.
 */
export function judgeTables(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): Opinion {
  const judged = groupTables(cells).map((table) => judgeTable(claim, tokens, table, findArms))
  const most = Math.max(0, ...judged.map(({ held }) => held))
  // what came of it is not against what was planned
  const isPlan = tokens.some(({ kind, key }) => kind === 'modality' && key === 'planned')
  const opinions = judged.map(({ opinion, held }) =>
    opinion.state === 'contradicted' && (held < most || isPlan) ? soften(opinion) : opinion,
  )
  return ranks.flatMap((state) => opinions.find((one) => one.state === state) ?? [])[0] ?? none
}

const ranks = ['supported', 'contradicted', 'partly_supported'] as const

type Held = { readonly opinion: Opinion; readonly held: number }

function judgeTable(
  claim: Claim,
  tokens: readonly Token[],
  found: readonly Indexed[],
  findArms: ArmFinder,
): Held {
  const cells = roundAsTold(tokens, found)
  const first = judgeReading(claim, tokens, cells, findArms)
  const zero = tellZero(claim, cells)
  if (!zero || first.opinion.state === 'supported') return first
  const second = judgeReading(zero, readStatement(zero.text, findArms), cells, findArms)
  const isAgainst = second.opinion.state === 'contradicted'
  if (second.opinion.state === 'supported' || isAgainst) return second
  return first.opinion.state === 'contradicted'
    ? { ...first, opinion: soften(first.opinion) }
    : first
}

function judgeReading(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): Held {
  const judge = (some: readonly Indexed[]): Opinion => judgeFound(claim, tokens, some, findArms)
  const rows = groupRows(cells)
  const alone = rows.map(judge)
  const supporting = alone.find(({ state }) => state === 'supported')
  const { opinion, held } = judgeOnce(claim, tokens, cells, findArms)
  if (supporting) return { opinion: supporting, held }
  return { opinion: rows.length < 2 ? (alone[0] ?? none) : joinRows(judge(cells), opinion), held }
}

function joinRows(restricted: Opinion, opinion: Opinion): Opinion {
  return opinion.state === 'supported' ? restricted : opinion
}

/** Supported only by the cells that give the claim's values: what stands beside others names nothing. */
function judgeFound(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): Opinion {
  const { opinion, judgement } = judgeOnce(claim, tokens, cells, findArms)
  if (opinion.state !== 'supported' || judgement.isComputed) {
    return groupRows(cells).length < 2 ? opinion : withhold(opinion)
  }
  const used = new Set(judgement.paired.map(({ value }) => value.index))
  const giving = cells
    .filter((cell, index) => used.has(index) || (isText(cell) && isBeside(cell, cells, used)))
    .map(({ one, index }) => ({ one: withoutNotes(one, findArms), index }))
  const again = judgeOnce(claim, tokens, giving, findArms)
  if (again.opinion.state !== 'supported') return withhold(opinion)
  const evidence = giving.map(({ one }) => one)
  const isNamed =
    !isOfSmallerGroup(claim, tokens, evidence, findArms) &&
    !leavesGroupOpen(claim, tokens, evidence, findArms) &&
    isOneCellEach(claim.text, tokens, again.judgement.paired) &&
    isEachNamed(claim.text, tokens, again.judgement.paired, evidence, findArms)
  return isNamed ? again.opinion : withhold(opinion)
}

/** What a record says in words belongs to its values: "Limit exceeded" beside an amount. */
function isText({ one: { quote } }: Indexed): boolean {
  return !/\d/.test(quote)
}

function isBeside({ one }: Indexed, cells: readonly Indexed[], used: ReadonlySet<number>): boolean {
  const row = JSON.stringify(one.cell?.reference.rowPath)
  return cells.some(
    (cell, index) => used.has(index) && JSON.stringify(cell.one.cell?.reference.rowPath) === row,
  )
}

/** All cells as one evidence. */
export function judgeByCells(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): Opinion {
  return judgeOnce(claim, tokens, cells, findArms).opinion
}

type Judged = {
  readonly opinion: Opinion
  readonly judgement: CellJudgement
  readonly held: number
}

function judgeOnce(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): Judged {
  const own = cells.map(({ one }) => one)
  const judgement = judgeCells(claim, tokens, own, findArms)
  return { opinion: toOpinion(judgement, cells), judgement, held: judgement.held }
}

function toOpinion(
  { findings, held, isComputed }: CellJudgement,
  cells: readonly Indexed[],
): Opinion {
  const isPlan = cells.every(({ one }) => isPlanRole(one.role))
  const evidence = cells.map(({ index }) => index)
  if (findings.length === 0 && held > 0) {
    const reason = isComputed ? 'computed' : 'stated'
    return { state: 'supported', reason, differences: [], evidence, isPlan }
  }
  const isAgainst = findings.some(({ contradicts }) => contradicts)
  if (held === 0 && !isAgainst) return none
  const differences = findings.map(({ kind, claim: range, evidence: rival }): Difference => {
    const index = rival && cells[rival.index]?.index
    return {
      kind,
      claim: range,
      evidence: rival && index !== null && index !== undefined ? { ...rival, index } : null,
    }
  })
  return {
    state: isAgainst ? 'contradicted' : 'partly_supported',
    reason: isAgainst ? 'differs' : 'not_all_found',
    differences: orderByWeight(differences, findings),
    evidence,
    isPlan,
  }
}
