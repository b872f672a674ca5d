import { createAnchorer } from '../../shared/text/anchor.ts'
import type { Anchored } from '../../shared/text/anchor-land.ts'
import { createDescriber } from '../../shared/text/describe.ts'
import { foldText } from '../../shared/text/fold.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { createRandom } from '../random.ts'
import { readVersions, type BenchText } from './texts.ts'

/** Landings to read by eye. */
const shown = 40

type Landing = { readonly quote: string; readonly words: string; readonly found: Anchored }

/** Real edits: sentences and cells of the first version looked for in the later ones. */
export function printVersions(): void {
  const [first, ...later] = readVersions()
  if (!first) throw new Error('no versions')
  const landings = later.flatMap((newer) => {
    const all = anchorAll(first, newer)
    console.log(`\n${first.name} in ${newer.name}: ${countStates(all)}`)
    return all
  })
  // what stands there word for word needs no eye, nor does one landing need two looks
  const changed = landings.filter(
    ({ quote, words, found }) => found.range && fold(quote) !== fold(words),
  )
  const distinct = [...new Map(changed.map((one) => [`${one.quote}\n${one.words}`, one])).values()]
  console.log(`\n${shown} of ${distinct.length} landings on other words, drawn by a seed:`)
  const random = createRandom(1)
  for (let left = shown; left > 0 && distinct.length > 0; left--) {
    const [one] = distinct.splice(Math.floor(random() * distinct.length), 1)
    if (one) console.log(`  ${one.found.state}\n    ${show(one.quote)}\n    ${show(one.words)}`)
  }
}

function anchorAll(older: BenchText, newer: BenchText): Landing[] {
  const describe = createDescriber(older.text)
  const find = createAnchorer(newer.text)
  return older.places.map((range) => {
    const { quote, position } = describe(range)
    const found = find(quote, position)
    const words = found.range ? sliceRange(newer.text, found.range) : ''
    return { quote: quote.exact, words, found }
  })
}

function countStates(landings: readonly Landing[]): string {
  const groups = Map.groupBy(landings, ({ found }) => found.state)
  return [...groups].map(([state, list]) => `${state} ${list.length}`).join(', ')
}

function fold(text: string): string {
  return foldText(text).folded.trim()
}

function show(text: string): string {
  return JSON.stringify(text.length > 320 ? `${text.slice(0, 200)} … ${text.slice(-100)}` : text)
}
