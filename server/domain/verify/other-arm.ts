import type { ArmFinder } from './arms.ts'
import type { Claim, ClaimEvidence, Difference } from './verdict.ts'

/**
 * A claim that stands below one arm's name says nothing that words below another's could show, unless
 * either names the other's arm itself.
 */
export function findOtherArm(
  { text, context }: Claim,
  evidence: readonly { readonly one: ClaimEvidence }[],
  findArms: ArmFinder,
): Difference | undefined {
  const own = listArms(context, findArms)
  const above = evidence.map(({ one }) => one.context).join('\n')
  const others = listArms(above, findArms)
  const words = evidence.map(({ one }) => [one.quote, ...(one.cell?.headers ?? [])].join('\n'))
  const told = listArms(text, findArms)
  const there = new Set([...others, ...words.flatMap((one) => [...listArms(one, findArms)])])
  const isOther = own.size > 0 && others.size > 0
  if (!isOther || shareAny(own, there) || shareAny(told, others)) return undefined
  return { kind: 'arm', claim: { start: 0, end: text.length }, evidence: null }
}

function listArms(text: string, findArms: ArmFinder): ReadonlySet<string> {
  return new Set(findArms(text).map(({ arm }) => arm))
}

function shareAny(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((arm) => others.has(arm))
}
