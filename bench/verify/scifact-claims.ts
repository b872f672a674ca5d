import { unzipSync } from 'fflate'
import { parse } from 'csv-parse/sync'
import { listCorpusFiles } from '../corpus.ts'

export type Stance = 'SUPPORT' | 'CONTRADICT'

/** A claim with all gold evidence sentences of one abstract. */
export type ScifactClaim = {
  readonly text: string
  readonly title: string
  readonly sentences: readonly string[]
  readonly stance: Stance
}

/** `train` or `validation` (the published dev claims). */
export function loadScifactClaims(part: 'train' | 'validation'): readonly ScifactClaim[] {
  const [file] = listCorpusFiles('labelled/scifact', /\.zip$/)
  if (!file) throw new Error('labelled/scifact holds no archive')
  const parts = new Map(Object.entries(unzipSync(file.bytes)))
  const abstracts = new Map(readRows(parts, 'corpus_train.csv').map((row) => [row.doc_id, row]))
  const rows = readRows(parts, `claims_${part}.csv`).filter((row) => row.evidence_label)
  const groups = Map.groupBy(rows, (row) => `${row.id} ${row.evidence_doc_id}`)
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    const abstract = abstracts.get(first?.evidence_doc_id ?? '')
    if (!first || !abstract) return []
    const all = readList(abstract.abstract ?? '')
    const numbers = own.flatMap((row) => row.evidence_sentences?.match(/\d+/g) ?? []).map(Number)
    const sentences = [...new Set(numbers)].toSorted((a, b) => a - b)
    return [
      {
        text: first.claim ?? '',
        title: abstract.title ?? '',
        sentences: sentences.flatMap((at) => all[at] ?? []),
        stance: first.evidence_label as Stance,
      },
    ]
  })
}

type Row = Readonly<Record<string, string>>

function readRows(parts: ReadonlyMap<string, Uint8Array>, name: string): readonly Row[] {
  const bytes = parts.get(name)
  if (!bytes) throw new Error(`the archive holds no ${name}`)
  return parse<Record<string, string>>(Buffer.from(bytes), { columns: true })
}

/** Strings as Python prints a list of them. */
function readList(printed: string): readonly string[] {
  return Array.from(
    printed.matchAll(/'((?:[^'\\]|\\.)*)'(?=[\s\]])|"((?:[^"\\]|\\.)*)"(?=[\s\]])/g),
    ([, single, double]) => (single ?? double ?? '').replace(/\\(['"\\])/g, '$1').trim(),
  )
}
