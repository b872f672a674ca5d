import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runExample } from '../../examples/run-example.ts'
import { startMeasuredServer } from '../study/server.ts'
import { loadPlanSentences, loadReportClaims, type ReportClaim } from './report-claims.ts'
import { copyPlans, forgetChanges } from './copies.ts'

export type Report = {
  readonly name: string
  /** False for copies made here: they are counted by themselves. */
  readonly isGenerated: boolean
  readonly claims: readonly ReportClaim[]
}

const folder = join(import.meta.dirname, '../../.sourcewright/bench')

/**
 * The report that the bench `study` left, copies of what its plans say, and the reports of both examples,
 * which are made here.
 * @throws Error where that bench has not run
 */
export async function loadReports(): Promise<readonly Report[]> {
  const study = join(folder, 'data/sourcewright.sqlite')
  if (!existsSync(study)) throw new Error('npm run bench -- study makes the report: run it first')
  const copies = copyPlans(await loadPlanSentences(study))
  const reports = [
    { name: 'study', isGenerated: true, claims: await loadReportClaims(study) },
    { name: 'copies of its plans, changes recorded', isGenerated: false, claims: copies },
    {
      name: 'copies of its plans, nothing recorded',
      isGenerated: false,
      claims: forgetChanges(copies),
    },
  ]
  for (const [name, plan] of examples) {
    const claims = await loadExample(name, plan)
    reports.push({ name: `example ${name}, ${plan}`, isGenerated: true, claims })
  }
  return reports
}

const examples = [
  ['study', 'run.json'],
  ['study', 'run-all-rules.json'],
  ['audit', 'run.json'],
] as const

async function loadExample(name: string, plan: string): Promise<readonly ReportClaim[]> {
  const own = join(folder, 'examples', `${name}-${plan.replace('.json', '')}`)
  await rm(own, { recursive: true, force: true })
  const server = await startMeasuredServer(own)
  try {
    await runExample(server, name, () => undefined, plan)
  } finally {
    await server.stop()
  }
  return loadReportClaims(join(own, 'sourcewright.sqlite'))
}
