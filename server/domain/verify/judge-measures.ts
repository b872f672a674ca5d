import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { listCountColumns } from './count-columns.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { nameKey } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * "Amount" in a table of exceptions is that of the exceptions: told of all payments, or of each exception,
 * it is another amount. A table is of what its title names, where it counts more than that.
 */
export function judgeMeasures(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = new Set([...tokens, ...readStatement(claim.context, findArms)].map(nameKey))
  return doubtPairs(paired, ({ value }) => {
    const cited = evidence[value.index]
    const things = cited ? findThings(cited, findArms) : []
    const isTold =
      things.every((key) => told.has(key)) ||
      (!claim.isFound && cited !== undefined && refersBack(claim.text, tokens, cited, findArms))
    return !isTold || tellsEach(claim.text, tokens, things)
  })
}

/** Keys of the counted things that a measured value is of; none where the table counts one thing alone. */
function findThings(cited: ClaimEvidence, findArms: ArmFinder): readonly string[] {
  const columns = listCountColumns(cited, findArms)
  const head = cited.cell?.reference.columnPath.at(-1) ?? ''
  if (!amount.test(head.replace(/\(.*?\)/g, ' ').trim())) return []
  if (columns.length < 2 || columns.some(({ isOwn }) => isOwn)) return []
  const [title = ''] = cited.context.split(/\n|,|\s(?:by|per|in|for|of|found)\s/)
  const named = new Set(readStatement(title, findArms).map(nameKey))
  const ofTitle = columns.filter(({ words }) => [...words].every((key) => named.has(key)))
  return ofTitle.length === 1 ? ofTitle.flatMap(({ words }) => [...words]) : []
}

/** "Most of the value was in …" goes on from a sentence that told of what, unless it names another thing. */
function refersBack(
  text: string,
  tokens: readonly Token[],
  cited: ClaimEvidence,
  findArms: ArmFinder,
): boolean {
  const told = new Set(tokens.map(nameKey))
  const columns = listCountColumns(cited, findArms)
  return (
    theAmount.test(text) && !columns.some(({ words }) => [...words].some((key) => told.has(key)))
  )
}

const theAmount = /\bof the (?:total )?(?:amount|value|sum|cost)s?\b(?! of\b)/i

/** A head that says nothing of what it is the amount of. */
const amount = /^(?:total )?(?:amounts?|values?|sums?|costs?|total)$/i

function tellsEach(text: string, tokens: readonly Token[], things: readonly string[]): boolean {
  return tokens.some((token) => {
    const { start, end } = token.range
    const isOne = things.includes(nameKey(token)) && !/s$/i.test(text.slice(start, end))
    return isOne && each.test(text.slice(0, start))
  })
}

const each = /\b(?:each|every|an?)\s+(?:\p{L}+\s+){0,3}$/iu
