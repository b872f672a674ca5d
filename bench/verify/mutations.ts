import { verify } from '../../server/domain/verify/verify.ts'
import { isAsWritten } from '../../server/domain/check/written-wording.ts'
import type { Verdict } from '../../server/domain/verify/verdict.ts'
import { describeShare } from '../bootstrap.ts'
import { createRandom } from '../random.ts'
import { loadDomainReports, loadHeldOutReports } from './domain-reports.ts'
import { halfOf } from './half.ts'
import { listMutations, operators, type Operator } from './mutate.ts'
import type { ReportClaim } from './report-claims.ts'
import { loadOtherReports } from './other-reports.ts'
import { loadReports, type Report } from './reports.ts'
import { loadFreshReports, loadVariedReports } from './varied-reports.ts'

/** Of one claim and operator: more would count long sentences more often than short ones. */
const mutationsEach = 2

type Checked = ReportClaim & { readonly verdict: Verdict }

type Tried = {
  readonly operator: Operator
  readonly text: string
  readonly mutated: string
  readonly isChanged: boolean
}

/**
 * Reports that were generated here, and copies of their plans with something of each kind: false alarms on what they say, and what of its mutations changes
 * the state. Develop on the even half of their sections, by SHA-256 of their ids; the odd half is the
 * report. Intervals are of 95 %, by bootstrap.
 */
export async function benchMutations(): Promise<void> {
  benchReports(await loadReports())
}

/** The same of reports with other templates and of another study. */
export async function benchOtherMutations(): Promise<void> {
  benchReports(await loadOtherReports())
}

/** The same of reports of other fields. */
export async function benchDomainMutations(): Promise<void> {
  benchReports(await loadDomainReports())
}

/** The same of reports on which nothing was tuned, whole. */
export async function benchHeldOutMutations(): Promise<void> {
  benchReports(await loadHeldOutReports(), 'all')
}

/** The same of other results than the sources have, by seeds that nothing was tuned on. */
export async function benchVariedMutations(): Promise<void> {
  benchReports(await loadVariedReports())
}

/** The same of results in sentences that nothing was tuned on. */
export async function benchFreshMutations(): Promise<void> {
  benchReports(await loadFreshReports())
}

function benchReports(
  reports: readonly Report[],
  half = process.env['SOURCEWRIGHT_HALF'] ?? 'odd',
): void {
  const all: Checked[] = []
  for (const { name, isGenerated, claims } of reports) {
    const own = claims.filter(({ sectionId }) => half === 'all' || halfOf(sectionId) === half)
    const started = performance.now()
    const checked = own.map((one) => ({ ...one, verdict: verify(one.claim, one.evidence, true) }))
    const milliseconds = (performance.now() - started) / Math.max(1, checked.length)
    const took = `${checked.length} claims, ${milliseconds.toFixed(2)} ms each`
    printReport(`${name}, ${half} half: ${took}`, checked)
    if (isGenerated) all.push(...checked)
  }
  printReport(`all reports, ${half} half`, all)
}

function printReport(title: string, checked: readonly Checked[]): void {
  console.log(`\n${title}`)
  const parted = Map.groupBy(checked, ({ claim }) => (claim.isCell ? 'cells' : 'sentences'))
  for (const [kind, own] of parted) printAlarms(kind, own)
  printMutations(checked.filter(({ verdict }) => !isAlarm(verdict)))
  const approved = checked.filter((one) => isApproved(one))
  if (approved.length > 0) printApproved(approved)
}

/** What only a plan says is told as that, and is no alarm. */
function isAlarm({ state, reason }: Verdict): boolean {
  return state !== 'supported' && reason !== 'planned'
}

function printAlarms(title: string, checked: readonly Checked[]): void {
  const planned = checked.filter(({ verdict }) => verdict.reason === 'planned').length
  const alarms = describeShare(checked.map(({ verdict }) => isAlarm(verdict)))
  const ofTemplate = checked.filter(({ verdict }) => verdict.reason === 'template_words').length
  console.log(`  ${title}: planned ${planned}, false alarms ${alarms}`)
  if (ofTemplate > 0) {
    console.log(`    ${ofTemplate} of them for the template's own words alone`)
    printLeft(checked)
  }
  for (const { claim, verdict } of checked
    .filter(({ verdict }) => isAlarm(verdict))
    .slice(0, shown)) {
    console.log(`    ${verdict.state} ${verdict.explanation} | ${claim.text.slice(0, 300)}`)
  }
}

