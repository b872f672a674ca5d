import { sliceRange } from '../../../shared/text/range.ts'
import { createArmFinder, readArmHead } from './arms.ts'
import type { Claim, ClaimEvidence, Difference, ReasonCode } from './verdict.ts'

/** The reason of a verdict in words, with the token that differs and what stands there instead. */
export function explain(
  reason: ReasonCode,
  claim: Claim,
  evidence: readonly ClaimEvidence[],
  [first]: readonly Difference[],
): string {
  if (!first || !isOfDifference(reason)) return plain[reason]
  const words = sliceRange(claim.text, first.claim)
  const told = `“${words}”`
  if (reason === 'template_words') return `${plain[reason]} No source says ${told}.`
  const rival = quoteRival(first, evidence)
  const kind = first.kind === 'arm' ? 'group' : first.kind
  if (rival === undefined && kind === 'group' && words === claim.text) return ofOtherGroup
  if (rival === undefined) return `${plain[reason]} Not found: ${told} (${kind}).`
  const group = kind === 'group' ? findGroup(first, evidence) : undefined
  const isSame = words === rival || words.startsWith(`${rival} `)
  if (isSame && group !== undefined)
    return `${plain[reason]} It gives “${rival}” for the group “${group}” alone.`
  const heads = words === rival ? nameHeads(first, evidence) : ''
  if (heads !== '') return `${plain[reason]} It gives “${rival}” for “${heads}”.`
  if (group === undefined) return `${plain[reason]} ${told} against “${rival}” (${kind}).`
  return `${plain[reason]} It gives “${rival}” for the group “${group}”, which is not ${told} here.`
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
  const cell = evidence ? all[evidence.index]?.cell : undefined
  return cell ? cell.headers.map((head) => head.replace(/:$/, '')).join(', ') : ''
}

const plain: Readonly<Record<ReasonCode, string>> = {
  stated: 'The source says this.',
  computed: 'This follows from the source’s values.',
  planned: 'Only a plan says this: it shows what was planned, not what was done.',
  differs: 'The source says otherwise.',
  not_all_found: 'The source says a part of this.',
  template_words: 'The values are the source’s, the words around them the template’s own.',
  no_evidence: 'No source says this.',
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
