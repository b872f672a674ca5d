import { expect, it } from 'vitest'
import type { UpdateItem } from '../../../shared/contract/updates.ts'
import type { UpdateOutcome } from '../../../addin/state/applied-updates.ts'
import { planUpdate } from '../../../addin/state/check-updates.ts'
import { countFollowed, followPlan, listShown } from '../../../addin/state/shown-updates.ts'

const update: UpdateItem = {
  target: {
    selector: { exact: 'Treated were 86 subjects.', prefix: '', suffix: '' },
    section_id: 'Results',
    kind: 'sentence',
    recorded: 'Treated were 86 subjects.',
  },
  state: 'changed',
  old: '86',
  new: '88',
  source: { document_id: 'd', name: 't', old_version: 1, new_version: 2, reader_changed: false },
  citation: { quote: '86', page: null, page_label: null, start_char: 0, end_char: 2, table: null },
  new_place: null,
}
const named = (name: string) => ({ name, update })
const done: UpdateOutcome = { kind: 'applied', isTracked: true }
const refused: UpdateOutcome = { kind: 'refused', reason: 'Locked.' }
const afterwards = (one: ReturnType<typeof named>) => ({ ...one, listed: { ...update } })
const namesOf = (shown: ReturnType<typeof listShown>) => shown.map(({ name }) => name)

it('keeps an update that was put in and has left the list, once, behind those that are listed', () => {
  const followed = [named('a'), named('b'), named('a')].map(afterwards)
  const applied = new Map([
    ['a', done],
    ['b', done],
  ])
  expect(namesOf(listShown([named('b'), named('c')], followed, applied))).toEqual(['b', 'c', 'a'])
})

it('keeps none that was not put in', () => {
  expect(listShown([], [afterwards(named('a'))], new Map([['a', refused]]))).toEqual([])
  expect(listShown([], [afterwards(named('a'))], new Map())).toEqual([])
})

it('shows the words that the document has afterwards, and offers nothing more to put in', () => {
  const plan = planUpdate(update)
  if (plan.kind !== 'ready') throw new Error('the value stands there once')
  const followed = followPlan(update, plan)
  expect(followed.target.selector.exact).toBe('Treated were 88 subjects.')
  expect(planUpdate(followed)).toEqual({ kind: 'done' })
})

it('counts one as put in while the list is older than that, and then by what the list says', () => {
  const plan = planUpdate(update)
  if (plan.kind !== 'ready') throw new Error('the value stands there once')
  const followed = [{ name: 'a', update: followPlan(update, plan), listed: update }]
  const count = (listed: UpdateItem) => {
    const names = [{ name: 'a', update: listed }]
    const shown = listShown(names, followed, new Map([['a', done]]))
    return countFollowed(
      names,
      shown.map((one) => ({ ...one, plan: planUpdate(one.update) })),
    )
  }
  expect(count(update)).toBe(1)
  // the writer has undone it, and the list was asked for again
  expect(count({ ...update })).toBe(0)
})
