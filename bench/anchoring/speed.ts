import { createAnchorer } from '../../shared/text/anchor.ts'
import { createCarrier } from '../../shared/text/carry.ts'
import { createDescriber } from '../../shared/text/describe.ts'
import { shiftRange } from '../../shared/text/range.ts'
import { editDocument } from './cases.ts'
import { createNaiveFinder } from './naive.ts'
import type { Finder } from './score.ts'
import type { BenchText } from './texts.ts'

/** Edited documents that are timed. */
const rounds = 6

/** Words of the document that is timed: the longest ones, one behind the other until there are as many. */
const leastWords = 42_000

/**
 * Milliseconds an anchor in a long document, edited. `cold`: the first one in a text, with all that is
 * made once of it; `prepared`: the others.
 */
export function measureSpeed(texts: readonly BenchText[]): void {
  const source = joinLongest(texts)
  console.log(`\nspeed in ${source.name}, ${countWords(source.text)} words`)
  timeFinder('sourcewright', source, (text) => createAnchorer(text))
  timeFinder('exact, then approximate', source, createNaiveFinder)
  timeDescriber(source)
  timeCarrier(source)
}

function joinLongest(texts: readonly BenchText[]): BenchText {
  const [first, ...rest] = texts.toSorted((a, b) => b.text.length - a.text.length)
  if (!first) throw new Error('no texts')
  return rest.reduce((joined, next) => {
    if (countWords(joined.text) >= leastWords) return joined
    const by = joined.text.length + 1
    return {
      name: `${joined.name} and ${next.name}`,
      text: `${joined.text}\n${next.text}`,
      places: [...joined.places, ...next.places.map((place) => shiftRange(place, by))],
    }
  }, first)
}

function countWords(text: string): number {
  return text.split(/\s+/).length
}

/** All places of the document, carried over one edited word in its middle. */
function timeCarrier({ text, places }: BenchText): void {
  const at = text.indexOf(' ', text.length / 2)
  const edited = `${text.slice(0, at)} newly${text.slice(at)}`
  const states = new Map<string, number>()
  const took = time(() => {
    const carry = createCarrier(text, edited)
    for (const place of places) {
      const { state } = carry(place)
      states.set(state, (states.get(state) ?? 0) + 1)
    }
  })
  const counts = [...states].map(([state, count]) => `${state} ${count}`).join(', ')
  console.log(
    `  carry all ${places.length} places over one edit: ${took.toFixed(0)} ms (${counts})`,
  )
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
  console.log(`  ${name.padEnd(24)} prepared ${showTimes(each)}; cold ${showTimes(first)}`)
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
