import { readFileSync } from 'node:fs'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import type { ReadResult, SourceText } from '../../shared/model/source-text.ts'

const docx = new Map<string, ReadResult>()
const pdf = new Map<string, Promise<ReadResult>>()

/** Reads a .docx of the corpus, once for all tests of a process: real files take a second or more. */
export function readCorpusDocx(path: string): ReadResult {
  const result = docx.get(path) ?? readDocx(readFileSync(path))
  docx.set(path, result)
  return result
}

/** Reads a .pdf of the corpus, once for all tests of a process. */
export function readCorpusPdf(path: string): Promise<ReadResult> {
  const result = pdf.get(path) ?? readPdf(readFileSync(path))
  pdf.set(path, result)
  return result
}

/** @throws Error where the reader refused the file. */
export function expectText(result: ReadResult): SourceText {
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  return result.sourceText
}
