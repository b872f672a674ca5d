import type { TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { toSynonym } from '../verify/lexicon.ts'

/**
 * Words by which any report tells a value, and that say nothing of what it is a value of. Each is here because
 * no table's value becomes another one with it or without it: what weighs, dates, restricts, explains or denies
 * has no place here.
 */
const general =
  // verbs that place a value
  'be see saw seen report record observe note find found show shown give gave given stand stood come came amount total reach ' +
  'account represent make made number experience have develop affect occur include employ say state ' +
  'receive take took taken p ci confidence interval ' +
  'measure count register document describe list present summarise summarize achieve attain ' +
  // who is counted in any table of people, and how
  'participant patient subject people person individual those who whom ' +
  'arm group level rate proportion percentage percent share number figure value result case cent ' +
  // joining words
  'and or of the in on at to for with from by as against versus compare comparison while whereas respectively among ' +
  'between also overall altogether there here it its their them this that these thus so than ' +
  'level case time course during contribute ' +
  // times that a table is of as a whole
  'year end period'

const words: ReadonlySet<string> = new Set(general.split(' ').map((word) => toSynonym(stem(word))))

/** True for a word by which any report tells a value; `key` is a stem. */
export function isReportWord(key: string): boolean {
  return words.has(key)
}

/** Several words together that only report, of which each alone might say more. */
const phrases =
  /\b(?:up to(?= (?:day|week|month|visit)\b)|at the (?:year|month|period|quarter) end|at the end of the (?:year|month|period|quarter)|in (?:total|all)|ma(?:d|k)es? up|a total of|(?:already )?present(?= (?:at|in|on)\b)|out of|for (?:each|every|all) (?:dose |of the )?(?:levels?|arms?|groups?|doses?)|in each case)\b/gi

export function listReportPhrases(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(phrases), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
