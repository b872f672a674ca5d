import { wordsOfTens, wordsToNineteen } from '../../shared/text/number-words.ts'
import { monthNamePattern } from '../../shared/text/months.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { isStopWord } from '../../shared/text/terms.ts'
import type { QuestionKind } from './read-question.ts'

/** The places of a text that may answer a question of this kind; [] where the kind has no form. */
export function findOfKind(text: string, kind: QuestionKind): TextRange[] {
  const pattern = patterns[kind]
  if (!pattern) return []
  const found = Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const isName = pattern === name
  return isName ? found.filter((range) => !isOrdinaryWord(sliceRange(text, range))) : found
}

const spelled = [
  ...[...wordsToNineteen.slice(1), ...wordsOfTens],
  ...['hundred', 'thousand', 'million', 'billion', 'half', 'dozen', 'several'],
].join('|')

const time = new RegExp(
  `(?:(?:early|mid|late)[- ])?(?:` +
    `\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${monthNamePattern})(?:,? \\d{4})?` +
    `|(?:${monthNamePattern})(?: \\d{1,2}(?:st|nd|rd|th)?)?(?: ?,? \\d{4})?` +
    `|\\d{1,2}(?:st|nd|rd|th)[- ]century|(?:1[0-9]|20)\\d\\d(?:s|[-–](?:1[0-9]|20)?\\d\\d)?(?!\\d)` +
    `|(?:week|day|month|year|visit) \\d+|\\d+ (?:years?|months?|weeks?|days?|hours?|minutes?)` +
    `|(?:spring|summer|autumn|fall|winter) of \\d{4}|\\d+ (?:BC|AD|BCE|CE))(?![\\p{L}\\p{N}])`,
  'giu',
)

const amount = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:[$£€]\\s?)?(?:\\d[\\d,]*(?:\\.\\d+)?|(?:${spelled})(?:[- ](?:${spelled}))*)` +
    `(?:\\s?%|\\s(?:percent|million|billion|thousand|hundred|trillion))?(?![\\p{L}\\p{N}])`,
  'giu',
)

/** Words with a capital that stand together, with the small words inside names. */
const name =
  /\p{Lu}[\p{L}\p{N}'’.-]*(?:\s(?:(?:of|the|de|la|von|van|and|for|-|&)\s)*\p{Lu}[\p{L}\p{N}'’.-]*)*/gu

/** A word that has its capital from where it stands, at the start of a sentence. */
function isOrdinaryWord(word: string): boolean {
  return isStopWord(word.toLowerCase()) || beginnings.has(word)
}

const beginnings = new Set(
  (
    'After All Although Another Because Before Both Despite During Each Following He Her His However ' +
    'Its Many Most No Not One Other She Since Some Such Then There Though Through Two Under Until Upon'
  ).split(' '),
)

const patterns: Readonly<Partial<Record<QuestionKind, RegExp>>> = {
  time,
  amount,
  person: name,
  place: name,
  reason:
    /\b(?:because|since|due to|as a result|so that|in order to|caused by|reasons?|thus|therefore|hence|owing to|rationale|in case|is expected to|limited by|based on|to (?:avoid|allow|ensure|reduce|prevent|protect|minimi[sz]e|assess|evaluate|determine|account))\b/giu,
  manner: /\b(?:by|through|via|using|with|per|according to)\b/giu,
}
