import { createHash, randomInt } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeDocument } from '../../examples/build/write-document.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { startServerProcess, type ServerProcess } from '../../test/support/server-process.ts'
import { median } from '../measure.ts'
import { createRandom } from '../random.ts'
import { downloadReport, generateStudyReport, type Persistence } from './generate.ts'
import { judgeKills, type Kill, type JudgedKill } from './judge-kills.ts'
import { listStudySources } from './sources.ts'
import { readStoredWork, type StoredWork } from './stored-work.ts'
import { studyReportTemplate } from './template.ts'

const folder = join(import.meta.dirname, '../../.sourcewright/bench/kills')
const hitsWanted = 20
const killsPerRun = 4
/** A machine on which runs end before their kills come would go on for ever. */
const maximumRuns = 15

type Killed = {
  readonly hash: string
  readonly seconds: number
  readonly kills: readonly Kill[]
  readonly work: StoredWork
}

/**
 * The real study under SIGKILL: whether what comes out is the same bytes, whether anything stored
 * was done twice, and what a kill costs. SOURCEWRIGHT_SEED repeats the moments of an earlier run.
 */
export async function benchStudyKills(): Promise<void> {
  const seed = Number(process.env['SOURCEWRIGHT_SEED'] ?? randomInt(2 ** 31))
  const random = createRandom(seed)
  const template = await writeDocument(studyReportTemplate)
  const calm = await runStudy(template, [])
  console.log(`\nseed ${seed}; undisturbed ${calm.seconds.toFixed(1)} s, SHA-256 ${calm.hash}`)
  printFaults(calm, calm)
  const hits: JudgedKill[] = []
  let differing = 0
  for (let run = 0; hits.length < hitsWanted && run < maximumRuns; run += 1) {
    const moments = chooseMoments(run, calm.seconds, random).slice(0, hitsWanted - hits.length)
    const killed = await runStudy(template, moments)
    const judged = judgeKills(killed.kills, killed.work.milestones, calm.work.milestones)
    printRun(run, killed, judged)
    if (!printFaults(killed, calm)) differing += 1
    hits.push(...judged)
  }
  printSum(hits, differing)
}

/** One moment in each quarter of the run; the quarters' fifths take turns. */
function chooseMoments(run: number, seconds: number, random: () => number): number[] {
  const fifths = hitsWanted / killsPerRun
  return Array.from(
    { length: killsPerRun },
    (_, quarter) => ((quarter * fifths + (run % fifths) + random()) / hitsWanted) * seconds,
  )
}

/** Moments are seconds of a working server since the first byte that is sent. */
async function runStudy(template: Uint8Array, moments: readonly number[]): Promise<Killed> {
  await rm(folder, { recursive: true, force: true })
  const site = await openSite()
  const over = new AbortController()
  const killing = killAtMoments(site, moments, over.signal)
  const sources = listStudySources(0)
  const run = await generateStudyReport(site, sources, template, untilAnswered)
  over.abort()
  const kills = await killing
  if (run.status.status !== 'Ready') throw new Error(run.status.error?.message ?? 'the run failed')
  const report = await downloadReport(site, run.documentId)
  await site.process.stop()
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  const work = await readStoredWork(db, run.documentId)
  await db.destroy()
  const hash = createHash('sha256').update(report).digest('hex')
  return { hash, seconds: run.totalSeconds, kills, work }
}

/** The server of the store, whichever process it is at the moment. */
type Site = { url: string; readonly apiKey: string; process: ServerProcess }

async function openSite(): Promise<Site> {
  const process = await startServerProcess(folder)
  return { url: process.url, apiKey: process.apiKey ?? '', process }
}

async function killAtMoments(
  site: Site,
  moments: readonly number[],
  over: AbortSignal,
): Promise<Kill[]> {
  const kills: Kill[] = []
  let before = 0
  for (const moment of moments) {
    await sleep((moment - before) * 1000, undefined, { signal: over }).catch(() => undefined)
    if (over.aborted) break
    before = moment
    kills.push(await killAndRestart(site))
  }
  return kills
}

async function killAndRestart(site: Site): Promise<Kill> {
  const at = Date.now()
  await site.process.kill()
  site.process = await startServerProcess(folder)
  site.url = site.process.url
  return { at, answersAgainAt: Date.now() }
}

const untilAnswered: Persistence = async (call) => {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!isCutOff(error)) throw error
      await sleep(20)
    }
  }
}

/** What fetch throws when the other side is not there, or goes away behind its headers. */
function isCutOff(error: unknown): boolean {
  return error instanceof TypeError && /^(?:fetch failed|terminated)$/.test(error.message)
}

function printRun(run: number, { seconds }: Killed, judged: readonly JudgedKill[]): void {
  console.log(`  run ${run + 1}: Ready after ${seconds.toFixed(1)} s, ${judged.length} kills hit`)
  for (const { after, downSeconds, costSeconds } of judged) {
    const cost = `cost ${costSeconds.toFixed(1)} s, down for ${downSeconds.toFixed(1)} s of it`
    console.log(`    ${cost}; stored last: ${after}`)
  }
}

/** @returns true where the run is as good as the undisturbed one */
function printFaults({ hash, work }: Killed, calm: Killed): boolean {
  const faults = [
    ...work.faults,
    ...(hash === calm.hash ? [] : [`other bytes: SHA-256 ${hash}`]),
    ...(work.citationsHash === calm.work.citationsHash ? [] : ['other citations']),
  ]
  for (const fault of faults) console.log(`    FAULT ${fault}`)
  return faults.length === 0
}

function printSum(hits: readonly JudgedKill[], differing: number): void {
  const costs = hits.map(({ costSeconds }) => costSeconds)
  const downs = hits.map(({ downSeconds }) => downSeconds)
  console.log(
    `  ${hits.length} kills hit a working run; runs with other bytes, or anything stored twice: ${differing}`,
  )
  console.log(
    `  a kill costs ${median(costs).toFixed(1)} s in the median, ${Math.max(...costs).toFixed(1)} s at most; ` +
      `of it the server is down for ${median(downs).toFixed(1)} s`,
  )
}
