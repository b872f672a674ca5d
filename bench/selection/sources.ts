import { splitSentences } from '../../shared/text/sentences.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { LabelledText } from '../grounding/labelled.ts'
import { readCovidQa } from '../grounding/read-sets.ts'
import { readScifact } from '../grounding/read-scifact.ts'
import { createRandom } from '../random.ts'
import { createReletter } from './reletter.ts'

type MadeSource = { readonly name: string; readonly bytes: Uint8Array }

export type MadeCorpus = {
  readonly sources: readonly MadeSource[]
  readonly pages: number
  /** Of the texts that are no copies. */
  readonly originals: readonly LabelledText[]
}

/** UTF-16 units. */
const unitsOfPage = 3000

const pagesOfSource = 25

/**
 * Sources of about so many pages: the papers of COVID-QA and the abstracts of SciFact, bound together
 * to sources of some 25 pages, and behind them copies in other letters until there are enough.
 */
export function makeSources(pages: number): MadeCorpus {
  const texts = interleave(readCovidQa('tuning').texts, readScifact('tuning').texts)
  const reletter = createReletter(texts.map(({ title, body }) => `${title}\n${body}`))
  const sources: MadeSource[] = []
  let units = 0
  let bound: string[] = []
  const originals: LabelledText[] = []
  for (let at = 0; units < pages * unitsOfPage; at++) {
    const text = texts[at % texts.length]
    if (!text) break
    const copy = Math.floor(at / texts.length)
    if (copy === 0) originals.push(text)
    const written = writeMarkdown(text, (words) => (copy === 0 ? words : reletter(words, copy)))
    bound.push(written)
    units += written.length
    const isLast = units >= pages * unitsOfPage
    if (!isLast && sum(bound) < pagesOfSource * unitsOfPage) continue
    const bytes = new TextEncoder().encode(bound.join('\n\n'))
    sources.push({ name: `volume-${sources.length + 1}.md`, bytes })
    bound = []
  }
  return { sources, pages: Math.round(units / unitsOfPage), originals }
}

/** So many sentences of the originals, from all over them, seeded. */
export function chooseSentences(originals: readonly LabelledText[], count: number): string[] {
  const random = createRandom(7)
  const chosen = new Set<string>()
  while (chosen.size < count) {
    const body = originals[Math.floor(random() * originals.length)]?.body ?? ''
    const sentences = splitSentences(body).map((range) => sliceRange(body, range))
    const sentence = sentences[Math.floor(random() * sentences.length)]?.trim() ?? ''
    const words = sentence.split(/\s+/).length
    if (words >= 8 && words <= 40 && !sentence.includes('\n')) chosen.add(sentence)
  }
  return [...chosen]
}

/** A long paper after so many abstracts, so that a part of the corpus has both. */
function interleave(
  papers: readonly LabelledText[],
  abstracts: readonly LabelledText[],
): LabelledText[] {
  const share = abstracts.length / papers.length
  return papers.flatMap((paper, index) => [
    { ...paper, title: `Paper ${paper.id}` },
    ...abstracts.slice(Math.floor(index * share), Math.floor((index + 1) * share)),
  ])
}

function writeMarkdown({ title, body }: LabelledText, change: (text: string) => string): string {
  const lines = [
    `# ${change(escapeMarks(title))}`,
    ...body.split(/\n+/).map(escapeMarks).map(change),
  ]
  return lines.filter((line) => line.trim() !== '').join('\n\n')
}

function escapeMarks(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&]|^(?:\d+[.)]|[-+])(?= )/g, '\\$&')
}

function sum(texts: readonly string[]): number {
  return texts.reduce((all, { length }) => all + length, 0)
}
