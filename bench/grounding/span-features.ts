import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import { findOfKind } from '../../server/domain/answer-kinds.ts'
import { readAskedForm, type AskedForm } from '../../server/domain/asked-form.ts'
import type { Question } from '../../server/domain/read-question.ts'
import { readWords, type AnswerWord } from './answer-words.ts'

/** In the order of the trained weights. */
const spanFeatures = [
  'oneWord',
  'twoWords',
  'words',
  'longSpan',
  'smallWords',
  'commas',
  'repeats',
  'repeatsMost',
  'endsAsVerb',
  'position',
  'isOfKind',
  'holdsKind',
  'missesKind',
  'cutsKind',
  'number',
  'numberUnasked',
  'capitalsForPerson',
  'capitalsForPlace',
  'capitalsForName',
  'capitalsForThing',
  'cutsName',
  'behindArticle',
  'behindPreposition',
  'behindVerb',
  'behindMark',
  'behindBy',
  'behindIn',
  'behindCalled',
  'beforeMark',
  'beforePreposition',
  'beforeVerb',
  'near',
  'nearLeft',
  'nearRight',
  'besideFocus',
  'holdsFocus',
] as const

type Numbers = Readonly<Partial<Record<(typeof spanFeatures)[number], number>>>

/** A run of words of a sentence with what tells whether it answers. */
type MeasuredSpan = { readonly range: TextRange; readonly numbers: readonly number[] }

/** What is asked, and the sentence in which the answer is looked for. */
type Place = {
  readonly question: Question
  readonly form: AskedForm
  readonly words: readonly AnswerWord[]
  /** What has the form of the question's kind. */
  readonly ofKind: readonly TextRange[]
}

/** A span's words, by their indexes in the sentence. */
type Span = { readonly first: number; readonly last: number; readonly range: TextRange }

/** Runs of up to eight words between marks that begin and end with no small word and say something new. */
export function measureSpans(question: Question, text: string): MeasuredSpan[] {
  const words = readWords(question, text)
  const form = readAskedForm(question)
  const place: Place = { question, form, words, ofKind: findOfKind(text, question.kind) }
  return listSpans(words).map((span) => ({ range: span.range, numbers: measureSpan(place, span) }))
}

const mostWords = 8

