import type { UpdateItem } from '../../shared/contract/updates.ts'
import type { AppliedUpdates } from './applied-updates.ts'
import type { UpdatePlan } from './check-updates.ts'

/** An update by its name of nameUpdates. */
export type NamedUpdate = { readonly name: string; readonly update: UpdateItem }

/**
 * The updates of the list, and behind them those that were put in and have left it since: what became of
 * them stays to be read.
 * @param followed those that were to be put in, as the document has them afterwards
 */
export function listShown(
  listed: readonly NamedUpdate[],
  followed: readonly NamedUpdate[],
  applied: AppliedUpdates,
): readonly NamedUpdate[] {
  const names = new Set(listed.map(({ name }) => name))
  const left = followed.filter(
    ({ name }) => !names.has(name) && applied.get(name)?.kind === 'applied',
  )
  return [...listed, ...new Map(left.map((one) => [one.name, one])).values()]
}

/** The update with the words that its target has once the plan is carried out. */
export function followPlan(
  update: UpdateItem,
  { range, text }: Extract<UpdatePlan, { kind: 'ready' }>,
): UpdateItem {
  const { target } = update
  const { exact } = target.selector
  const now = exact.slice(0, range.start) + text + exact.slice(range.end)
  return { ...update, target: { ...target, selector: { ...target.selector, exact: now } } }
}
