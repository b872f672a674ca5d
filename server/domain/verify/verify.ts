import { hasInOrder, moveFront } from './fronted.ts'
import { leadsTo } from '../rewriting.ts'
import { createArmFinder, type ArmFinder } from './arms.ts'
import { readAsTold } from './as-told.ts'
import { explain, explainOpen } from './explain.ts'
import {
  applyTransformations,
  joinExpected,
  toSourceRange,
  type ExpectedText,
} from './expected-text.ts'
import { groupRows } from './group-rows.ts'
import { findOtherArm } from './other-arm.ts'
import { judgeByCells, judgeFoundCells } from './judge-found-cells.ts'
import { judgeInAnyOrder, listCandidates, type Judgement } from './judge-prose.ts'
import type { Finding } from './judge-gap.ts'
import { none, orderByWeight, soften, withhold, type Indexed, type Opinion } from './opinion.ts'
import { tellsOnlyOnce } from './once-was.ts'
import { passesBy } from './passed-by.ts'
import {
  countsDone,
  isPlanRole,
  saysDone,
  saysForeseen,
  tellsOfOther,
  withoutPlans,
} from './planned.ts'
import { saysDeedOfRule } from './rule-words.ts'
import { readStatement, type Statement, type Token } from './statement.ts'
import { tellsHabitAsDeed } from './told-deeds.ts'
import type { Claim, ClaimEvidence, Difference, Verdict } from './verdict.ts'

/**
 * Holds a claim against its evidence. Supported only if the evidence accounts for every telling token
 * of the claim and nothing stands against it (law 5); a plan supports only what was planned. Several
 * support a claim together only where they are joint, as the recorded citations of one target are, or
 * cells of one row: what was only found is not added up.
 */
export function verify(
  claim: Claim,
  evidence: readonly ClaimEvidence[],
  evidenceIsJoint = false,
): Verdict {
  const told = { ...claim, isCell: claim.isCell && !isSentence(claim.wording) }
  const verdict = verifyInOrders(told, evidence, evidenceIsJoint)
  if (claim.wording === undefined || verdict.state !== 'supported') return verdict
  const plain = verifyAll({ ...told, wording: undefined }, evidence, evidenceIsJoint)
  if (plain.state === 'supported') return verdict
  // no table tells "injured" from "killed": what a template says, a person has to read
  const differences = listOwnWords(claim, plain)
  const reason = 'template_words'
  const explanation = explain(reason, claim, evidence, differences)
  return { ...verdict, state: 'partly_supported', reason, differences, explanation }
}

/** What a template's rule writes into a cell may be a whole sentence, and is read as one. */
function isSentence(wording: string | undefined): boolean {
  return (
    wording !== undefined && /[.!?]\s*$/.test(wording) && wording.split(/\s+/).length >= fewWords
  )
}

const fewWords = 4

/** The values were found, with the words: what stands in their cells is against none of these. */
function listOwnWords({ text }: Claim, { differences }: Verdict): readonly Difference[] {
  const own = differences.filter(({ claim }) => claim.end > claim.start)
  const words = own.filter(({ claim }) => !/\d/.test(text.slice(claim.start, claim.end)))
  return (words.length > 0 ? words : own).map((one) => ({ ...one, evidence: null }))
}

/** What opens a sentence may stand at its end in the source. */
function verifyInOrders(
  claim: Claim,
  evidence: readonly ClaimEvidence[],
  evidenceIsJoint: boolean,
): Verdict {
  const verdict = verifyAll(claim, evidence, evidenceIsJoint)
  const isOpen = verdict.state === 'no_source_found' || verdict.reason === 'not_all_found'
  const moved = isOpen && !claim.isCell ? moveFront(claim.text) : undefined
  if (moved === undefined || !evidence.some(({ quote }) => hasInOrder(quote, moved))) return verdict
  const other = verifyAll({ ...claim, text: moved }, evidence, evidenceIsJoint)
  return other.state === 'supported' ? other : verdict
}

