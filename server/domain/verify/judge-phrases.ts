import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * What a sentence says in words that carry little one by one: when something was ("at the end of treatment",
 * "before the study"), what a share is measured by ("by value"), and what else was completed. All of it has
 * to stand above the values: a note on another column, or the name of what is treated, does not put it there.
 */
export function judgePhrases(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const cited = new Set(paired.flatMap(({ value }) => evidence[value.index] ?? []))
  return doubtPhrases(text, [...cited])
}

/** The same of cells from which what is told was computed. */
export function doubtPhrases(
  text: string,
  cited: readonly ClaimEvidence[],
): readonly CellFinding[] {
  return findStrange([...phrases, ...smallWords], text, cited).map((claim) => ({
    kind: 'words',
    claim,
    evidence: null,
    contradicts: false,
  }))
}

/** Where the text has such words that stand above none of the cells; nowhere without any. */
export function findStrangePhrases(
  text: string,
  cited: readonly ClaimEvidence[],
): readonly TextRange[] {
  return findStrange(phrases, text, cited)
}

function findStrange(
  told: readonly Phrase[],
  text: string,
  cited: readonly ClaimEvidence[],
): readonly TextRange[] {
  if (cited.length === 0) return []
  const above = cited.map((one) => `${one.context.split('\n')[0] ?? ''} | ${joinHeads(one)}`)
  const around = cited.map((one) => `${one.context} | ${joinHeads(one)}`)
  return told.flatMap(({ told: pattern, toTest, isInNotes }) =>
    Array.from(text.matchAll(pattern)).flatMap(({ 0: words, index }) => {
      const known = toTest(words)
      const isKnown = (isInNotes ? around : above).some((one) => known.test(one))
      return isKnown ? [] : [{ start: index, end: index + words.length }]
    }),
  )
}

function joinHeads({ cell }: ClaimEvidence): string {
  return cell?.headers.join(' | ') ?? ''
}

type Phrase = {
  readonly told: RegExp
  /** What has to stand there for the words that were told. */
  readonly toTest: (words: string) => RegExp
  /** A note may say it of all that the table counts: "on or after the start of treatment". */
  readonly isInNotes: boolean
}

const course =
  '(?:treatment|therapy|dosing|study|trial|follow-?up|randomi[sz]ation|enrol\\w*|screening|surgery|baseline)'
const visits = ['baseline|bsln', 'screening', 'randomi[sz]', 'follow-?up']
const earlier = '(?:before|preceding|prior to|pre-?)'
const later = '(?:after|following|since|post-?)'

const starts = /\b(?:start|first)\b/i

const adverbs: ReadonlyMap<string, string> = new Map([
  ['day', 'daily'],
  ['week', 'weekly'],
  ['month', 'monthly'],
  ['quarter', 'quarterly'],
  ['year', '(?:annual|yearly)'],
  ['hour', 'hourly'],
])

const phrases: readonly Phrase[] = [
  {
    told: new RegExp(`\\b(?:the )?end of (?:the )?${course}\\b`, 'gi'),
    toTest: () => /\bend\b|\bEO[TS]\b/i,
    isInNotes: false,
  },
  {
    told: new RegExp(
      `\\b(?:before|preceding|prior to|after|following|since) (?:the )?(?:(?:start|end|first dose) of )?(?:the )?${course}\\b`,
      'gi',
    ),
    toTest: (words) => {
      const way = new RegExp(`^${earlier}`, 'i').test(words) ? earlier : later
      const noun = words.split(/\s+/).at(-1) ?? ''
      // "on or after the start of treatment" is not after treatment
      const between = starts.test(words) ? '' : `(?![^.|\\n]*\\b(?:start|first)\\b[^.|\\n]*${noun})`
      return new RegExp(`(?<!\\p{L})${way}${between}[^.|\\n]{0,40}${noun}`, 'iu')
    },
    isInNotes: true,
  },
  {
    told: /\b(?:at|on) (?:baseline|screening|randomi[sz]ation|follow-?up)\b/gi,
    toTest: (words) => {
      const visit = visits.find((one) => new RegExp(one, 'i').test(words)) ?? words
      return new RegExp(`(?<!\\p{L})(?:${visit})`, 'iu')
    },
    isInNotes: false,
  },
  {
    told: /\bby (?:value|volume|amount|number|count|weight)\b/gi,
    toTest: (words) => new RegExp(`\\b${words.split(/\s+/).at(-1) ?? ''}`, 'i'),
    isInNotes: false,
  },
  {
    // "Again, …" says that it was so before
    told: /\b(?:(?:once |yet )?again|once more|for the (?:first|second|third|last) time)\b/gi,
    toTest: (words) => new RegExp(`\\b${words}\\b`, 'i'),
    isInNotes: false,
  },
  {
    told: /\b(?:because of|due to|owing to) (?:the )?(?:treatment|drug|therapy)\b/gi,
    toTest: () => /\brelated|\bbecause|\bdue to/i,
    isInNotes: false,
  },
  {
    told: /(?<!\b(?:one|once|\d+)\s)\bor (?:more|less|fewer|higher|lower)\b/gi,
    toTest: (words) => new RegExp(`\\b${words}\\b|[≥≤<>]`, 'i'),
    isInNotes: false,
  },
  {
    told: /\bper (?:day|week|month|quarter|year|hour|minute|visit|patient|subject|site|person|head)s?\b/gi,
    toTest: (words) => {
      const noun = words.replace(/^per |s$/gi, '').toLowerCase()
      const adverb = adverbs.get(noun)
      const told = `(?:\\bper|/|\\beach|\\ba)\\s?${noun}`
      return new RegExp(adverb ? `${told}|\\b${adverb}` : told, 'i')
    },
    isInNotes: true,
  },
  {
    told: /%\)? of (?:the |all |its |their )?(?:total )?(?:value|amount|volume)\b/gi,
    toTest: (words) => new RegExp(`\\b${words.split(/\s+/).at(-1) ?? ''}`, 'i'),
    isInNotes: false,
  },
  {
    // what is "3 more frequent" is no difference of counts
    told: new RegExp(
      `\\b(?:\\d+|${numberWordsPattern}) (?:more|less) (?:frequent|common|often)\\b`,
      'gi',
    ),
    toTest: () => /(?!)/,
    isInNotes: false,
  },
  {
    // who remained is no participle of all
    told: /\bremaining\b/gi,
    toTest: () => /\bremain/i,
    isInNotes: false,
  },
  {
    told: /\bcomplet\w+ [^.;,]*\band the (?:study|trial)\b/gi,
    toTest: () => /\bcomplet\w+[^|]*\b(?:study|trial)\b/i,
    isInNotes: false,
  },
]

/** They say more than a value does, and are no name of where it stands. */
const smallWords: readonly Phrase[] = [
  {
    // what went on, came back or was said by somebody else is more than a value
    told: /\b(?:reportedly|allegedly|apparently|supposedly|purportedly|presumably|seemingly)\b|\b(?:still|already|also|no longer|a further|an additional)\b(?!,)/gi,
    toTest: (words) => new RegExp(`\\b${words}\\b`, 'i'),
    isInNotes: false,
  },
  {
    // "one subject had it once": how often is no count of subjects
    told: /(?<=(?:\d|\bone\b)[^.;]*)\bonce\b/gi,
    toTest: (words) => new RegExp(`\\b${words}\\b`, 'i'),
    isInNotes: true,
  },
]
