import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { findTerms, listTerms } from '../../../shared/text/terms.ts'
import type { Concept } from './asked-question.ts'
import { listSameMeaning } from './question-words.ts'

/** What the words of a question name, in order, each once: without what only leads to it, and with its other names. */
export function listConcepts(text: string): readonly Concept[] {
  const spelled = text
    .replace(pValue, ' ')
    .replace(conditions, 'when ')
    .replace(frames, '')
    .replace(editions, ' ')
    .replace(years, '$1$2')
    .replace(deeds, '')
    .replace(upTo, 'up to what ')
    .replace(anyTime, 'any ')
    .replace(causes, ' ')
    .replace(owners, ' ')
    .replace(turns, ' ')
    .replace(present, ' ')
    .replace(wholes, ' total ')
    .replace(levels, '')
    .replace(sizes, 'how ')
    .replace(events, 'what ')
    .replace(ages, '$& age')
  const concepts = findTerms(spelled).map(({ term, range }) => ({
    word: sliceRange(spelled, range),
    term,
    terms: leads.test(text) ? listLed(term) : listSameMeaning(term),
    share: isInFrame(spelled, range) ? shareOfFrame : 1,
  }))
  const distinct = [...new Map(concepts.map((concept) => [concept.term, concept])).values()]
  return distinct.map((concept) => withQuarter(concept, text))
}

/** "The third quarter" is written "Q3", too. */
function withQuarter(concept: Concept, text: string): Concept {
  const [, ordinal = ''] = quarters.exec(text) ?? []
  const number = ordinals.indexOf(ordinal.toLowerCase()) + 1
  const isOf = concept.term === stem(ordinal.toLowerCase()) || concept.term === stem('quarter')
  if (number === 0 || !isOf) return concept
  return {
    ...concept,
    terms: new Set([...concept.terms, `q${number}`, ...listTerms(`Q${number}`)]),
  }
}

const quarters = /\b(first|second|third|fourth) quarter\b/i
const ordinals = ['first', 'second', 'third', 'fourth']

/** A day that sources have by its date, and seldom call so where they say what was so then. */
const dayFrames =
  /\bat the (?:data (?:lock|cut-?off)(?: point| date)?|(?:data )?cut-?off(?: date| point)?|reporting date|end of the (?:reporting )?(?:period|interval))\b/gi
/** Of what names such a day. */
export const shareOfFrame = 0.3

function isInFrame(text: string, range: TextRange): boolean {
  return Array.from(text.matchAll(dayFrames)).some(({ 0: frame, index }) =>
    containsRange({ start: index, end: index + frame.length }, range),
  )
}

/** Who leads an audit is its lead auditor. */
const leads = /^\W*who (?:(?:is|was) leading|leads|led|heads|headed)\b/i

function listLed(term: string): ReadonlySet<string> {
  const terms = listSameMeaning(term)
  return term === stem('audit') ? new Set([...terms, stem('auditor')]) : terms
}

/** What leads to a cause, and is none; and what means the same as one word. */
const causes =
  /\b(?:their|his|her|its) own\b|\b(?:due|owing|set) to\b|\bas a result of\b|\b(?:takes?|took|taking) part in\b/gi
/** "Under what condition may they leave" asks when they may. */
const conditions = /\b(?:under|on) (?:what|which) (?:conditions?|circumstances?) /gi
/** What stands in a question beside what it asks for: "in percentage terms", "the actual figure", "a day". */
const frames =
  /\bin (?:percentage|absolute|money) terms\b|\bactual(?:ly)?\b|\bfigures?\b(?! \d)|\bin the end\b|\bin time\b|\bcosts?(?= the (?:most|least)\b)|(?<=\b(?:windows?|margins?|tolerances?) (?:is|are|was|were) )(?:allowed|permitted|foreseen)\b|(?<=\bhow (?:often|many times)) an? (?:day|week|month|year)\b/gi
/** Which wording of a document is meant: what amends it tells that, and its words need not stand there. */
const editions =
  /\b(?:(?:than |as )?in the original (?:agreement|contract|version|wording)|originally|original(?= (?!stud|trial|data|publication))|since (?:the )?(?:(?:first|second|third|last|latest) )?amendment(?: no\.? ?\d+| \d+)?)\b/gi
/** The financial year 2025 is called 2025. */
const years =
  /\b(?:(?:the )?((?:19|20)\d\d) (?:financial|fiscal) year|(?:the )?(?:financial|fiscal) year ((?:19|20)\d\d))\b/gi
/** Who carried out a thing did it. */
const deeds = /(?<=^\W*who )(?:carries|carried) out\b/gi
/** "After any dose" is asked for as "any dose" is told. */
const anyTime = /\b(?:after|during|at|on) any \b/gi
const upTo = /\bup to what amount\b/gi
/** "His title" asks for the title of whom was spoken of. */
const owners = /\b(?:his|hers?|him)\b/gi
/** "Did sales rise from 2023 to 2024" asks for the sales of both. */
export const turns =
  /\b(?:rise|rose|increased?|fall|fell|decreased?|declined?|drop(?:ped)?|grow|grew|shrink|shrank|changed?) (?=(?:from|between) (?:19|20)\d\d\b)/gi
/** What is so now is so; current assets are called so. */
const present =
  /\b(?:today|nowadays|currently|at present|as things (?:now )?stand|as of now)\b|(?<=\bthe )current (?!(?:assets?|liabilit|ratio|accounts?|tax|year|period|portion|borrowings?|provisions?|version|service cost|cost)\b)/gi
/** All groups together are the total, as tables call it. */
const wholes =
  /\b(?:in )?the whole (?:study|trial|population|sample|group)\b|\ball (?:the )?(?:groups|arms) together\b/gi
/** The level of an interval is no number of what is asked. */
const levels = /\b\d\d(?:\.\d)?\s?%\s(?=CI\b|confidence\b)/gi
/** "How high is the dose" asks for no high dose. */
const sizes =
  /\bhow (?:large|big|small|tall|high|low|deep|(?:long|soon|far)(?: (?:before|after))?|frequent(?:ly)?)\b/gi
/** "What happens after a fall" asks of the fall. */
const events = /\bwhat happen(?:s|ed)? (?:after|when|if|to|with)\b/gi
/** Said of ages alone. */
const ages = /\b(?:oldest|youngest|how old)\b/i

/** Asked for as a statistic, not by its letters. */
const pValue = /\bp[\s-]*values?\b/gi
