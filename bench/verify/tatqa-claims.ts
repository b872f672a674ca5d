import { listCorpusFiles } from '../corpus.ts'
import type { ClaimEvidence } from '../../server/domain/verify/verdict.ts'

/** A question with its answer made a claim, and the cells or sentences that the gold derivation names. */
export type TatqaClaim = {
  readonly id: string
  readonly question: string
  /** As it is given: "-12.14". */
  readonly answer: string
  readonly derivation: string
  readonly text: string
  readonly evidence: readonly ClaimEvidence[]
}

type Context = {
  readonly table: { readonly table: readonly (readonly string[])[] }
  readonly paragraphs: readonly { readonly text: string }[]
  readonly questions: readonly Question[]
}

type Question = {
  readonly uid: string
  readonly question: string
  readonly answer: number | string | readonly string[]
  readonly derivation: string
  readonly answer_type: string
  readonly scale: string
}

/** Questions whose answer is calculated, where every operand is found in the table or the text. */
export function loadTatqaClaims(): {
  readonly claims: readonly TatqaClaim[]
  readonly all: number
} {
  const [file] = listCorpusFiles('labelled/tatqa/dataset_raw', /dev\.json$/)
  if (!file) throw new Error('labelled/tatqa holds no questions')
  const contexts = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as readonly Context[]
  const own = contexts.flatMap((context) =>
    context.questions
      .filter(({ answer_type }) => answer_type === 'arithmetic')
      .map((question) => ({ context, question })),
  )
  const claims = own.flatMap(({ context, question }) => toClaim(context, question))
  return { claims, all: own.length }
}

function toClaim(context: Context, { uid, ...question }: Question): readonly TatqaClaim[] {
  const operands = question.derivation.match(/\d[\d,]*(?:\.\d+)?/g) ?? []
  const found = operands.map((operand) =>
    /^\d$/.test(operand) ? undefined : findOperand(context, operand),
  )
  const evidence = found.flatMap((one) => one ?? [])
  // constants of a formula ("/ 2", "- 1") are no operands
  const missing = operands.filter((one, at) => !found[at] && !/^\d$/.test(one))
  if (evidence.length === 0 || missing.length > 0) return []
  const answer = String(question.answer)
  const unit = question.scale === 'percent' ? '%' : ''
  const subject = question.question
    .replace(/^what (?:is|was|were|are)\s+/i, '')
    .replace(/\?\s*$/, '')
  const text = `${subject} was ${answer}${unit}.`
  return [
    {
      id: uid,
      question: question.question,
      answer,
      derivation: question.derivation,
      text,
      evidence,
    },
  ]
}

function findOperand(context: Context, operand: string): ClaimEvidence | undefined {
  const whole = new RegExp(`(?<![\\d.,])${operand.replace('.', '\\.')}(?![\\d]|[.,]\\d)`)
  const { table } = context.table
  for (const [row, cells] of table.entries()) {
    const column = cells.findIndex((cell, at) => at > 0 && whole.test(cell))
    if (column > 0) return toCell(table, row, column)
  }
  const paragraph = context.paragraphs.find(({ text }) => whole.test(text))
  const match = paragraph && whole.exec(paragraph.text)
  if (!paragraph || !match) return undefined
  return toEvidence(match[0], paragraph.text, null, match.index)
}

function toCell(table: readonly (readonly string[])[], row: number, column: number): ClaimEvidence {
  const head = table
    .slice(0, 3)
    .flatMap((cells) => (/\d{4}|\p{L}/u.test(cells[column] ?? '') ? [cells[column] ?? ''] : []))
  const rowHead = table[row]?.[0] ?? ''
  const reference = {
    tableNumber: '',
    rowPath: [rowHead],
    columnPath: head,
    part: 'whole',
  } as const
  const cell = { reference, headers: [rowHead, ...head] }
  return toEvidence(readMoney(table[row]?.[column] ?? ''), '', cell, row * 100 + column)
}

/** Accounts write what is less than zero in brackets: "(1,102)". */
function readMoney(spelled: string): string {
  return spelled
    .replace(/^\s*[$€£]?\s*\(\s*[$€£]?\s*([\d,.]+)\s*\)?\s*(%?)\)?$/, '-$1$2')
    .replace(/[$€£]\s*/g, '')
}

function toEvidence(
  quote: string,
  context: string,
  cell: ClaimEvidence['cell'],
  at: number,
): ClaimEvidence {
  const range = { start: at, end: at + quote.length }
  return {
    sourceTextId: 'report',
    role: 'table',
    range,
    quote,
    context,
    cell,
    transformations: [],
    formula: '',
  }
}
