import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDocument, type ExampleDocument } from '../../examples/build/write-document.ts'
import { listCorpusFiles } from '../corpus.ts'
import { generateStudyReport } from '../study/generate.ts'
import { startMeasuredServer } from '../study/server.ts'
import { listStudySources, type StudySource } from '../study/sources.ts'
import {
  detailsTemplate,
  observationsTemplate,
  resultsTemplate,
  variedTemplate,
} from './other-templates.ts'
import { loadReportClaims } from './report-claims.ts'
import type { Report } from './reports.ts'

const folder = join(import.meta.dirname, '../../.sourcewright/bench/other')

/**
 * Reports that nothing was tuned on before: of the study what its own report leaves out, its results in
 * other sentences, and a study of another kind. The odd half was read once, with 8 false alarms in 475, and is
 * spent: they were looked at and repaired.
 */
export async function loadOtherReports(): Promise<readonly Report[]> {
  const study = listStudySources(0)
  const observed = listCorpusFiles('versions', /v03\.docx$/).map(
    ({ name, bytes }): StudySource => ({ name, bytes, role: 'protocol' }),
  )
  return [
    await makeReport(folder, 'details', detailsTemplate, study),
    await makeReport(folder, 'results', resultsTemplate, study),
    await makeReport(folder, 'results in many words', variedTemplate, study),
    await makeReport(folder, 'observations', observationsTemplate, observed),
  ]
}

/** Made in a store of its own below the folder, from the given sources alone. */
export async function makeReport(
  folder: string,
  name: string,
  template: ExampleDocument,
  sources: readonly StudySource[],
): Promise<Report> {
  const own = join(folder, name.replaceAll(' ', '-'))
  await rm(own, { recursive: true, force: true })
  const server = await startMeasuredServer(own)
  try {
    const { status } = await generateStudyReport(server, sources, await writeDocument(template))
    if (status.status !== 'Ready') throw new Error(status.error?.message ?? `${name} failed`)
  } finally {
    await server.stop()
  }
  const claims = await loadReportClaims(join(own, 'sourcewright.sqlite'))
  return { name, isGenerated: true, claims }
}
