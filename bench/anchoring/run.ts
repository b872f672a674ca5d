import { createAnchorer } from '../../shared/text/anchor.ts'
import { createNaiveFinder } from './naive.ts'
import { printKinds, printTotals } from './print.ts'
import { scoreDocument, type Finder, type Scored } from './score.ts'
import { measureSpeed } from './speed.ts'
import { readTexts, type BenchText } from './texts.ts'
import { printVersions } from './versions.ts'

/** Edited documents of each text; together they hold more than 5,000 edits. */
const rounds = 24

/** Edits whose id has an even digest: on these we tune. */
export async function benchAnchoring(): Promise<void> {
  const texts = await readTexts()
  benchHalf(texts, true)
  printVersions()
  measureSpeed(texts)
}

/** The other half, which nothing was tuned on. */
export async function benchAnchoringHeldOut(): Promise<void> {
  benchHalf(await readTexts(), false)
}

function benchHalf(texts: readonly BenchText[], isTuning: boolean): void {
  const ours = scoreAll(texts, isTuning, (text) => createAnchorer(text))
  printKinds(ours)
  printTotals('sourcewright', ours)
  printTotals('exact, then approximate', scoreAll(texts, isTuning, createNaiveFinder))
}

function scoreAll(
  texts: readonly BenchText[],
  isTuning: boolean,
  createFinder: (text: string) => Finder,
): Scored[] {
  const seeds = Array.from({ length: rounds }, (_, round) => round + 1)
  return texts.flatMap((source) =>
    seeds.flatMap((seed) => scoreDocument(source, seed, isTuning, createFinder)),
  )
}