function verifyAll(
  claim: Claim,
  evidence: readonly ClaimEvidence[],
  evidenceIsJoint: boolean,
): Verdict {
  if (claim.text.trim() === '' || evidence.length === 0) return conclude(claim, evidence, none)
  const findArms = createArmFinder(evidence)
  const tokens = readStatement(claim.text, findArms)
  const all = evidence.map((one, index) => ({ one, index }))
  const restsOnCells =
    !claim.isCell && evidence.some(({ cell, formula }) => cell !== null || formula !== '')
  const prose = restsOnCells ? all.filter(({ one }) => isProse(one)) : all
  const told = { ...claim, isFound: !evidenceIsJoint }
  const opinions = listProse(told, tokens, prose, findArms, evidenceIsJoint)
  const cells = all.filter(({ one }) => !isProse(one) || (evidenceIsJoint && !isPlanRole(one.role)))
  const judge = evidenceIsJoint ? judgeByCells : judgeFoundCells
  const byCells = restsOnCells ? [judge(told, tokens, cells, findArms)] : []
  return conclude(claim, evidence, weigh([...opinions, ...byCells]))
}

/**
 * Labels of rows are read with the cells. What a sentence says lies in its order as well: read as a cell, "of
 * 214, 197 came" would say that 214 of 197 did. Only who recorded it beside cells has put it there, and what a
 * plan says gives no values even so.
 */
function isProse({ cell, quote }: ClaimEvidence): boolean {
  return cell === null && quote.split(/\s+/).length > 5
}

/** Each evidence alone, and all of them as one text. */
function listProse(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly Indexed[],
  findArms: ArmFinder,
  isJoint: boolean,
): readonly Opinion[] {
  const judge = (some: readonly Indexed[]): Opinion => {
    const opinion = judgeOne(claim, tokens, some, findArms)
    if (isJoint) return opinion
    const quote = some.map(({ one }) => one.quote).join(' ')
    if (passesBy(claim.text, tokens, quote, opinion)) return none
    const isOnce = some.every(({ one }) => tellsOnlyOnce(claim.text, one.quote))
    const told = isOnce ? withhold(opinion) : opinion
    return isOfOther(told, tokens, some) ? soften(told) : told
  }
  const alone = evidence.map((one) => judge([one]))
  const isHeld = alone.some(({ state }) => state === 'supported')
  if (isHeld || evidence.length < 2) return alone
  const together = judge(evidence)
  if (isJoint || groupRows(evidence).length === 1) return [...alone, together]
  // who is named in one passage and a number of another refute nothing
  return together.state === 'contradicted' ? alone : [...alone, withhold(together)]
}

/** What contradicts comes first: whose words it names is asked what they tell of. */
function isOfOther(
  { state, differences }: Opinion,
  tokens: readonly Token[],
  evidence: readonly Indexed[],
): boolean {
  const rival = differences[0]?.evidence
  const against = evidence.find(({ index }) => index === rival?.index)?.one
  if (state !== 'contradicted' || !against || !isPlanRole(against.role)) return false
  return tellsOfOther(against.quote, tokens, differences)
}

function judgeOne(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly Indexed[],
  findArms: ArmFinder,
): Opinion {
  const otherArm = findOtherArm(claim, evidence, findArms)
  const opinion = judgeWords(claim, tokens, evidence, findArms)
  if (!otherArm || opinion.state !== 'supported') return opinion
  return { ...withhold(opinion), differences: [otherArm] }
}

function judgeWords(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly Indexed[],
  findArms: ArmFinder,
): Opinion {
  const isPlan = evidence.every(({ one }) => isPlanRole(one.role))
  const indexes = evidence.map(({ index }) => index)
  const [first] = evidence
  const quote = evidence.map(({ one }) => one.quote).join(' ')
  const isDone = tellsDone(claim, quote, isPlan)
  const isSame =
    evidence.length === 1 &&
    first &&
    leadsTo(first.one.quote, first.one.transformations, claim.text)
  if (isSame) return agree(isDone, indexes, isPlan)
  const expected = joinExpected(evidence.map(({ one }) => applyTransformations(one)))
  const above = evidence.flatMap(({ one }) => [one.context, ...(one.cell?.headers ?? [])]).join(' ')
  const known = new Set(readStatement(above, findArms).map(({ key }) => key))
  const { judgement, start } = findBest(
    { text: claim.text, tokens: isPlan ? dropPlanned(tokens, quote) : tokens },
    expected,
    known,
    findArms,
    claim,
  )
  if (judgement.outcome === 'silent') return none
  if (judgement.outcome === 'agrees') {
    return agree(isDone || judgement.isDoneOfPlanned, indexes, isPlan)
  }
  const isAgainst = judgement.outcome === 'contradicts'
  const differences = judgement.findings.map((one) => toDifference(one, expected, start, evidence))
  return {
    state: isAgainst ? 'contradicted' : 'partly_supported',
    reason: isAgainst ? 'differs' : 'not_all_found',
    differences: orderByWeight(differences, judgement.findings),
    evidence: indexes,
    isPlan,
  }
}