function listSpans(words: readonly AnswerWord[]): Span[] {
  return words.flatMap((word, first) => {
    const end = words.findIndex(({ gap }, at) => at > first && /[^\s,'’"“”-]/.test(gap))
    const run = words.slice(first, Math.min(end < 0 ? words.length : end, first + mostWords))
    return run.flatMap((final, count) => {
      const isOld = run.slice(0, count + 1).every(({ isAsked, isSmall }) => isAsked || isSmall)
      if (word.isSmall || final.isSmall || isOld) return []
      const range = { start: word.range.start, end: final.range.end }
      return [{ first, last: first + count, range }]
    })
  })
}

function measureSpan(place: Place, span: Span): readonly number[] {
  const numbers: Numbers = {
    ...measureWords(place, span),
    ...measureForm(place, span),
    ...measureEdges(place, span),
    ...measureNearness(place, span),
  }
  return spanFeatures.map((name) => numbers[name] ?? 0)
}

function measureWords({ words }: Place, { first, last }: Span): Numbers {
  const inside = words.slice(first, last + 1)
  const own = inside.filter(({ isSmall }) => !isSmall)
  const repeats = own.filter(({ isAsked }) => isAsked).length / own.length
  return {
    oneWord: bit(inside.length === 1),
    twoWords: bit(inside.length === 2),
    words: inside.length / mostWords,
    longSpan: bit(inside.length > 4),
    smallWords: 1 - own.length / inside.length,
    commas: bit(inside.slice(1).some(({ gap }) => gap.includes(','))),
    repeats,
    repeatsMost: bit(repeats > 0.5),
    endsAsVerb: bit(/\p{Ll}(?:ed|ing|ly)$/u.test(inside.at(-1)?.text ?? '')),
    position: first / words.length,
  }
}

function measureForm(
  { question, form, words, ofKind }: Place,
  { first, last, range }: Span,
): Numbers {
  const { kind } = question
  const own = words.slice(first, last + 1).filter(({ isSmall }) => !isSmall)
  const held = ofKind.filter((one) => rangesOverlap(one, range))
  const isExact = held.some(({ start, end }) => start === range.start && end === range.end)
  const isCut = held.some(({ start, end }) => start < range.start || end > range.end)
  const hasForm = ['time', 'amount', 'person', 'place'].includes(kind)
  const capitals = own.filter(({ text }) => /^\p{Lu}/u.test(text)).length / own.length
  const hasNumber = own.some(({ text }) => /\p{N}/u.test(text))
  const wantsNumber = kind === 'amount' || kind === 'time'
  return {
    isOfKind: bit(isExact),
    holdsKind: bit(hasForm && held.length > 0),
    missesKind: bit(hasForm && ofKind.length > 0 && held.length === 0),
    cutsKind: bit(isCut),
    number: bit(wantsNumber && hasNumber),
    numberUnasked: bit(!wantsNumber && hasNumber),
    capitalsForPerson: form.isPerson ? capitals : 0,
    capitalsForPlace: kind === 'place' ? capitals : 0,
    capitalsForName: form.isName ? capitals : 0,
    capitalsForThing: kind === 'thing' ? capitals : 0,
  }
}

/** What stands before and behind it. */
function measureEdges({ question, form, words }: Place, { first, last }: Span): Numbers {
  const { kind } = question
  const [before, begin, end, after] = [first - 1, first, last, last + 1].map((at) => words[at])
  const isMarked = first === 0 || hasMark(begin)
  const endsMarked = !after || hasMark(after)
  const says = (word: AnswerWord | undefined, pattern: RegExp) =>
    bit(pattern.test(word?.text ?? ''))
  return {
    cutsName: bit(
      (!isMarked && isCapital(before) && isCapital(begin)) ||
        (!endsMarked && isCapital(end) && isCapital(after)),
    ),
    behindArticle: says(before, article),
    behindPreposition: says(before, preposition),
    behindVerb: says(before, verb),
    behindMark: bit(isMarked),
    behindBy: form.isPerson ? says(before, /^by$/i) : 0,
    behindIn: kind === 'place' || kind === 'time' ? says(before, leadsToPlace) : 0,
    behindCalled: form.isTerm || kind === 'thing' ? says(before, leadsToTerm) : 0,
    beforeMark: bit(endsMarked),
    beforePreposition: says(after, preposition),
    beforeVerb: says(after, verb),
  }
}

/** How near the words of the question stand. */
function measureNearness({ question, words }: Place, { first, last }: Span): Numbers {
  const asked = words.flatMap(({ isAsked }, at) => (isAsked ? [at] : []))
  const left = asked.filter((at) => at < first).map((at) => 1 / (first - at))
  const right = asked.filter((at) => at > last).map((at) => 1 / (at - last))
  const isFocus = (at: number) =>
    words[at]?.terms.some((term) => question.focus.includes(term)) ?? false
  const sum = [...left, ...right].reduce((all, one) => all + one, 0)
  return {
    near: sum / Math.max(1, asked.length),
    nearLeft: Math.max(0, ...left),
    nearRight: Math.max(0, ...right),
    besideFocus: bit(isFocus(first - 1) || isFocus(last + 1)),
    holdsFocus: bit(words.slice(first, last + 1).some((_word, at) => isFocus(first + at))),
  }
}

const article = /^(?:the|an?|its|their|his|her)$/i
const preposition =
  /^(?:of|in|at|on|by|to|for|from|with|as|into|over|during|through|between|about)$/i
const verb =
  /^(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|became|become|called)$/i
const leadsToPlace = /^(?:in|at|on|near|from|to|since)$/i
const leadsToTerm = /^(?:called|as|named|termed|dubbed)$/i

function hasMark(word: AnswerWord | undefined): boolean {
  return /\S/.test(word?.gap ?? '')
}

function isCapital(word: AnswerWord | undefined): boolean {
  return /^\p{Lu}/u.test(word?.text ?? '')
}

function bit(holds: boolean): number {
  return holds ? 1 : 0
}
