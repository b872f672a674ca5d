import type { Page, SourceText } from '../../shared/model/source-text.ts'
import { expectText, readCorpusPdf } from '../support/read-corpus.ts'

export async function readFile(path: string): Promise<SourceText> {
  return expectText(await readCorpusPdf(path))
}

export function pageOf(source: SourceText, offset: number): Page {
  const page = source.pages.find(({ range }) => range.start <= offset && offset < range.end)
  if (!page) throw new Error(`no page has offset ${offset}`)
  return page
}