/** Who typed a count of people into a report had no plan to take it from. */
function tellsDone({ text, isFound }: Claim, quote: string, isPlan: boolean): boolean {
  if (!isPlan) return saysForeseen(text, quote) || (isFound === true && saysDeedOfRule(text, quote))
  const isDeed = countsDone(text) || tellsHabitAsDeed(withoutPlans(text), quote)
  return (isFound === true && isDeed) || saysDone(text, quote)
}

/** A plan in the present tense foresees as well: "is performed" is what "was to be performed" tells. */
function dropPlanned(tokens: readonly Token[], plan: string): readonly Token[] {
  if (saysForeseen('', plan)) return tokens
  return tokens.filter(({ kind, key }) => kind !== 'modality' || key !== 'planned')
}

function agree(isDone: boolean, evidence: readonly number[], isPlan: boolean): Opinion {
  const state = isDone ? 'partly_supported' : 'supported'
  return { state, reason: isDone ? 'planned' : 'stated', differences: [], evidence, isPlan }
}

const outcomes: readonly Judgement['outcome'][] = ['agrees', 'contradicts', 'partly', 'silent']

/** The sentence of the evidence that accounts for most decides. */
function findBest(
  claim: Statement,
  expected: ExpectedText,
  known: ReadonlySet<string>,
  findArms: ArmFinder,
  kind: Pick<Claim, 'isCell' | 'isFound'>,
): { judgement: Judgement; start: number } {
  const judged = listCandidates(expected.text).map(({ start, text }) => {
    const tokens = readStatement(text, findArms)
    const told = kind.isFound && !kind.isCell ? readAsTold(claim, { tokens }) : undefined
    const own = told ? { ...claim, tokens: told.claim } : claim
    const evidence = { text, tokens: told?.evidence ?? tokens }
    return { start, judgement: judgeInAnyOrder(own, evidence, known, kind) }
  })
  const [best] = judged.sort(
    (a, b) =>
      Number(b.judgement.outcome === 'agrees') - Number(a.judgement.outcome === 'agrees') ||
      b.judgement.coverage - a.judgement.coverage ||
      outcomes.indexOf(a.judgement.outcome) - outcomes.indexOf(b.judgement.outcome),
  )
  if (!best) throw new Error('a text has at least one candidate')
  return best
}

function toDifference(
  { kind, claim, rival }: Finding,
  expected: ExpectedText,
  start: number,
  evidence: readonly Indexed[],
): Difference {
  if (!rival) return { kind, claim, evidence: null }
  const range = toSourceRange(expected, { start: rival.start + start, end: rival.end + start })
  const own = evidence.find(
    ({ one }) => one.range.start <= range.start && range.end <= one.range.end,
  )
  return { kind, claim, evidence: own ? { index: own.index, range } : null }
}

/** A result decides over a plan; support by words decides over what differs elsewhere. */
function weigh(opinions: readonly Opinion[]): Opinion {
  const rank = ({ state, reason, isPlan }: Opinion): number => {
    if (state === 'supported') return isPlan ? 3 : 5
    if (state === 'contradicted') return isPlan ? 1.5 : 4
    if (state === 'partly_supported') return reason === 'planned' ? 2 : 1
    return 0
  }
  return opinions.reduce((best, one) => (rank(one) > rank(best) ? one : best), none)
}

function conclude(claim: Claim, evidence: readonly ClaimEvidence[], opinion: Opinion): Verdict {
  const { state, reason, evidence: decided } = opinion
  const differences = opinion.differences.map((one) => nameWhole(claim.text, one))
  const isOpen = reason === 'not_all_found' && differences.length === 0
  const explanation = isOpen
    ? explainOpen(decided.flatMap((index) => evidence[index] ?? []))
    : explain(reason, claim, evidence, differences)
  return {
    state,
    reason,
    explanation,
    differences,
    evidence: decided,
  }
}

/** "Up to Day 209" is what is not found: "up" alone tells a reader nothing. */
function nameWhole(text: string, one: Difference): Difference {
  const { start, end } = one.claim
  const [rest = ''] = upTo.exec(text.slice(end)) ?? []
  if (rest === '' || text.slice(start, end).toLowerCase() !== 'up') return one
  return { ...one, claim: { start, end: end + rest.length } }
}

const upTo = /^\s+to\s+(?:the\s+)?\S*[^\s.,;:()](?:\s+\d+(?!\S*\d))?/
