import type { StoredTarget } from '../db/citations.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { listSections } from '../db/run-sections.ts'
import { readTemplateWordings } from '../domain/rules/template-wording.ts'
import type { Dependencies } from './dependencies.ts'

/** What the template itself says in recorded targets of one claim; undefined where one has other words. */
export type FindTemplateWording = (targets: readonly StoredTarget[]) => string | undefined

/** Of the run that wrote a version; outlines of a run stay as they are, and are read once. */
export async function loadTemplateWordings(
  { db }: Pick<Dependencies, 'db'>,
  { runId }: Pick<StoredVersion, 'runId'>,
): Promise<FindTemplateWording> {
  if (runId === null) return () => undefined
  const wordings = wordingsOfRuns.get(runId) ?? (await readWordings(db, runId))
  wordingsOfRuns.delete(runId)
  wordingsOfRuns.set(runId, wordings)
  for (const [oldest] of wordingsOfRuns) {
    if (wordingsOfRuns.size <= maximumRuns) break
    wordingsOfRuns.delete(oldest)
  }
  return (targets) => {
    const own = targets.map(({ ruleId }) => wordings.get(ruleId))
    return own.length === 0 || own.includes(undefined) ? undefined : own.join(' ')
  }
}

async function readWordings(db: Dependencies['db'], runId: string) {
  const sections = await listSections(db, runId)
  return readTemplateWordings(sections.map(({ outline }) => outline))
}

const wordingsOfRuns = new Map<string, ReadonlyMap<string, string>>()
const maximumRuns = 200
