import type { TextRange } from '../../../shared/text/range.ts'
import { compareCells, type Measured } from './compared-cell.ts'
import { fitsWord, join, write, type Form, type Orient, type Outcome } from './form.ts'
import { before, listMentions, oneMention, rangeOf, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'
import { withShare } from './whole.ts'

const often =
  '(?:frequent(?:ly)?|common(?:ly)?|often)(?:\\s+(?:reported|observed|given|used|taken))?'
const upward = `most(?=\\s+(?:\\p{L}+\\s+){0,2}\\p{L}+s\\b)(?<=\\b(?:ha[ds]|have)\\s+the\\s+most)|most\\s+${often}|commonest|leading|main|highest|largest|greatest|longest|oldest|heaviest|best`
const downward = `least\\s+${often}|lowest|smallest|fewest|shortest|youngest|lightest`
const superlative = `(?<superlative>${upward}|${downward})\\b`
const verb = '(?:was|were|is|are|had|has|have|showed|came)'

/** "Highest in §0··": who has it stands behind. */
const behind = new RegExp(
  `\\b(?:was|were|is|are|and)\\s+(?:the\\s+)?${superlative}\\s+${before}(?<winner>${oneMention})(?!\\s+(?:was|were)\\b)`,
  'gi',
)
/** "§0·· was the most frequent …": who has it stands before. */
const inFront = new RegExp(
  `(?<winner>${oneMention})\\)?(?:\\s+(?:groups?|dose|patients|subjects))?(?:\\s*\\([^()]*\\))?\\s*,?\\s+${verb}\\s+(?:the\\s+)?${superlative}`,
  'giu',
)
/** "§0·· was the term that was reported by most". */
const byMost = new RegExp(
  `(?<winner>${oneMention})\\s+${verb}\\s+the\\s+(?:\\p{L}+\\s+){1,3}(?:that|which)\\s+(?:was|were)\\s+(?<superlative>(?:reported|taken|used|experienced)\\s+by\\s+(?:the\\s+)?most)\\b`,
  'giu',
)

/** Who has the greatest or the least of a row or column; two who have as much have neither. */
export function readMost(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const told = [behind, inFront, byMost].flatMap((pattern) => [...masked.matchAll(pattern)])
  const all = [...masked.matchAll(new RegExp(`\\b${superlative}`, 'giu'))]
  if (told.length === 0 || all.length > told.length) return []
  const ends = told.flatMap((match) => {
    const [winner] = listMentions(sentence, match.groups?.winner ?? '')
    const words = match.groups?.superlative ?? ''
    const start = match.index + match[0].lastIndexOf(words)
    const range = { start, end: start + words.length }
    return winner?.spread === 'one' ? [{ party: winner.parties[0] ?? '', words, range, match }] : []
  })
  const named = ends.map(({ party }) => party)
  // whoever else is named is all of those that are compared: "of the three groups"
  const isElse = mentions.some(
    ({ parties, spread }) => spread === 'one' && !parties.some((party) => named.includes(party)),
  )
  if (ends.length < told.length || isElse || new Set(named).size < named.length) return []
  const [first] = ends
  if (!first) return []
  const isOfNumber = /\bnumber of\b|\b(?:ha[ds]|have) the (?:most|fewest)\b/i.test(masked)
  const measured: Measured = isOfNumber
    ? 'count'
    : /\b(?:rate|percentage|proportion|share)\b/i.test(masked)
      ? 'share'
      : 'any'
  return [
    {
      consumed: ends.map(({ range }) => range),
      stake: rangeOf(first.match),
      kind: 'direction',
      focus: ends.length === 1 ? first.party : undefined,
      bases: new Set(['share']),
      fits: (series) => ends.every(({ words }) => fitsWord(words, series, masked)),
      judge: (series, orient) =>
        withShare(judgeEnds(series, { ends, measured, orient }), sentence, series, first.party),
    },
  ]
}

type Ends = {
  readonly ends: readonly {
    readonly party: string
    readonly words: string
    readonly range: TextRange
  }[]
  readonly measured: Measured
  readonly orient: Orient
}

function judgeEnds(series: Series, { ends, measured, orient }: Ends): Outcome | undefined {
  const outcomes = ends.map(({ party, words }) => {
    const isUp = !new RegExp(`^(?:${downward})$`, 'i').test(words)
    const sign: Orient = isUp ? orient : orient === 1 ? -1 : 1
    return judgeEnd(series, party, sign, measured)
  })
  if (outcomes.some((one) => one === undefined)) return undefined
  const [first, ...others] = outcomes.flatMap((one) => one ?? [])
  if (!first) return undefined
  return (
    [first, ...others].find(({ holds }) => !holds) ?? {
      ...first,
      words: [first, ...others].map(({ words }) => words).join(' '),
    }
  )
}

/** Beside the others that are nearest, more cells than this tell the reader nothing. */
const mostCells = 12
const mostShown = 6

export function judgeEnd(
  { entries }: Series,
  party: string,
  sign: Orient,
  measured: Measured,
): Outcome | undefined {
  const own = entries.find((one) => one.party === party)?.cell
  const others = entries.filter((one) => one.party !== party)
  if (!own || others.length === 0) return undefined
  const ways = others.map(({ cell, label }) => ({
    cell,
    label,
    way: compareCells(own, cell, measured),
  }))
  if (ways.some(({ way }) => way === undefined)) return undefined
  const ordered = ways.toSorted((a, b) => sign * (b.cell.value - a.cell.value))
  const wrong = ordered.find(({ way }) => way !== sign)
  const cells = [own, ...ordered.map(({ cell }) => cell)].slice(0, mostCells)
  if (wrong) {
    const way = wrong.way === 0 ? 'as much as' : sign === 1 ? 'less than' : 'greater than'
    const words = `${write(own)} is ${way} ${write(wrong.cell)} (${wrong.label}).`
    return { holds: false, cells, words, rival: wrong.cell }
  }
  const name = sign === 1 ? 'largest' : 'smallest'
  const shown = cells.slice(0, mostShown)
  const more = entries.length - shown.length
  const all = [...shown.map(write), ...(more > 0 ? [`${String(more)} more`] : [])]
  return {
    holds: true,
    cells,
    words: `${write(own)} is the ${name} of ${join(all)}.`,
    rival: undefined,
  }
}
