import { listCorpusFiles, listCorpusTree } from '../corpus.ts'
import { keepHalf } from './halves.ts'
import { joinSentences, type Half, type LabelledQuestion, type LabelledSet } from './labelled.ts'

/** QED: questions of Natural Questions with the one sentence that answers. */
export function readQed(half: Half): LabelledSet {
  type Span = { start: number; end: number; string: string }
  type Line = {
    example_id: number
    title_text: string
    question_text: string
    paragraph_text: string
    original_nq_answers: Span[][]
    annotation: { selected_sentence?: Span }
  }
  const lines = readLines<Line>('labelled/qed', /\.jsonlines$/)
  return {
    texts: lines.map((line, index) => ({
      id: String(index),
      title: line.title_text,
      body: line.paragraph_text,
    })),
    questions: keepHalf(
      lines.flatMap((line, index): LabelledQuestion[] => {
        const sentence = line.annotation.selected_sentence
        if (!sentence) return []
        const words = line.original_nq_answers.map((spans) => spans.map((s) => s.string).join(' '))
        const answer = { textId: String(index), sentences: [sentence], words }
        const answers = { relevant: [String(index)], answers: [answer], isAnswerable: true }
        return [{ id: `${line.example_id}`, text: line.question_text, ...answers }]
      }),
      half,
    ),
  }
}

type SquadFile = {
  data: {
    paragraphs: {
      context: string
      qas: {
        id: string | number
        question: string
        answers: { text: string; answer_start: number }[]
      }[]
    }[]
  }[]
}

/** XQuAD (English): each paragraph is a text. */
export function readXquad(half: Half): LabelledSet {
  return readSquad(listCorpusFiles('labelled/xquad', /\.en\.json$/)[0]?.bytes, half)
}

/** COVID-QA: each paper is a text. */
export function readCovidQa(half: Half): LabelledSet {
  return readSquad(listCorpusTree('labelled/covid-qa', /QA\.json$/)[0]?.bytes, half)
}

function readSquad(bytes: Uint8Array | undefined, half: Half): LabelledSet {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as SquadFile
  const paragraphs = file.data.flatMap((one) => one.paragraphs)
  const questions = paragraphs.flatMap(({ qas }, index) =>
    qas.map(({ id, question, answers }): LabelledQuestion => {
      const sentences = answers.map(({ text, answer_start: start }) => ({
        start,
        end: start + text.length,
      }))
      const answer = { textId: String(index), sentences, words: answers.map(({ text }) => text) }
      const known = { relevant: [String(index)], answers: [answer], isAnswerable: true }
      return { id: String(id), text: question, ...known }
    }),
  )
  return {
    texts: paragraphs.map(({ context }, index) => ({
      id: String(index),
      title: '',
      body: context,
    })),
    questions: keepHalf(questions, half),
  }
}

/** CLAP NQ: answerable questions with the sentences that answer, and questions without an answer. */
export function readClapnq(half: Half): LabelledSet {
  type Line = {
    id: string
    input: string
    passages: { title: string; sentences: string[] }[]
    output: { selected_sentences: string[] }[]
  }
  const lines = readLines<Line>('labelled/clapnq', /\.jsonl$/)
  const read = lines.map(({ id, input, passages, output }, index) => {
    const [passage] = passages
    const { body, ranges } = joinSentences((passage?.sentences ?? []).map((one) => one.trim()))
    const chosen = new Set(output.flatMap((one) => one.selected_sentences).map((one) => one.trim()))
    const sentences = ranges.filter((range) => chosen.has(body.slice(range.start, range.end)))
    const textId = String(index)
    const question: LabelledQuestion = {
      id,
      text: input,
      relevant: [textId],
      answers: [{ textId, sentences, words: [] }],
      isAnswerable: chosen.size > 0,
    }
    return { text: { id: textId, title: passage?.title ?? '', body }, question }
  })
  return {
    texts: read.map(({ text }) => text),
    questions: keepHalf(
      read.map(({ question }) => question),
      half,
    ),
  }
}

function readLines<T>(folder: string, name: RegExp): T[] {
  return listCorpusFiles(folder, name).flatMap(({ bytes }) =>
    new TextDecoder()
      .decode(bytes)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as T),
  )
}
