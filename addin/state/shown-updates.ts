import type { UpdateItem } from '../../shared/contract/updates.ts'
import type { AppliedUpdates } from './applied-updates.ts'
import type { UpdatePlan } from './check-updates.ts'

/** An update by its name of nameUpdates. */
export type NamedUpdate = { readonly name: string; readonly update: UpdateItem }

/** An update that was to be put in, as the document has it afterwards; `listed` is what it was before. */
export type FollowedUpdate = NamedUpdate & { readonly listed: UpdateItem }

/**
 * The updates of the list, those that were put in since it was asked for with their new words, and
 * behind them those that have left it: what became of them stays to be read.
 */
export function listShown(
  listed: readonly NamedUpdate[],
  followed: readonly FollowedUpdate[],
  applied: AppliedUpdates,
): readonly NamedUpdate[] {
  const names = new Set(listed.map(({ name }) => name))
  const done = followed.filter(({ name }) => applied.get(name)?.kind === 'applied')
  const left = done.filter(({ name }) => !names.has(name))
  const now = listed.map((one) => done.find((other) => other.listed === one.update) ?? one)
  return [...now, ...new Map(left.map((one) => [one.name, one])).values()]
}

/** How many of the list the document has by now. */
export function countFollowed(
  listed: readonly NamedUpdate[],
  shown: readonly (NamedUpdate & { readonly plan: UpdatePlan })[],
): number {
  const names = new Set(listed.map(({ name }) => name))
  return shown.filter(({ name, plan }) => names.has(name) && plan.kind === 'done').length
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
