import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readRtf } from '../../server/formats/read-rtf.ts'
import type { ReadResult, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { listCorpusFiles } from '../corpus.ts'
import { listPlaces, namePlace, type Place } from './table-places.ts'

type Counts = { readonly equal: number; readonly total: number }

/**
 * The study's .rtf tables against the .docx tables of the same number, place by place. What only one
 * of the two has counts as a difference.
 */
export function benchTruthRtf(): Promise<void> {
  console.log(
    '\nplaces of the .rtf tables that have the words of the .docx table of the same number',
  )
  const all = listCorpusFiles('study/tables-rtf', /\.rtf$/).map(({ path, bytes }) => {
    const number = basename(path, '.rtf')
    return compareTables(number, readRtf(bytes), readDocx(readFileSync(twinOf(path))))
  })
  const sum = (pick: (counts: Counts) => number) => all.reduce((so, one) => so + pick(one), 0)
  printCounts('total', { equal: sum(({ equal }) => equal), total: sum(({ total }) => total) })
  return Promise.resolve()
}

function twinOf(path: string): string {
  return path.replace(/tables-rtf(.)([^/\\]+)\.rtf$/, 'tables$1$2.docx')
}

function compareTables(number: string, rtf: ReadResult, docx: ReadResult): Counts {
  const [own, twin] = [readTable(number, rtf), readTable(number, docx)]
  const [found, expected] = [listPlaces(...own), listPlaces(...twin)]
  const total = Math.max(found.length, expected.length)
  const places = Array.from({ length: total }, (_, at) => ({ rtf: found[at], docx: expected[at] }))
  const differing = places.filter((place) => place.rtf?.words !== place.docx?.words)
  const counts = { equal: total - differing.length, total }
  printCounts(number, counts)
  for (const place of differing) {
    const name = place.docx ? namePlace(...twin, place.docx) : namePlace(...own, place.rtf!)
    console.log(`    ${name}: ${show(place.rtf)} in the .rtf, ${show(place.docx)} in the .docx`)
  }
  return counts
}

/** @throws Error for a file that was refused, or that has no table or two */
function readTable(number: string, result: ReadResult): [SourceText, TableBlock] {
  if (result.outcome === 'refused') throw new Error(`${number}: ${result.reason}`)
  const tables = result.sourceText.blocks.filter((block) => block.kind === 'table')
  const [table] = tables
  if (!table || tables.length > 1) throw new Error(`${number} has ${tables.length} tables`)
  return [result.sourceText, table]
}

function show(place: Place | undefined): string {
  return place ? `"${place.words}"` : 'nothing'
}

function printCounts(title: string, { equal, total }: Counts): void {
  console.log(`  ${title.padEnd(10)} ${String(equal).padStart(4)} of ${String(total).padStart(4)}`)
}
