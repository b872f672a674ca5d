import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listPlaces } from '../../bench/truth/table-places.ts'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readRtf } from '../../server/formats/read-rtf.ts'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { describeWith } from '../support/requirements.ts'
import { expectRead, onlyTable } from '../support/show-source-text.ts'
import { expectLawfulText } from '../support/source-text-laws.ts'

describeWith('corpus', 'the result tables of a study as .rtf', (corpus) => {
  const folder = join(corpus, 'study/tables-rtf')
  const numbers = readdirSync(folder)
    .filter((name) => name.endsWith('.rtf'))
    .map((name) => basename(name, '.rtf'))
  const bytesOf = (number: string) => readFileSync(join(folder, `${number}.rtf`))
  const readWord = (number: string) =>
    expectRead(readDocx(readFileSync(join(corpus, 'study/tables', `${number}.docx`))))

  test('are five', () => {
    expect(numbers).toEqual(['14-1.01', '14-1.02', '14-2.01', '14-3.01', '14-5.02'])
  })

  test.each(numbers)('%s is the .docx of the same number cell by cell', (number) => {
    const rtf = expectRead(readRtf(bytesOf(number)))
    const docx = readWord(number)
    const [own, words] = [onlyTable(rtf), onlyTable(docx)]
    const [cells, expected] = [listPlaces(rtf, own), listPlaces(docx, words)]
    expect(cells.length).toBe(placeCounts[number])
    expect(cells.length).toBe(expected.length)
    const differing = cells.filter((cell, place) => cell.words !== expected[place]?.words)
    expect(differing.map((cell) => cell.words)).toEqual(otherValues[number] ?? [])
    expect(nameOf(own)).toEqual(nameOf(words))
    expect(own.number).toBe(number)
    expect(linesOf(rtf)).toEqual(linesOf(docx))
    expect(rtf.metadata).toEqual(docx.metadata)
  })

  test('broken anywhere are refused, or read with a warning as far as they go', () => {
    const whole = bytesOf('14-5.02')
    const places = fc.integer({ min: 6, max: whole.lastIndexOf('}'.charCodeAt(0)) })
    const property = fc.property(places, (end) => {
      const result = readRtf(whole.subarray(0, end))
      if (result.outcome === 'refused') {
        expect(result.reason).toMatch(/breaks off/)
        return
      }
      expectLawfulText(result.sourceText)
      expect(result.warnings).toEqual(['the file breaks off: what stood at its end is missing'])
      expect(wordsOf(whole)).toEqual(expect.arrayContaining(cellsOf(result.sourceText)))
    })
    fc.assert(property, { numRuns: 150 })
  })

  test('changed at random are refused or read to a lawful text', () => {
    const change = fc.record({
      at: fc.nat({ max: 86_000 }),
      length: fc.nat({ max: 40 }),
      by: fc.oneof(
        fc.uint8Array({ maxLength: 12 }),
        fc
          .constantFrom(...['{', '}', '\\row ', '\\cell ', '\\trowd', '\\cellx9', "\\'", '\\u-1 '])
          .map((text) => Uint8Array.from(Buffer.from(text))),
      ),
    })
    const changes = fc.array(change, { minLength: 1, maxLength: 12 })
    const property = fc.property(fc.constantFrom(...numbers), changes, (number, all) => {
      let bytes: Buffer = bytesOf(number)
      for (const { at, length, by } of all) {
        const start = 6 + (at % bytes.length)
        bytes = Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(start + length)])
      }
      const result = readRtf(bytes)
      if (result.outcome === 'read') expectLawfulText(result.sourceText)
    })
    fc.assert(property, { numRuns: 100 })
  })

  /** The words of every cell of the whole file. */
  function wordsOf(whole: Uint8Array): string[] {
    return cellsOf(expectRead(readRtf(whole)))
  }
})

function cellsOf({ text, blocks }: SourceText): string[] {
  return blocks
    .filter((block) => block.kind === 'table')
    .flatMap(({ cells }) => cells.map(({ range }) => text.slice(range.start, range.end)))
}

/** Rows times columns with a word in them. */
const placeCounts: Readonly<Record<string, number>> = {
  '14-1.01': 30,
  '14-1.02': 96,
  '14-2.01': 413,
  '14-3.01': 80,
  '14-5.02': 54,
}

/** What the two files of one number print differently: a mean duration of disease of 42.6 here, of 42.7 there. */
const otherValues: Readonly<Record<string, readonly string[]>> = { '14-2.01': ['42.6'] }

function nameOf({ number, title, population, headerRowCount, isShell }: TableBlock) {
  return { number, title, population, headerRowCount, isShell }
}

function linesOf({ text, blocks }: SourceText): string[] {
  return blocks
    .filter((block) => block.kind !== 'table')
    .map(({ kind, range }) => `${kind} ${text.slice(range.start, range.end)}`)
}
