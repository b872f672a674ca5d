import { sliceRange } from '../../../shared/text/range.ts'
import type { ArmFinder } from './arms.ts'
import { groupRows } from './group-rows.ts'
import { withholdPronoun } from './judge-bareness.ts'
import { judgeCells, type CellJudgement } from './judge-cells.ts'
import { isEachNamed } from './named-in-order.ts'
import { isReportingWord } from './lexicon.ts'
import { namesMeasures } from './named-measure.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import { isOneCellEach } from './one-cell.ts'
import { readScale } from './table-scale.ts'
import { listOtherColumns, listRowValues, readFirst } from './table-values.ts'
import { areSideBySide, listNamedTogether } from './side-by-side.ts'
import { isRoundedToScale, isToldNear, tellsRoughly } from './told-roughly.ts'
import { createSureTest } from './surely-meant.ts'
import { areColumnsSwapped } from './swapped-columns.ts'
import { isShareOfTold } from './told-parts.ts'
import { isWider } from './told-range.ts'
import { areTakenRightly } from './taken-rightly.ts'
import { none, orderByWeight, soften, withhold, type Indexed, type Opinion } from './opinion.ts'
import { isPlanRole, tellsOnlyPlan } from './planned.ts'
import { isOfSmallerGroup, leavesGroupOpen, withoutNotes } from './smaller-group.ts'
import type { Token } from './statement.ts'
import type { Claim, ClaimEvidence, Difference } from './verdict.ts'

/**
 * What cells say that were only found: all of them together, of which nothing is added up, and each row by
 * itself.
 */
export function judgeFoundCells(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): Opinion {
  const together = judgeByCells(claim, tokens, cells, findArms)
  const alone = groupRows(cells).map((row) => judgeFound(claim, tokens, row, findArms))
  const supporting = alone.find(({ state }) => state === 'supported')
  if (supporting) return withholdPronoun(claim.text, supporting)
  const beside = listNamedTogether(claim.text, tokens, cells, findArms)
    .map((rows) => judgeFound(claim, tokens, rows, findArms, areSideBySide))
    .find(({ state, reason }) => state === 'supported' && reason === 'stated')
  if (beside) return withholdPronoun(claim.text, beside)
  const opinion = alone.length === 1 ? (alone[0] ?? none) : withhold(together)
  return opinion.state === 'contradicted' && tellsLoosely(claim, tokens, opinion, cells)
    ? soften(opinion)
    : opinion
}

/** "54" of 53.9, "none" of a zero, and a plan beside what came are told loosely and not wrong. */
function tellsLoosely(
  { text }: Claim,
  tokens: readonly Token[],
  { differences }: Opinion,
  cells: readonly Indexed[],
): boolean {
  const [first] = differences
  if (!first) return false
  if (hasOneRival(differences)) return true
  if (tellsOnlyPlan(text) && !cells.some(({ one }) => isPlanRole(one.role))) return true
  // a zero may stand in another column of the row: "no exceptions were found in the 90"
  if (first.kind === 'negation') {
    return cells.some(({ one }) => listRowValues(one).some(({ value }) => value === 0))
  }
  // "about 71" of the 71.4 of another group is no sure sign of that group
  if (first.kind === 'arm') return tellsRoughly(text)
  const words = sliceRange(text, first.claim)
  const told = /-?\d+(?:\.\d+)?/.exec(words)?.[0]
  if (first.kind !== 'number' || told === undefined) return false
  const isShare = /%|\bper ?cent\b/i.test(words)
  if (isShare && isShareOfTold(text, told, Number(told))) return true
  // a share stands in another column of the row than the count
  if (isShare && cells.some(({ one }) => hasShareBeside(one, Number(told), tokens))) return true
  const rival = quoteRival(first, cells).replaceAll(',', '')
  if (isToldNear(text, first.claim, Number(told), Number(rival))) return true
  if (isWider(text, first.claim, Number(told), Number(rival))) return true
  const against = cells.find(({ index }) => index === first.evidence?.index)?.one
  const scale = readScale(against?.cell?.headers ?? [], against?.context ?? '')
  if (isRoundedToScale(sliceRange(text, first.claim), rival, scale)) return true
  const given = cells.flatMap(({ one }) => one.quote.match(/-?\d+\.\d+/g) ?? [])
  return given.some((one) => isRounded(one, told))
}

/** One value against two numbers is of none of them for sure: "four new suppliers and seven in all" of a 14. */
function hasOneRival(differences: readonly Difference[]): boolean {
  const rivals = differences.flatMap(({ kind, evidence }) =>
    kind === 'number' && evidence ? [`${evidence.index} ${evidence.range.start}`] : [],
  )
  return new Set(rivals).size < rivals.length
}

