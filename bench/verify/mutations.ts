import { verify } from '../../server/domain/verify/verify.ts'
import type { Verdict } from '../../server/domain/verify/verdict.ts'
import { createRandom } from '../random.ts'
import { halfOf } from './half.ts'
import { listMutations, operators, type Operator } from './mutate.ts'
import { loadStudyClaims, type StudyClaim } from './study-claims.ts'

/** Of one claim and operator: more would count long sentences more often than short ones. */
const mutationsEach = 2

type Checked = StudyClaim & { readonly verdict: Verdict }

type Miss = { readonly operator: Operator; readonly text: string; readonly mutated: string }

/**
 * The report of the bench `study`: false alarms on what it says, and what of its mutations changes the
 * state. Develop on the even half of its sections, by SHA-256 of their ids; the odd half is the report.
 */
export async function benchMutations(): Promise<void> {
  const half = process.env['SOURCEWRIGHT_HALF'] ?? 'odd'
  const claims = (await loadStudyClaims()).filter(({ sectionId }) => halfOf(sectionId) === half)
  const started = performance.now()
  const checked = claims.map((one) => ({ ...one, verdict: verify(one.claim, one.evidence) }))
  const milliseconds = (performance.now() - started) / Math.max(1, checked.length)
  console.log(`\n${half} half: ${checked.length} claims, ${milliseconds.toFixed(2)} ms each`)
  printAlarms(
    'sentences',
    checked.filter(({ claim }) => !claim.isCell),
  )
  printAlarms(
    'cells',
    checked.filter(({ claim }) => claim.isCell),
  )
  printMutations(checked.filter(({ verdict }) => !isAlarm(verdict)))
}

/** What only a plan says is told as that, and is no alarm. */
function isAlarm({ state, reason }: Verdict): boolean {
  return state !== 'supported' && reason !== 'planned'
}

function printAlarms(title: string, checked: readonly Checked[]): void {
  const alarms = checked.filter(({ verdict }) => isAlarm(verdict))
  const planned = checked.filter(({ verdict }) => verdict.reason === 'planned').length
  const share = (alarms.length / Math.max(1, checked.length)) * 100
  console.log(
    `  ${title}: ${checked.length}, planned ${planned}, false alarms ${alarms.length} (${share.toFixed(2)} %)`,
  )
  for (const { claim, verdict } of alarms.slice(0, 30)) {
    console.log(`    ${verdict.state} ${verdict.explanation} | ${claim.text.slice(0, 300)}`)
  }
}

function printMutations(checked: readonly Checked[]): void {
  const random = createRandom(7)
  const misses: Miss[] = []
  let [all, caught] = [0, 0]
  for (const operator of operators) {
    const tried = checked.flatMap((one) => {
      const mutations = listMutations(one, operator)
      const chosen = Array.from(
        { length: Math.min(mutationsEach, mutations.length) },
        () => mutations[Math.floor(random() * mutations.length)] ?? '',
      )
      return chosen.map((mutated) => ({ one, mutated, isChanged: changes(one, mutated, operator) }))
    })
    const found = tried.filter(({ isChanged }) => isChanged).length
    ;[all, caught] = [all + tried.length, caught + found]
    misses.push(
      ...tried
        .filter(({ isChanged }) => !isChanged)
        .map(({ one, mutated }) => ({ operator, text: one.claim.text, mutated })),
    )
    console.log(`  ${operator.padEnd(16)} ${found} of ${tried.length} change the state`)
  }
  console.log(`  all              ${caught} of ${all}: ${((caught / all) * 100).toFixed(2)} %`)
  for (const { operator, text, mutated } of misses.slice(0, 40)) {
    console.log(`    ${operator} | ${showChange(text, mutated)}`)
  }
}

/** A plan that is told as done may stay in its state: its reason is what changes. */
function changes(
  { claim, evidence, verdict }: Checked,
  mutated: string,
  operator: Operator,
): boolean {
  const next = verify({ ...claim, text: mutated }, evidence)
  const isPlanTold = operator === 'planned → done' && next.reason !== verdict.reason
  return next.state !== verdict.state || isPlanTold
}

function showChange(text: string, mutated: string): string {
  let at = 0
  while (text[at] === mutated[at] && at < text.length) at++
  return `${mutated.slice(Math.max(0, at - 90), at)}⟦${mutated.slice(at, at + 40)}⟧ was “${text.slice(at, at + 30)}”`
}
