import { expect, test } from 'vitest'
import { describeSize } from '../../../addin/state/size-words.ts'
import { describeVersion } from '../../../addin/state/version-words.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [48_300, '48 kB'],
  [999_499, '999 kB'],
  [999_600, '1.0 MB'],
  [50_000_000, '50.0 MB'],
])('%i bytes are said as %s', (bytes, words) => {
  expect(describeSize(bytes)).toBe(words)
})

test('a version says whether it was sent, where its document is one that is sent', () => {
  const version = { number: 3, sizeBytes: 48_300 }
  expect(describeVersion({ version, isUnchanged: false }, false)).toBe('Version 3, 48 kB')
  expect(describeVersion({ version, isUnchanged: false }, true)).toBe('Version 3, 48 kB, sent')
  expect(describeVersion({ version, isUnchanged: true }, true)).toBe(
    'Version 3, 48 kB, unchanged: not sent again',
  )
  expect(describeVersion({ version: undefined, isUnchanged: false }, true)).toBe('')
})
