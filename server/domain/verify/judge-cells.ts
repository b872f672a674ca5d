import { rangesOverlap } from '../../../shared/text/range.ts'
import type { ArmFinder } from './arms.ts'
import { listCellValues, type CellValue, type PairedValue } from './cell-values.ts'
import { applyTransformations, type ExpectedText } from './expected-text.ts'
import { explainNumbers, type Explained } from './explain-numbers.ts'
import { judgeArms, type ArmFinding } from './judge-arms.ts'
import { judgeCellWords } from './judge-cell-words.ts'
import { judgeMeaning } from './judge-meaning.ts'
import { implyPValues } from './judge-significance.ts'
import { isStartOfChange, judgeTimes, judgeVisits } from './judge-times.ts'
import { dropEvents } from './judge-counted.ts'
import { judgeUnits } from './judge-units.ts'
import { judgeDose, judgeNumbered } from './judge-named-numbers.ts'
import { createMeaningTest, describeNumber, type MeaningTest } from './judge-numbers.ts'
import { isRecordNumber } from './names-of-cells.ts'
import { namesMeasure } from './named-measure.ts'
import { tellsRecord } from './told-records.ts'
import { readStatement, type Token } from './statement.ts'
import { createSureTest } from './surely-meant.ts'
import { readSpelled } from './spelled-values.ts'
import { roundValues } from './told-roughly.ts'
import type { Claim, ClaimEvidence, Difference } from './verdict.ts'

export type CellFinding = Difference & { readonly contradicts: boolean }

export type CellJudgement = {
  readonly findings: readonly CellFinding[]
  /** Numbers of the claim that stand in the evidence, or follow from it. */
  readonly held: number
  readonly isComputed: boolean
  /** Numbers of the claim with the values that give them. */
  readonly paired: readonly PairedValue[]
  /** Indexes of the cells in words that the claim tells. */
  readonly told: readonly number[]
}

/** Holds a sentence against the cells that its values come from. */
export function judgeCells(
  claim: Claim,
  spelled: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): CellJudgement {
  const expected = evidence.map(applyTransformations)
  const all = dropTwins(listCellValues(evidence, expected, findArms), evidence)
  const tokens = readSpelled(claim.text, spelled, all, findArms)
  const values = claim.isFound
    ? dropEvents(roundValues(all, tokens, claim.text), claim.text, tokens, evidence)
    : all
  const above = listWordsAbove(evidence)
  const heads = above.map((text) => readStatement(text, findArms))
  const known = [...heads.flat(), ...expected.flatMap(({ text }) => readStatement(text, findArms))]
  const explained = explainNumbers(claim.text, tokens, evidence, values, heads)
  const { pairing } = explained
  const isMeasure = ({ index }: CellValue) =>
    !claim.isFound || namesMeasure(tokens, evidence[index], findArms)
  const implied = implyPValues(claim.text, pairing, isMeasure)
  const paired = [...pairing.paired, ...implied]
  const allKnown = [...above, ...expected.map(({ text }) => text), claim.context].join('\n')
  const ofNumbers = judgeUnexplained(claim, tokens, explained, paired, evidence, allKnown, findArms)
  const isWrong = ofNumbers.some(({ contradicts }) => contradicts)
  const findings = [
    ...explained.named.map((one) => judgeNumbered(claim, one, tokens, paired, evidence, findArms)),
    ...explained.unheld.map(toUnheldNumber),
    ...ofNumbers,
    ...judgeUnits([...pairing.paired, ...explained.measured], evidence, findArms),
    ...judgeDates(claim.text, tokens, known, paired, evidence, findArms),
    ...judgeTimes(claim.text, paired),
    ...judgeVisits(claim.text, paired),
    // what the others of a list are of is open where one of its numbers is wrong
    ...(isWrong ? [] : judgeMeaning(claim, tokens, pairing.paired, evidence, findArms)),
    ...judgeArms(claim.text, paired, findArms, allKnown).map(toArmFinding),
    ...judgeCellWords(claim, explained.words, paired, evidence, known, findArms),
  ]
  const told = listTold(claim, tokens, evidence, expected, findArms)
  const held = explained.held + implied.length + told.length
  return { findings, held, told, isComputed: pairing.unpaired.length > ofNumbers.length, paired }
}