/** What a person has to read once, and what is left to him behind that: never in place of the alarms. */
function printLeft(checked: readonly Checked[]): void {
  const left = checked.map((one) => isAlarm(one.verdict) && !isApproved(one))
  const wordings = new Set(
    checked.filter((one) => isApproved(one)).map(({ wording }) => wording?.text),
  )
  const read = `${wordings.size} ${wordings.size === 1 ? 'wording' : 'wordings'}`
  console.log(`    alarms left to a person after approval (of ${read}) ${describeShare(left)}`)
}

/** Whether an approval of the rule's wording speaks for the sentence, with `text` in its place. */
function isApproved({ claim, wording, verdict }: Checked, text = claim.text): boolean {
  const written = claim.text
  return (
    verdict.reason === 'template_words' &&
    // whoever carries it along may say that it is what was written: the words decide
    isAsWritten(text, [{ text, written, anchor: 'intact', wording }])
  )
}

/** With every wording approved: which mutations end that, and which of them already by what verify says. */
function printApproved(approved: readonly Checked[]): void {
  const ended = tryApproved(
    approved,
    (one, verdict, text) => !isApproved({ ...one, verdict }, text),
  )
  const told = tryApproved(approved, (one, verdict) => verdict.reason !== one.verdict.reason)
  console.log(
    `  ${approved.length} approved sentences: mutations that end it ${describeShare(ended)}`,
  )
  console.log(`    by what the sources say alone ${describeShare(told)}`)
}

/** The same mutations each time. */
function tryApproved(
  approved: readonly Checked[],
  hasChanged: (one: Checked, verdict: Verdict, mutated: string) => boolean,
): readonly boolean[] {
  const random = createRandom(7)
  const tried = operators.flatMap((operator) =>
    tryOperator(approved, operator, random, (one, text) =>
      hasChanged(one, verify({ ...one.claim, text }, one.evidence, true), text),
    ),
  )
  return tried.map(({ isChanged }) => isChanged)
}

function printMutations(checked: readonly Checked[]): void {
  const random = createRandom(7)
  const tried = operators.flatMap((operator) => tryOperator(checked, operator, random))
  for (const [operator, own] of Map.groupBy(tried, (one) => one.operator)) {
    console.log(`  ${operator.padEnd(16)} ${describeShare(own.map((one) => one.isChanged))}`)
  }
  console.log(`  all              ${describeShare(tried.map(({ isChanged }) => isChanged))}`)
  for (const { operator, text, mutated } of tried
    .filter(({ isChanged }) => !isChanged)
    .slice(0, shown)) {
    console.log(`    ${operator} | ${showChange(text, mutated)}`)
  }
}

/** Of alarms, and of misses. */
const shown = Number(process.env['SOURCEWRIGHT_SHOWN'] ?? 20)

function tryOperator(
  checked: readonly Checked[],
  operator: Operator,
  random: () => number,
  hasChanged = (one: Checked, mutated: string) => changes(one, mutated, operator),
): readonly Tried[] {
  return checked.flatMap((one) => {
    const mutations = listMutations(one, operator)
    const chosen = Array.from(
      { length: Math.min(mutationsEach, mutations.length) },
      () => mutations[Math.floor(random() * mutations.length)] ?? '',
    )
    return chosen.map((mutated) => ({
      operator,
      text: one.claim.text,
      mutated,
      isChanged: hasChanged(one, mutated),
    }))
  })
}

/** What only a plan says is partly supported already: there the reason is what changes. */
function changes(
  { claim, evidence, verdict }: Checked,
  mutated: string,
  operator: Operator,
): boolean {
  const next = verify({ ...claim, text: mutated }, evidence, true)
  const isPlanTold = [operator, verdict.reason].some((one) => one.startsWith('planned'))
  return next.state !== verdict.state || (isPlanTold && next.reason !== verdict.reason)
}

function showChange(text: string, mutated: string): string {
  let at = 0
  while (text[at] === mutated[at] && at < text.length) at++
  return `${mutated.slice(Math.max(0, at - 90), at)}⟦${mutated.slice(at, at + 40)}⟧ was “${text.slice(at, at + 30)}”`
}
