import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { listCorpusFiles } from '../corpus.ts'
import {
  joinSentences,
  type Answer,
  type Half,
  type LabelledQuestion,
  type LabelledSet,
} from './labelled.ts'

type Row = Readonly<Record<string, string>>

/** SciFact: its train claims are for tuning, its 300 dev claims are the report. */
export function readScifact(half: Half): LabelledSet {
  const [file] = listCorpusFiles('labelled/scifact', /\.zip$/)
  const entries = unzipSync(file?.bytes ?? new Uint8Array())
  const rows = (name: string): Row[] =>
    parse(new TextDecoder().decode(entries[name]), { columns: true })
  const abstracts = rows('corpus_train.csv').map((row) => ({
    id: row['doc_id'] ?? '',
    title: row['title'] ?? '',
    ...joinSentences(readList(row['abstract'] ?? '')),
  }))
  const ranges = new Map(abstracts.map((one) => [one.id, one.ranges]))
  const claims = rows(half === 'tuning' ? 'claims_train.csv' : 'claims_validation.csv')
  const byClaim = Map.groupBy(claims, (row) => row['id'] ?? '')
  return {
    texts: abstracts.map(({ id, title, body }) => ({ id, title, body })),
    questions: [...byClaim].map(([id, evidence]) => readClaim(id, evidence, ranges)),
  }
}

/** A claim has a row for each set of evidence sentences. */
function readClaim(
  id: string,
  rows: readonly Row[],
  ranges: ReadonlyMap<string, readonly { start: number; end: number }[]>,
): LabelledQuestion {
  const evidence = rows.filter((row) => row['evidence_doc_id'])
  const byText = Map.groupBy(evidence, (row) => row['evidence_doc_id'] ?? '')
  const answers = [...byText].map(([textId, own]): Answer => {
    const indexes = own.flatMap((row) => readNumbers(row['evidence_sentences'] ?? ''))
    const sentences = indexes.flatMap((index) => ranges.get(textId)?.[Number(index)] ?? [])
    return { textId, sentences, words: [] }
  })
  return {
    id,
    text: rows[0]?.['claim'] ?? '',
    relevant: readNumbers(rows[0]?.['cited_doc_ids'] ?? ''),
    answers,
    isAnswerable: answers.length > 0,
  }
}

function readNumbers(list: string): string[] {
  return list.match(/\d+/g) ?? []
}

/** A list of Python's string literals, as numpy prints it: without commas. */
function readList(list: string): string[] {
  const literals = list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs)
  return Array.from(literals, (match) => unescape(match[1] ?? match[2] ?? ''))
}

function unescape(literal: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', t: ' ', r: ' ' }
  return literal.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gs,
    (_all, short: string | undefined, long: string | undefined, other: string | undefined) => {
      const code = short ?? long
      return code ? String.fromCharCode(parseInt(code, 16)) : (named[other ?? ''] ?? other ?? '')
    },
  )
}