function judgeUnexplained(
  claim: Claim,
  tokens: readonly Token[],
  { pairing, unexplained }: Explained,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  known: string,
  findArms: ArmFinder,
): readonly CellFinding[] {
  const findMeant = createMeantFinder(claim, tokens, evidence, findArms)
  return unexplained.map(
    (token) =>
      judgeDose(claim.text, token, paired, known, findArms) ??
      describeNumber(claim.text, token, unexplained.length, pairing, findMeant(token)),
  )
}

/** What was only found is meant where a sentence surely means it as well. */
function createMeantFinder(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): (token: Token) => MeaningTest {
  const isMeant = createMeaningTest(claim, tokens, evidence, findArms)
  if (!claim.isFound) return () => isMeant
  const isSure = createSureTest(claim, tokens, evidence, findArms)
  return ({ range: place }) =>
    (value) => {
      const { index, range } = value
      const finding = { kind: 'number', claim: place, contradicts: true } as const
      return isMeant(value) && isSure({ ...finding, evidence: { index, range } })
    }
}

function listWordsAbove(evidence: readonly ClaimEvidence[]): readonly string[] {
  const above = evidence.flatMap(({ cell, context }) => [
    ...(cell?.headers ?? []),
    ...listKinds(cell),
    context,
  ])
  return [...new Set(above)]
}

/** Of a record: "Order" above "PO-1007". */
function listKinds(cell: ClaimEvidence['cell']): readonly string[] {
  return cell && isRecordNumber(cell.reference.rowPath.at(-1) ?? '')
    ? (cell.table.corners ?? [])
    : []
}

/** Cells without a number whose date or words the claim has, each of them. */
function listTold(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  expected: readonly ExpectedText[],
  findArms: ArmFinder,
): readonly number[] {
  const keys = new Set(tokens.map(({ key }) => key))
  return evidence.flatMap(({ cell, quote }, index) => {
    const words = readStatement(expected[index]?.text ?? '', findArms)
    const isTold = words.every(({ kind, key }) => kind !== 'number' && keys.has(key))
    const isHeld =
      !claim.isFound || (cell !== null && tellsRecord(claim.text, cell.reference, quote))
    return isTold && words.length > 0 && isHeld ? [index] : []
  })
}

/** The heads above a cell as one text: "Years ended December 31," and below it "2019". */
function readColumns(evidence: readonly ClaimEvidence[], findArms: ArmFinder): readonly Token[] {
  const columns = new Set(evidence.map(({ cell }) => cell?.reference.columnPath.join(' ') ?? ''))
  return [...columns].flatMap((words) => readStatement(words, findArms))
}

/** A date that neither a cell nor its heads have. */
function judgeDates(
  text: string,
  tokens: readonly Token[],
  known: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = [...known, ...readColumns(evidence, findArms)].flatMap(({ kind, key }) =>
    kind === 'date' ? [key] : [],
  )
  return tokens
    .filter(({ kind, key }) => kind === 'date' && !told.some((date) => date.startsWith(key)))
    .filter(({ key, range }) => !isStartOfChange(key, text.slice(0, range.start), paired, evidence))
    .map(({ range }) => ({ kind: 'date', claim: range, evidence: null, contradicts: false }))
}

function toUnheldNumber({ range }: Token): CellFinding {
  return { kind: 'number', claim: range, evidence: null, contradicts: false }
}

function toArmFinding({ claim, value }: ArmFinding): CellFinding {
  const evidence = value ? { index: value.index, range: value.range } : null
  return { kind: 'arm', claim, evidence, contradicts: value !== undefined }
}

/** One cell cited twice, for a value and for a condition, gives its value once. */
function dropTwins(
  values: readonly CellValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellValue[] {
  return values.filter((value, at) => {
    const isCondition = /[<>=]/.test(evidence[value.index]?.formula.replace(/=\s*\S+$/, '') ?? '')
    return (
      !isCondition ||
      !values.some(
        (other, place) =>
          place < at &&
          evidence[other.index]?.sourceTextId === evidence[value.index]?.sourceTextId &&
          rangesOverlap(other.range, value.range),
      )
    )
  })
}
