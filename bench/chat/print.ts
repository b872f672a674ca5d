import { describeShare } from '../bootstrap.ts'
import { outcomes, type Outcome } from './judge.ts'
import type { Result } from './run.ts'

/** By kind and in all, then each answer that was not right, in its own words. */
export function printResults(results: readonly Result[]): void {
  const kinds = [...new Set(results.map(({ question }) => question.kind))]
  console.log(`  ${'kind'.padEnd(18)}${outcomes.map((one) => one.padStart(26)).join('')}`)
  for (const kind of kinds) {
    printLine(
      kind,
      results.filter(({ question }) => question.kind === kind),
    )
  }
  printLine('all', results)
  const isOutcome = (one: Outcome) => results.map(({ outcome }) => outcome === one)
  for (const one of outcomes) console.log(`  ${one}: ${describeShare(isOutcome(one))}`)
  printConfidence(results)
  printCitations(results)
  for (const one of results.filter(({ outcome }) => outcome !== 'right')) printAnswer(one)
}

/** How long a reader waits, half of the time and at the worst in twenty. */
export function printTimes(results: readonly Result[]): void {
  const times = results.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]?.toFixed(0) ?? '-'
  console.log(`\n  ${times.length} answers: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`)
}

function printLine(title: string, results: readonly Result[]): void {
  const count = (one: Outcome) => results.filter(({ outcome }) => outcome === one).length
  console.log(
    `  ${title.padEnd(18)}${outcomes.map((one) => String(count(one)).padStart(26)).join('')}`,
  )
}

/** Of answers that state something: how many are right, by what the verdict says of them. */
function printConfidence(results: readonly Result[]): void {
  const stated = results.filter(({ message }) =>
    message.sentences.some(({ kind }) => kind === 'statement'),
  )
  for (const verdict of ['sufficient', 'low_confidence'] as const) {
    const own = stated.filter(({ message }) => message.quality_verdict.verdict === verdict)
    for (const [from, to] of bins) {
      const inBin = own.filter(
        ({
          message: {
            quality_verdict: { confidence },
          },
        }) => confidence >= from && confidence < to,
      )
      if (inBin.length === 0) continue
      const right = inBin.filter(({ outcome }) => outcome === 'right').length
      console.log(
        `  ${verdict}, confidence ${from} to ${Math.min(1, to)}: ${right} of ${inBin.length} right`,
      )
    }
  }
}

const bins = [
  [0, 0.5],
  [0.5, 0.7],
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 0.97],
  [0.97, 1.01],
] as const

function printCitations(results: readonly Result[]): void {
  const broken = results.flatMap((one) => one.broken)
  const cited = results.flatMap(({ message }) =>
    message.sentences.flatMap(({ citations }) => citations),
  )
  console.log(`  ${cited.length} citations, ${broken.length} of them no slice of their source`)
  for (const one of broken) console.log(`    ${one}`)
}

function printAnswer({ world, question, message, outcome }: Result): void {
  const { verdict, reason_code: reason, confidence } = message.quality_verdict
  console.log(`\n  ${outcome} (${world}, ${question.kind}): ${message.understood_as}`)
  console.log(`    ${verdict}, ${reason}, ${confidence}`)
  for (const { kind, text } of message.sentences.slice(0, 7)) {
    console.log(
      `    ${kind === 'note' ? '(' : ''}${text.slice(0, 260)}${kind === 'note' ? ')' : ''}`,
    )
  }
}
