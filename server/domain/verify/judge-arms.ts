import type { TextRange } from '../../../shared/text/range.ts'
import { isControl, type ArmFinder, type ArmMention } from './arms.ts'
import type { CellValue, PairedValue } from './cell-values.ts'
import { opensPair } from './set-against.ts'

export type ArmFinding = { readonly claim: TextRange; readonly value: CellValue | undefined }

/**
 * Holds the arms that a claim names against those of the cells that its values come from: both must
 * stand in one order ("8 with placebo, 44 with low dose"), where a second row of values may go without
 * ("and 5 and 7 mg").
 */
export function judgeArms(
  text: string,
  paired: readonly PairedValue[],
  findArms: ArmFinder,
  known: string,
): readonly ArmFinding[] {
  const mentions = findArms(text)
  const knownArms = new Set([
    ...paired.flatMap(({ value }) => value.arms),
    ...findArms(known).map(({ arm }) => arm),
  ])
  const strange = mentions.filter(({ arm }) => !knownArms.has(arm))
  if (strange.length > 0) return strange.map(({ range }) => ({ claim: range, value: undefined }))
  const beside = listBeside(text, mentions, paired)
  const wrong = beside.filter(
    ({ arm, value }) => value.arms.length > 0 && !value.arms.includes(arm),
  )
  return [
    ...wrong.map(({ range, value }) => ({ claim: range, value })),
    ...listTwice(text, mentions, paired),
    ...judgeReferences(text, mentions, paired, findArms),
    ...listSelfCompared(text, mentions, paired, beside),
    ...(beside.length === 0 ? judgeOrder(text, mentions, paired) : []),
  ]
}

/** "Between placebo and placebo", "placebo, placebo and high dose": nothing stands beside itself. */
function listTwice(
  text: string,
  mentions: readonly ArmMention[],
  [first]: readonly PairedValue[],
): readonly ArmFinding[] {
  return mentions.flatMap(({ arm, range }, at) => {
    const before = mentions[at - 1]
    const isTwice =
      before?.arm === arm &&
      (isJoined(text, before.range, range) ||
        differing.test(text.slice(before.range.end, range.start)))
    return isTwice ? [{ claim: range, value: first?.value }] : []
  })
}

/** Nothing differs from itself. */
const differing =
  /^\s+(?:differ(?:ed|s)?\s+from|(?:(?:was|were|is)\s+)?compared\s+(?:with|to)|versus|vs\.?)\s+$/

/** What may stand between a value and its arm: "40 (47.6%) subjects with", "-0.5 (95% CI …) for". */
const before =
  /^(?:\s*\(|[%)]*\s*(?:\([^()]*\))?\s*(?:(?!(?:than|from|versus|vs|compared|relative|and|as)\b)\p{L}+\s+){0,4}?(?:with|for|in|on|of|to|under|receiving)\s+(?:the\s+)?)$/u

