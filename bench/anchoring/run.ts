import { createAnchorer } from '../../shared/text/anchor.ts'
import { createNaiveFinder } from './naive.ts'
import { printKinds, printTotals } from './print.ts'
import { scoreDocument, type Finder, type Scored } from './score.ts'
import { measureSpeed } from './speed.ts'
import { readTexts, type BenchText } from './texts.ts'
import { printVersions } from './versions.ts'

/** Edited documents of each text; together they hold more than 5,000 edits. */
const rounds = 24

/**
 * The seeds of the half that nothing was tuned on begin here. Both halves below were read while the engine
 * was made, those from 1000 on as a held-out half with 9 wrong landings in 2,694, so they are for tuning now.
 */
const firstHeldOut = 2000

/** Edits whose id has an even digest: on these we tune. */
export async function benchAnchoring(): Promise<void> {
  const texts = await readTexts()
  benchHalf(texts, true)
  printVersions()
  measureSpeed(texts)
}

/** Odd ids of other seeds, and so other edits of the same documents: nothing was tuned on them. */
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
  const first = isTuning ? 0 : firstHeldOut
  const seeds = Array.from({ length: rounds }, (_, round) => first + round + 1)
  return texts.flatMap((source) =>
    seeds.flatMap((seed) => scoreDocument(source, seed, isTuning, createFinder)),
  )
}