/** Of a column that the sentence names: "12.0% had an exception" beside "Exception rate (%)". */
function hasShareBeside(one: ClaimEvidence, told: number, tokens: readonly Token[]): boolean {
  const keys = new Set(tokens.map(nameKey))
  return listOtherColumns(one).some(({ path, words }) => {
    const head = path.join(' ')
    const named = readTelling([head], () => []).filter(({ key }) => !isReportingWord(key))
    return (
      /%/.test(head) &&
      readFirst(words) === told &&
      named.every((token) => token.key === 'rate' || keys.has(nameKey(token)))
    )
  })
}

function quoteRival({ evidence }: Difference, cells: readonly Indexed[]): string {
  const cited = cells.find(({ index }) => index === evidence?.index)?.one
  if (!evidence || !cited) return ''
  const { start, end } = evidence.range
  return cited.quote.slice(start - cited.range.start, end - cited.range.start)
}

function isRounded(from: string, to: string): boolean {
  const places = (/\.(\d+)/.exec(to)?.[1] ?? '').length
  const own = (/\.(\d+)/.exec(from)?.[1] ?? '').length
  return own > places && Math.abs(Number(from) - Number(to)) <= 0.5 * 10 ** -places * (1 + 1e-9)
}

/** Supported only by the cells that give the claim's values: what stands beside others names nothing. */
function judgeFound(
  claim: Claim,
  tokens: readonly Token[],
  all: readonly Indexed[],
  findArms: ArmFinder,
  areTold: typeof areSideBySide = () => true,
): Opinion {
  const cells = dropSmallerGroups(claim, tokens, all, findArms)
  const { opinion, judgement } = judgeOnce(claim, tokens, cells, findArms)
  if (opinion.state !== 'supported' || judgement.isComputed) {
    return opinion
  }
  const used = new Set([...judgement.paired.map(({ value }) => value.index), ...judgement.told])
  const giving = cells
    .filter((cell, index) => used.has(index) || (isText(cell) && isBeside(cell, cells, used)))
    .map(({ one, index }) => ({ one: withoutNotes(one, findArms), index }))
  const again = judgeOnce(claim, tokens, giving, findArms)
  if (again.opinion.state !== 'supported') return withhold(opinion)
  const evidence = giving.map(({ one }) => one)
  const isNamed =
    areTold(claim.text, again.judgement.paired, evidence) &&
    !isOfSmallerGroup(claim, tokens, evidence, findArms) &&
    !leavesGroupOpen(claim, tokens, evidence, findArms) &&
    areTakenRightly(claim.text, tokens, again.judgement.paired, evidence, findArms) &&
    isOneCellEach(claim.text, tokens, again.judgement.paired) &&
    namesMeasures(tokens, again.judgement.paired, evidence, findArms) &&
    isEachNamed(claim.text, tokens, again.judgement.paired, evidence, findArms) &&
    !areColumnsSwapped(claim.text, again.judgement.paired, evidence)
  return isNamed ? again.opinion : withhold(opinion)
}

/** "Completers" may have the same value as all: a claim that doesn't name them is not of them. */
function dropSmallerGroups(
  claim: Claim,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): readonly Indexed[] {
  const ofAll = cells.filter(({ one }) => !isOfSmallerGroup(claim, tokens, [one], findArms))
  return ofAll.length > 0 ? ofAll : cells
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
  const judged = judgeCells(claim, tokens, own, findArms)
  const isSure = createSureTest(claim, tokens, own, findArms)
  const findings = judged.findings.map((one) =>
    claim.isFound && one.contradicts && !isSure(one) ? { ...one, contradicts: false } : one,
  )
  const judgement = { ...judged, findings }
  const opinion = toOpinion(judgement, cells)
  const isOpen = opinion.state === 'contradicted' || opinion.state === 'partly_supported'
  const shown =
    claim.isFound && isOpen ? { ...opinion, evidence: listDeciding(judgement, cells) } : opinion
  return { opinion: shown, judgement, held: judgement.held }
}

/** Cells that give a number of the claim, and those that stand against it: what else was found beside it shows nothing. */
function listDeciding(
  { paired, told, findings }: CellJudgement,
  cells: readonly Indexed[],
): readonly number[] {
  const rivals = findings.flatMap(({ evidence }) => evidence?.index ?? [])
  const own = new Set([...paired.map(({ value }) => value.index), ...told, ...rivals])
  const deciding = own.size > 0 ? cells.filter((_, at) => own.has(at)) : cells
  return deciding.map(({ index }) => index)
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
