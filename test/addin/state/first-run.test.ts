import { expect, test } from 'vitest'
import {
  findNextStep,
  initialFirstRun,
  isGuideShown,
  reduceFirstRun,
  type FirstRunEvent,
} from '../../../addin/state/first-run.ts'

const after = (...events: readonly FirstRunEvent[]) =>
  events.reduce(reduceFirstRun, initialFirstRun)
const done = (step: 'connect' | 'open' | 'select') => ({ type: 'done', step }) as const

test('the guide is shown until each step is done, and names the next', () => {
  expect(findNextStep(initialFirstRun)).toBe('connect')
  const begun = after(done('connect'), done('select'))
  expect([isGuideShown(begun), findNextStep(begun)]).toEqual([true, 'open'])
  const all = reduceFirstRun(begun, done('open'))
  expect([isGuideShown(all), findNextStep(all)]).toEqual([false, undefined])
})

test('the guide can be hidden, and shown again from its beginning', () => {
  const hidden = after(done('connect'), { type: 'dismissed' })
  expect(isGuideShown(hidden)).toBe(false)
  expect(reduceFirstRun(hidden, done('connect'))).toBe(hidden)
  expect(reduceFirstRun(hidden, { type: 'shown_again' })).toEqual(initialFirstRun)
})
