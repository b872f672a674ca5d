import { describeShare } from '../bootstrap.ts'
import type { Scored } from './score.ts'
import type { Verdict } from './judge.ts'

const verdicts = ['right', 'wide', 'wrong', 'ambiguous', 'lost'] as const

/** A line a kind of edit; every wrong landing in words. */
export function printKinds(scored: readonly Scored[]): void {
  console.log(`\nkind of edit${' '.repeat(20)} ${['edits', ...verdicts].map(pad).join('')}`)
  for (const [kind, list] of Map.groupBy(scored, (one) => one.kind)) {
    const counts = verdicts.map((verdict) => count(list, verdict))
    console.log(`${kind.padEnd(32)} ${[list.length, ...counts].map(pad).join('')}`)
  }
  for (const one of scored.filter(({ verdict }) => verdict === 'wrong')) {
    console.log(
      `  wrong, ${one.kind}: ${JSON.stringify(one.description.quote.exact)} at ${JSON.stringify(one.landed)}`,
    )
  }
}

/**
 * `wide` counts as right: the edge lies among words that the same edits wrote. Found is told of quotes of
 * which 60 % are left, by three definitions of a twin, from the plain one to the widest, and by isMeant of
 * score.ts. The first is the aim as it is written, read strictly: the share of units that are left in however
 * many pieces, and no twin but one that has the same words. It decides; the others say what it is made of.
 */
export function printTotals(name: string, scored: readonly Scored[]): void {
  const [right, wide, wrong, ambiguous, lost] = verdicts.map((verdict) => count(scored, verdict))
  console.log(
    `\n${name}, ${scored.length} edits: right ${right} (of these ${wide} more wide), wrong ${wrong}, ` +
      `ambiguous ${ambiguous}, lost ${lost}`,
  )
  const findable = scored.filter(({ isFindable }) => isFindable)
  printFound('60 % left, no twin word for word (decides)', findable)
  const likest = findable.filter(({ isLikest }) => isLikest)
  printFound('60 % left, no other place as like it', likest)
  const alone = findable.filter(({ isAlone }) => isAlone)
  printFound('60 % left, no twin by 60 % of the words', alone)
  const meant = alone.filter(({ isMeant }) => isMeant)
  printFound('60 % of the words left in one place, no twin by 60 % of the words', meant)
}

function printFound(title: string, scored: readonly Scored[]): void {
  const found = scored.map(({ verdict }) => verdict === 'right' || verdict === 'wide')
  console.log(`  ${title}: found ${describeShare(found)}`)
}

function count(scored: readonly Scored[], verdict: Verdict | undefined): number {
  return scored.filter((one) => one.verdict === verdict).length
}

function pad(value: string | number): string {
  return String(value).padStart(10)
}
