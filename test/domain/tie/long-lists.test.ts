import { describe, expect, test } from 'vitest'
import { readLines } from '../../../server/domain/tie/read-line.ts'

describe('the names of a long list', () => {
  test('are told apart in seconds, though half of them begin alike', () => {
    const paths = Array.from({ length: 12_000 }, (_, at) => [
      `Order of ${at % 2 ? 'planks' : 'nails'}, lot ${at}`,
    ])
    const begun = performance.now()
    const lines = readLines(paths, () => true)
    expect(performance.now() - begun).toBeLessThan(4000)
    expect(lines[7]?.labels[0]?.core.map(({ key }) => key)).toContain('#7')
  })

  test('are told apart by their words alone where these are no other’s', () => {
    const lines = readLines(
      [['Pain after dose 1'], ['Fever after dose 1'], ['Fever after dose 2']],
      () => true,
    )
    const cores = lines.map(({ labels: [label] }) => label?.core.map(({ key }) => key))
    expect(cores[0]).toEqual(['pain'])
    expect(cores[1]).toContain('#1')
    expect(cores[2]).toContain('#2')
  })
})
