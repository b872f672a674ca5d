import { findCounted } from '../verify/counted.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import { ofSome } from '../verify/taken-rightly.ts'
import { findCell, isOfCounts, writeAll, type Form, type Outcome } from './form.ts'
import { isOfPart } from './read-shares.ts'
import { before, listMentions, oneMention, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

const people = '(?:patients|subjects|participants|volunteers)'
const ofOne = new RegExp(
  `^\\s+(?:\\((?<share>\\d+(?:\\.\\d+)?)\\s?%\\)\\s+)?(?:(?:of\\s+the\\s+)?${people}\\s+)?${before}(?<who>${oneMention})`,
  'iu',
)

type Item = { readonly party: string; readonly decimal: string; readonly share: string | undefined }

/**
 * "8 patients on §0··, 21 on §1·· and 25 (30%) on §2··": a count for each group that is named. Where a cell
 * gives another one it stays open: no other number was computed.
 */
export function readLists(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions, tokens, text } = sentence
  const numbers = tokens.flatMap((token, at) =>
    token.kind === 'number' && !isNamedNumber(tokens, at, text) ? [token] : [],
  )
  const counts = numbers.filter(({ quantity }) => quantity.unit === '')
  const items = counts.flatMap(({ range, quantity: { decimal, comparator } }): readonly Item[] => {
    const { who = '', share } = ofOne.exec(masked.slice(range.end))?.groups ?? {}
    const [mention] = listMentions(sentence, who)
    if (mention?.spread !== 'one' || comparator !== '' || !/^\d+$/.test(decimal)) return []
    return [{ party: mention.parties[0] ?? '', decimal, share }]
  })
  const isAll =
    items.length === counts.length &&
    items.length === mentions.length &&
    new Set(items.map(({ party }) => party)).size === items.length &&
    items.filter(({ share }) => share !== undefined).length === numbers.length - counts.length
  if (items.length < 2 || !isAll || isOfPart(masked) || ofSome.test(text)) return []
  const counted = counts.map(({ range }) => findCounted(text, range))
  if (!counted.includes('people') || counted.includes('events')) return []
  return [
    {
      consumed: numbers.map(({ range }) => range),
      stake: counts[0]?.range ?? { start: 0, end: text.length },
      kind: 'number',
      focus: undefined,
      fits: (series) => series.axis === 'groups' && isOfCounts(series),
      judge: (series) => judgeItems(series, items),
    },
  ]
}

function judgeItems(series: Series, items: readonly Item[]): Outcome | undefined {
  const cells = items.map(({ party, decimal, share }) => {
    const cell = findCell(series, party)
    const isShare = share === undefined || cell?.percent === Number(share)
    return cell?.decimal === decimal && isShare ? [cell] : []
  })
  const own = cells.flat()
  if (own.length < items.length) return undefined
  return { holds: true, cells: own, words: `${series.title}: ${writeAll(own)}.`, rival: undefined }
}
