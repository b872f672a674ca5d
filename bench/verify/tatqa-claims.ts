import { listCorpusFiles } from '../corpus.ts'
import type { ClaimEvidence } from '../../server/domain/verify/verdict.ts'
import { findOperands, type Context } from './tatqa-cells.ts'

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

type AskedContext = Context & { readonly questions: readonly Question[] }

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
  const contexts = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as readonly AskedContext[]
  const own = contexts.flatMap((context) =>
    context.questions
      .filter(({ answer_type }) => answer_type === 'arithmetic')
      .map((question) => ({ context, question })),
  )
  const claims = own.flatMap(({ context, question }) => toClaim(context, question))
  return { claims, all: own.length }
}

function toClaim(context: Context, { uid, ...question }: Question): readonly TatqaClaim[] {
  const evidence = findOperands(context, question.derivation, question.question)
  if (!evidence || evidence.length === 0) return []
  const answer = String(question.answer)
  const text = `${toSubject(question.question)} was ${answer}${spellScale(question.scale)}.`
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

function toSubject(question: string): string {
  return question
    .replace(
      /^(?:what|how much) (?:is|was|were|are)\s+|^how much of\s+|^what (?=percentage|proportion)/i,
      '',
    )
    .replace(/\?\s*$/, '')
}

/** As a sentence has it: "1.2 million", "5%". */
function spellScale(scale: string): string {
  if (scale === '') return ''
  return scale === 'percent' ? '%' : ` ${scale}`
}
