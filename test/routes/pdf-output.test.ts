import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findLibreOffice } from '../../server/adapters/libreoffice.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { describeWith, testWith } from '../support/requirements.ts'
import { createAppWithReport } from '../support/run-in-app.ts'

describeWith('libreOffice', 'a report as PDF', (soffice) => {
  testWith('pdftotext', 'has the words of the .docx, and no ledger', async (pdftotext) => {
    const text = await readPdfOf('audit', soffice, pdftotext)
    expect(text).toContain('Internal Audit tested 375 of 12,986 transactions')
  })

  testWith('pdftotext', 'names its tables and lists them with their pages', async (pdftotext) => {
    const text = await readPdfOf('study', soffice, pdftotext)
    expect(text).toContain('The disposition of subjects is shown in Table 1.')
    expect(text).toMatch(/Table 1\. Summary of Subject Disposition[ .]+\d+ Table 2\./)
    expect(text).toMatch(/Adverse Events[ .]+\d+ /)
  })
})

/** The words of the PDF of an example's report, blanks folded. */
async function readPdfOf(
  example: 'audit' | 'study',
  soffice: string,
  pdftotext: string,
): Promise<string> {
  const pdfConverter = await findLibreOffice(soffice)
  const { app, documentId } = await createAppWithReport(example, pdfConverter && { pdfConverter })
  const response = await app.request(`/api/v1/documents/${documentId}/file?format=pdf`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toContain('.pdf')
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-pdf-test-'))
  const path = join(folder, 'report.pdf')
  writeFileSync(path, new Uint8Array(await response.arrayBuffer()))
  const text = execFileSync(pdftotext, [path, '-'], { encoding: 'utf8' })
  await rm(folder, { recursive: true, force: true })
  await app.close()
  return text.replace(/\s+/g, ' ')
}

test('without LibreOffice a PDF is a 501 that says what is missing', async () => {
  const { app, documentId } = await createAppWithReport('audit')
  const response = await app.request(`/api/v1/documents/${documentId}/file?format=pdf`)
  const problem = problemDetails.parse(await response.json())
  await app.close()
  expect(problem).toMatchObject({ status: 501, code: 'converter_missing' })
  expect(problem.detail).toContain('LibreOffice')
})
