import { sliceRange } from '../../../shared/text/range.ts'
import { createArmFinder, readArmHead } from './arms.ts'
import type { Claim, ClaimEvidence, Difference, ReasonCode } from './verdict.ts'

/** The reason of a verdict in words, with the token that differs and what stands there instead. */
export function explain(
  reason: ReasonCode,
  claim: Claim,
  evidence: readonly ClaimEvidence[],
  differences: readonly Difference[],
): string {
  const [first] = differences
  if (!first || !isOfDifference(reason)) return plain[reason]
  const words = sliceRange(claim.text, first.claim)
  if (reason === 'template_words') return `${plain[reason]} No source says “${words}”.`
  const rival = quoteRival(first, evidence)
  const kind = nameKind(first)
  if (rival === undefined && kind === 'group' && words === claim.text) return ofOtherGroup
  const told =
    rival === undefined ? listNotFound(claim, differences) : describe(first, words, rival, evidence)
  return `${plain[reason]} ${told}`
}

function nameKind({ kind }: Difference): string {
  return kind === 'arm' ? 'group' : kind
}

/** All of one kind: who reads that “8” was not found looks for “10” as well. */
function listNotFound(claim: Claim, [first, ...others]: readonly Difference[]): string {
  if (!first) return ''
  const same = others.filter(({ kind, evidence }) => kind === first.kind && evidence === null)
  const told = [first, ...same].map((one) => `“${sliceRange(claim.text, one.claim)}”`)
  const shown = [...new Set(told)]
  const more = shown.length > mostShown ? [`${shown.length - mostShown} more`] : []
  return `Not found: ${join([...shown.slice(0, mostShown), ...more])} (${nameKind(first)}).`
}

const mostShown = 3

function join(words: readonly string[]): string {
  const [last = ''] = words.slice(-1)
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

function describe(
  first: Difference,
  words: string,
  rival: string,
  evidence: readonly ClaimEvidence[],
): string {
  const told = `“${words}”`
  const kind = nameKind(first)
  if (words === '') return `“${rival}” (${kind}) stands in the source and not here.`
  const group = kind === 'group' ? findGroup(first, evidence) : undefined
  const isSame = words === rival || words.startsWith(`${rival} `)
  if (isSame && group !== undefined) return `It gives “${rival}” for the group “${group}” alone.`
  const heads = words === rival ? nameHeads(first, evidence) : ''
  if (heads !== '') return `It gives “${rival}” for “${heads}”.`
  if (group !== undefined)
    return `It gives “${rival}” for the group “${group}”, which is not ${told} here.`
  if (!/\d/.test(words) && keepLetters(words) === keepLetters(rival))
    return `${told} stands in another place there.`
  return `${told} against “${rival}” (${kind}).`
}

/** "High-dose" is written in other places as "high dose". */
function keepLetters(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}.+-]|(?<=\p{L})-/gu, '')
}

/** The words agree, but stand below another group's name. */
const ofOtherGroup = 'The source says this of another group.'

/** A value's group as the heads of its cell name it; undefined where these are words, which name it. */
function findGroup({ evidence }: Difference, all: readonly ClaimEvidence[]): string | undefined {
  const cell = evidence ? all[evidence.index]?.cell : undefined
  const findArms = createArmFinder(all)
  return cell?.headers.findLast((head) => readArmHead(head, findArms).length > 0)
}

/** Where a number stands that a sentence gives for something else; '' outside of a table. */
function nameHeads({ evidence }: Difference, all: readonly ClaimEvidence[]): string {
  return (evidence && joinHeads(all[evidence.index])) ?? ''
}

function joinHeads(one: ClaimEvidence | undefined): string | undefined {
  return one?.cell?.headers.map((head) => head.replace(/:$/, '')).join(', ')
}

/** Of words that no token is against, and that nobody said to rest on this: what they would have to name. */
export function explainOpen(decided: readonly ClaimEvidence[]): string {
  const heads = [...new Set(decided.flatMap((one) => joinHeads(one) ?? []))]
  if (heads.length === 0) return `${plain.not_all_found} ${notInOnePlace}`
  const shown = heads.slice(0, mostShown).map((one) => `“${one}”`)
  const more = heads.length > mostShown ? [`${heads.length - mostShown} more`] : []
  return `${plain.not_all_found} Values like these stand at ${join([...shown, ...more])}; the sentence does not say for certain that it means these.`
}

const notInOnePlace = 'No single place of it says all of it.'

const plain: Readonly<Record<ReasonCode, string>> = {
  stated: 'The source says this.',
  computed: 'This follows from the source’s values.',
  planned: 'Only a plan or a rule says this: it shows what was to be done, not what was done.',
  differs: 'The source says otherwise.',
  not_all_found: 'The source says a part of this.',
  template_words: 'The values are the source’s, the words around them the template’s own.',
  no_evidence: 'No source was found that says this.',
  no_statement: 'This states nothing that could be checked.',
}

function isOfDifference(reason: ReasonCode): boolean {
  return reason === 'differs' || reason === 'not_all_found' || reason === 'template_words'
}

function quoteRival({ evidence }: Difference, all: readonly ClaimEvidence[]): string | undefined {
  const source = evidence && all[evidence.index]
  if (!source) return undefined
  const { start, end } = evidence.range
  return source.quote.slice(start - source.range.start, end - source.range.start)
}
