import { createAnchorer } from '../../shared/text/anchor.ts'
import { createDescriber } from '../../shared/text/describe.ts'
import { editDocument } from './cases.ts'
import { createNaiveFinder } from './naive.ts'
import type { Finder } from './score.ts'
import type { BenchText } from './texts.ts'

/** Edited documents that are timed. */
const rounds = 6

/** Milliseconds an anchor in the longest document, edited; what all anchors share is told apart. */
export function measureSpeed(texts: readonly BenchText[]): void {
  const source = texts.toSorted((a, b) => b.text.length - a.text.length)[0]
  if (!source) throw new Error('no texts')
  const words = source.text.split(/\s+/).length
  console.log(`\nspeed in ${source.name}, ${words} words`)
  timeFinder('sourcewright', source, (text) => createAnchorer(text))
  timeFinder('exact, then approximate', source, createNaiveFinder)
  timeDescriber(source)
}

function timeFinder(name: string, source: BenchText, createFinder: (text: string) => Finder): void {
  const describe = createDescriber(source.text)
  const [first, each]: [number[], number[]] = [[], []]
  for (let seed = 1; seed <= rounds; seed++) {
    const { edited, cases } = editDocument(source, seed)
    const descriptions = cases.map(({ target }) => describe(target))
    const find = createFinder(edited.text)
    for (const [index, { quote, position }] of descriptions.entries()) {
      const times = index === 0 ? first : each
      times.push(time(() => find(quote, position)))
    }
  }
  console.log(`  ${name.padEnd(24)} ${showTimes(each)}; first in a text ${showTimes(first)}`)
}

function timeDescriber(source: BenchText): void {
  const describe = createDescriber(source.text)
  const step = Math.ceil(source.places.length / 500)
  const places = source.places.filter((_, index) => index % step === 0)
  const [, ...times] = places.map((place) => time(() => describe(place)))
  console.log(`  ${'describe'.padEnd(24)} ${showTimes(times)}`)
}

function time(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function showTimes(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? NaN).toFixed(2)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`
}
