import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { leadsTo } from '../../../server/domain/rewriting.ts'
import { changeTense, type TenseMode } from '../../../server/domain/tense/change-tense.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import { expectText, readCorpusPdf } from '../../support/read-corpus.ts'
import { describeWith } from '../../support/requirements.ts'
import { listLeft } from './left-words.ts'
import { undo } from './undo.ts'

const modes = ['done', 'planned'] as const satisfies readonly TenseMode[]

/** Base forms behind "was" or "were" can only be a slip; "was set" and "were read" are none. */
const bareBase =
  /\b(?:was|were)\s+(?:not\s+)?(?:receive|take|be|have|undergo|collect|include|perform|use|continue|provide|begin|meet)\b/

describeWith('corpus', 'the plan of a real study', (corpus) => {
  let sentences: readonly string[] = []
  let plans: readonly string[] = []
  beforeAll(async () => {
    sentences = await listPlanSentences(join(corpus, 'study'))
    plans = sentences.filter((sentence) => /\bwill\b/.test(sentence))
  })

  test('has several hundred sentences with "will"', () => {
    expect(plans.length).toBeGreaterThan(350)
  })

  test.each(modes)('leaves no "will" but in quotes and where it is marked (%s)', (mode) => {
    const kept = plans.map((plan) => changeTense(plan, mode)).filter(({ text }) => isPlan(text))
    expect(kept.filter((change) => !listLeft(change).includes('will'))).toEqual([])
    expect(kept.length).toBeLessThan(plans.length / 25)
  })

  test.each(modes)('gives no broken verb (%s)', (mode) => {
    for (const sentence of sentences) {
      const { text } = changeTense(sentence, mode)
      if (text === sentence) continue
      expect(text).not.toMatch(bareBase)
      expect(text).not.toMatch(
        /\bto be to be\b|\b(?:was|were) (?:was|were)\b|\bto (?:was|were|had)\b/,
      )
      expect(text).not.toMatch(
        /\bdid not \w+ed\b|\b(?:can|may|should|must|would) had\b| {2}| ,(?! )/,
      )
    }
  })

  test.each(modes)('agrees in number where a neighbour shows it (%s)', (mode) => {
    for (const sentence of sentences) {
      const { text } = changeTense(sentence, mode)
      if (text === sentence) continue
      expect(text).not.toMatch(/^(?:Each|This|That|Every)(?: [\w-]+){1,2} were\b/)
      expect(text).not.toMatch(
        /^(?:Patients|Subjects|Data|These|Those|Several|They|All patients) was\b/,
      )
      expect(text).not.toMatch(/\b(?:it|he|she) were\b|\b(?:they|we) was\b/)
    }
  })

  test.each(modes)('records what it did so that it can be undone and checked (%s)', (mode) => {
    for (const sentence of sentences) {
      const { text, transformations } = changeTense(sentence, mode)
      expect(undo(text, transformations)).toBe(sentence)
      expect(leadsTo(sentence, transformations, text)).toBe(true)
    }
  })

  test.each(modes)('changes nothing a second time (%s)', (mode) => {
    for (const sentence of sentences) {
      const { text } = changeTense(sentence, mode)
      if (text !== sentence) expect(changeTense(text, mode).text).toBe(text)
    }
  })

  test('keeps every number and every name', () => {
    for (const sentence of sentences) {
      for (const mode of modes) {
        expect(listMarks(changeTense(sentence, mode).text)).toEqual(listMarks(sentence))
      }
    }
  })

  test('is written out for a reader', () => {
    const lines = plans.flatMap((plan) => [
      plan,
      ...modes.map((mode) => `  ${mode}: ${changeTense(plan, mode).text}`),
    ])
    const file = join(mkdtempSync(join(tmpdir(), 'tense-')), 'sentences.txt')
    writeFileSync(file, lines.join('\n'))
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(plans.length * 3)
  })
})

/** Sentences of paragraphs and list items, each once, blanks folded. */
async function listPlanSentences(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of ['protocol.pdf', 'sap.pdf']) {
    const { blocks, text } = expectText(await readCorpusPdf(join(folder, name)))
    for (const { kind, range } of blocks) {
      if (kind !== 'paragraph' && kind !== 'list_item') continue
      const ranges = splitSentences(text, range)
      found.push(...ranges.map((one) => sliceRange(text, one).replace(/\s+/g, ' ')))
    }
  }
  return [...new Set(found)]
}

function isPlan(text: string): boolean {
  return /\bwill\b/.test(text.replace(/“[^”]*”/g, ''))
}

/** Numbers and words with capitals inside the sentence, in order. */
function listMarks(text: string): readonly string[] {
  return text.match(/\d[\d.,]*|(?<= )\p{Lu}[\p{L}\d-]*/gu) ?? []
}