/** And where the arm comes first: "placebo 6 (7.0%)", "than with placebo (75.6%)". */
const behind = /^(?:\s*\(|\s+|\s*:\s*|\s*=\s*)$/

/** In "with A, B and C 1, 2 and 3 died" C is not the arm of 1. */
function isJoined(text: string, one: TextRange | undefined, other: TextRange): boolean {
  return one !== undefined && joining.test(text.slice(one.end, other.start))
}

/** "placebo, drug 5 mg and drug 15 mg": the drug may be no part of what names its arms. */
const joining = /^(?:\s*,\s*|\s*,?\s+(?:and|or)\s+)(?:(?!(?:than|from|versus|vs|to)\b)\p{L}+\s+)?$/u

const goesOn = /^(?:\s*,|\s+(?:and|or)\s+\d)/

/** Nor is A, in "1, 2 and 3 (4%) with A, B and C", the arm of 3. */
function isListed(text: string, paired: readonly PairedValue[], place: number): boolean {
  const [one, own] = [paired[place - 1]?.claim.range, paired[place]?.claim.range]
  if (!one || !own || one.end > own.start) return false
  const between = text.slice(one.end, own.start)
  if (/^\s*\($/.test(between)) return isListed(text, paired, place - 1)
  return /^[%)]*(?:\s*,\s*|\s*,?\s+(?:and|or)\s+)$/.test(between)
}

function leadsOn(text: string, one: TextRange, other: TextRange | undefined): boolean {
  return other !== undefined && isJoined(text, one, other)
}

type Beside = ArmMention & { readonly value: CellValue }

/** "11 low-dose and 7 high-dose patients". */
function isOfPeople(text: string, { range }: PairedValue['claim'], arm: TextRange): boolean {
  return /^\s+$/.test(text.slice(range.end, arm.start)) && people.test(text.slice(arm.end))
}

const people =
  /^(?:\s*,?\s+(?:and|or|but)\s+\d+\s+[\p{L}-]+(?:\s+dose)?)*\s+(?:patients|subjects|participants|women|men)\b/iu

/** Values with the arm that the words beside them give them. */
function listBeside(
  text: string,
  mentions: readonly ArmMention[],
  paired: readonly PairedValue[],
): readonly Beside[] {
  return paired.flatMap(({ claim, value }, place) => {
    const after = mentions.find(
      ({ range }, at) =>
        range.start >= claim.range.end &&
        (before.test(text.slice(claim.range.end, range.start)) || isOfPeople(text, claim, range)) &&
        !(isListed(text, paired, place) && leadsOn(text, range, mentions[at + 1]?.range)),
    )
    const first = mentions.findLast(
      ({ range }, at) =>
        range.end <= claim.range.start &&
        behind.test(text.slice(range.end, claim.range.start)) &&
        !(at > 0 && opensPair(text, claim.range.start)) &&
        !(
          isJoined(text, mentions[at - 1]?.range, range) && goesOn.test(text.slice(claim.range.end))
        ),
    )
    const found = after ?? first
    return found ? [{ ...found, value }] : []
  })
}

const reference =
  /\b(?:from|versus|vs\.?|against|than (?:with|in|for|on)|than|compared (?:with|to)|(?:in )?comparison (?:with|to)|relative to)\s+(?:the\s+)?$/i

/**
 * "Against placebo … with the placebo": who is compared is not whom with. Beside values of one arm each
 * only what stands beside a comparison tells whose it is.
 */
function listSelfCompared(
  text: string,
  mentions: readonly ArmMention[],
  paired: readonly PairedValue[],
  beside: readonly Beside[],
): readonly ArmFinding[] {
  const compared = paired.filter(({ value }) => value.arms.length > 1).map(({ value }) => value)
  const [first] = compared
  const others = mentions.filter(({ range }) => reference.test(text.slice(0, range.start)))
  const against = new Set(others.map(({ arm }) => arm))
  if (!first || against.size !== 1) return []
  const isAlone = compared.length === paired.length
  const own = isAlone
    ? mentions.filter((one) => !others.includes(one)).map((one) => ({ ...one, value: first }))
    : beside.filter(({ value, range }) => compared.includes(value) && !isOneOf(range, others))
  return own
    .filter(({ arm }) => against.has(arm))
    .map(({ range, value }) => ({ claim: range, value }))
}

function isOneOf(range: TextRange, mentions: readonly ArmMention[]): boolean {
  return mentions.some((one) => one.range.start === range.start)
}

/** "the difference from placebo": the arm that a comparison's own heads name beside the column's. */
function judgeReferences(
  text: string,
  mentions: readonly ArmMention[],
  paired: readonly PairedValue[],
  findArms: ArmFinder,
): readonly ArmFinding[] {
  const heads = paired.flatMap(({ value }) => value.headers)
  const pairs = heads
    .filter((head) => isComparison(head, findArms))
    .map((head) => findArms(head).map(({ arm }) => arm))
  const compared = pairs.flat()
  if (compared.length === 0) return []
  const shared = findShared(paired)
  const own = new Set(paired.flatMap(({ value }) => value.arms))
  const references = new Set(
    compared.filter((arm) => !own.has(arm) || shared.has(arm) || isControl(arm)),
  )
  const isOther = ({ arm }: ArmMention): boolean => references.size > 0 && !references.has(arm)
  return mentions
    .filter((mention, at) => {
      const isReference =
        reference.test(text.slice(0, mention.range.start)) &&
        !isInOrder(text, mentions[at - 1], mention, pairs)
      return (
        isOther(mention) && (isReference || isBetween(text, mention, mentions[at + 1], isOther))
      )
    })
    .map(({ range }) => ({ claim: range, value: paired[0]?.value }))
    .concat(listBaselines(text, mentions, paired, references))
}

/** "Placebo vs. high dose", as the head of the value's column itself has it. */
function isInOrder(
  text: string,
  one: ArmMention | undefined,
  other: ArmMention,
  pairs: readonly (readonly string[])[],
): boolean {
  if (!one) return false
  const between = text.slice(one.range.end, other.range.start)
  const isPair = pairs.some(([first, second]) => first === one.arm && second === other.arm)
  return isPair && /^\s+(?:versus|vs\.?|against)\s+$/.test(between)
}

/** "The difference from baseline" of a difference from another arm; "the change from baseline" is what is compared. */
function listBaselines(
  text: string,
  mentions: readonly ArmMention[],
  paired: readonly PairedValue[],
  references: ReadonlySet<string>,
): ArmFinding[] {
  const told = ofBaseline.exec(text)
  const isNamed = mentions.some(({ arm }) => references.has(arm))
  if (!told || isNamed || references.size === 0) return []
  const range = { start: told.index, end: told.index + told[0].length }
  return [{ claim: range, value: paired[0]?.value }]
}

const ofBaseline =
  /(?<!\bchanges? (?:\p{L}+ )?)\b(?:from|versus|vs\.?|against|than|compared (?:with|to)|relative to)\s+(?:at\s+)?(?:the\s+)?baseline\b/iu

/** "Between A and B" of a comparison with neither. */
function isBetween(
  text: string,
  one: ArmMention,
  other: ArmMention | undefined,
  isOther: (mention: ArmMention) => boolean,
): boolean {
  return (
    other !== undefined &&
    isOther(other) &&
    /\bbetween\s+(?:the\s+)?$/i.test(text.slice(0, one.range.start)) &&
    isJoined(text, one.range, other.range)
  )
}

function isComparison(head: string, findArms: ArmFinder): boolean {
  return comparing.test(head) && findArms(head).length > 0
}

const comparing =
  /\bvs\b|\bversus\b|\s[-–−]\s|\bcompar(?:ison|ed) (?:with|to)\b|\bdifferences? from\b/i

type Place = { readonly arm: string; readonly range: TextRange; readonly value?: CellValue }

function judgeOrder(
  text: string,
  mentions: readonly ArmMention[],
  paired: readonly PairedValue[],
): readonly ArmFinding[] {
  const isCompared = paired.some(({ value }) => value.arms.length > 1)
  const shared = findShared(paired)
  const cells = collapse(
    paired.flatMap(({ claim, value }): readonly Place[] => {
      const own = value.arms.filter((arm) => !shared.has(arm))
      return own.length === 1 ? [{ arm: own[0] ?? '', range: claim.range, value }] : []
    }),
  )
  const ofCells = new Set(cells.map(({ arm }) => arm))
  const everyTold = mentions.filter(
    ({ arm, range }) =>
      ofCells.has(arm) && !(isCompared && reference.test(text.slice(0, range.start))),
  )
  const told = collapse(everyTold)
  const [other] = mentions.filter(({ range }) => !reference.test(text.slice(0, range.start)))
  const [one] = cells
  // "34 with low dose" of a cell of high dose, which the claim does not name
  if (told.length === 0 && other && one?.value && cells.length === 1 && !isCompared)
    return [{ claim: other.range, value: one.value }]
  const named = new Set(told.map(({ arm }) => arm))
  const values = collapse(cells.filter(({ arm }) => named.has(arm)))
  // an arm that is told twice takes the place of another one
  return compareOrder(told, everyTold.length === cells.length ? cells : values)
}

/** In a row of comparisons with one arm, that arm tells nothing apart. */
function findShared(paired: readonly PairedValue[]): ReadonlySet<string> {
  const [first, ...others] = paired.map(({ value }) => value.arms).filter((arms) => arms.length > 1)
  return new Set(
    first
      ?.filter((arm) => others.every((arms) => arms.includes(arm)))
      .filter((arm) => others.length > 0 || isControl(arm)),
  )
}

function compareOrder(told: readonly Place[], values: readonly Place[]): readonly ArmFinding[] {
  if (told.length === 0 || values.length === 0) return []
  const count = Math.max(told.length, values.length)
  for (let at = 0; at < count; at++) {
    const mention = told[at % told.length]
    const value = values[at]
    if (!mention) continue
    const goesOn = at < told.length || count === values.length
    if (goesOn && mention.arm !== value?.arm) return [{ claim: mention.range, value: value?.value }]
  }
  return []
}

/** Runs of one arm are one place. */
function collapse<Of extends Place>(places: readonly Of[]): readonly Of[] {
  return places.filter(({ arm }, at) => arm !== places[at - 1]?.arm)
}
