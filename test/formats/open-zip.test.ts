import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openZip } from '../../server/formats/open-zip.ts'
import { buildZip, claimSize, lockInZip, renameInZip } from '../support/build-zip.ts'

const limits = { maximumFiles: 5, maximumTotal: 4_000_000, maximumFile: 2_000_000 }

/** Each file by name: its text, or the code with which it is refused. */
function open(zip: Uint8Array): unknown {
  const opened = openZip(zip, limits)
  if (opened.outcome === 'refused') return opened.code
  return opened.members.map((one) => [
    one.name,
    'bytes' in one ? new TextDecoder().decode(one.bytes) : one.refused.code,
  ])
}

test('files come with their folders, in their order, and folders themselves are none', () => {
  const zip = buildZip({ 'b/c/one.txt': 'One.', 'b/': '', 'a.txt': 'Two.', 'ä.txt': 'Three.' })
  expect(open(zip)).toEqual([
    ['b/c/one.txt', 'One.'],
    ['a.txt', 'Two.'],
    ['ä.txt', 'Three.'],
  ])
})

test('what Macs and Windows put beside the files is left out, by name', () => {
  const junk = ['__MACOSX/._a.txt', '.DS_Store', 'x/Thumbs.db']
  const files = Object.fromEntries(['a.txt', ...junk].map((name) => [name, 'x']))
  expect(openZip(buildZip(files), limits)).toMatchObject({
    members: [{ name: 'a.txt' }],
    leftOut: junk,
  })
})

test.each([
  ['/tc/passwd', 'damaged'],
  ['../a/b.txt', 'damaged'],
  ['a/../b.txt', 'damaged'],
  ['..\\a/b.txt', 'damaged'],
  ['C:\\a/b.txt', 'damaged'],
])('the path %s is refused, and the file beside it is not', (path, code) => {
  const plain = 'x'.repeat(path.length)
  const zip = renameInZip(buildZip({ [plain]: 'Out.', 'good.txt': 'Good.' }), plain, path)
  expect(open(zip)).toEqual([
    [path.replaceAll('\\', '/'), code],
    ['good.txt', 'Good.'],
  ])
})

test('of twin names neither is taken: which is meant can not be known', () => {
  const zip = buildZip({ 'a1.txt': 'One.', 'a2.txt': 'Two.', 'b.txt': 'Three.' })
  expect(open(renameInZip(zip, 'a2.txt', 'a1.txt'))).toEqual([
    ['a1.txt', 'damaged'],
    ['a1.txt', 'damaged'],
    ['b.txt', 'Three.'],
  ])
})

test('a file behind a password and one that is too tightly packed are refused by name', () => {
  const big = '0'.repeat(1_900_000)
  const zip = lockInZip(
    buildZip({ 'locked.txt': 'x', 'bomb.txt': big, 'b.txt': 'B.' }),
    'locked.txt',
  )
  expect(open(zip)).toEqual([
    ['locked.txt', 'encrypted'],
    ['bomb.txt', 'zip_bomb'],
    ['b.txt', 'B.'],
  ])
})

test('a file that says it is larger than one may be is not unpacked', () => {
  const zip = claimSize(buildZip({ 'big.txt': 'x', 'b.txt': 'B.' }), 'big.txt', 2_000_001)
  expect(open(zip)).toEqual([
    ['big.txt', 'zip_bomb'],
    ['b.txt', 'B.'],
  ])
})

test('a file that unpacks to more or less than it says is damaged', () => {
  for (const size of [1, 3, 400_000]) {
    const zip = claimSize(buildZip({ 'a.txt': 'Eight ch', 'b.txt': 'B.' }), 'a.txt', size)
    expect([size, open(zip)]).toEqual([
      size,
      [
        ['a.txt', 'damaged'],
        ['b.txt', 'B.'],
      ],
    ])
  }
})

test('too many files, or too many bytes of all, refuse the zip before anything is unpacked', () => {
  const six = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 'x']))
  expect(open(buildZip(six))).toBe('zip_bomb')
  const zip = claimSize(buildZip({ 'a.txt': 'x' }), 'a.txt', 4_000_001)
  expect(open(zip)).toBe('zip_bomb')
})

test('a zip with any byte changed never throws, and gives no other words than it held', () => {
  const zip = buildZip({ 'a.txt': 'The first file.', 'b/c.txt': 'The second file.' })
  fc.assert(
    fc.property(fc.nat({ max: zip.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = new Uint8Array(zip)
      changed[at] = (changed[at] ?? 0) ^ by
      const opened = openZip(changed, limits)
      if (opened.outcome === 'refused') return
      for (const one of opened.members) {
        if ('bytes' in one) expect(new TextDecoder().decode(one.bytes)).toMatch(/^The (fir|sec)/)
      }
    }),
  )
})
