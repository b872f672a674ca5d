import { monthNamePattern } from '../../shared/text/months.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { isStopWord } from '../../shared/text/terms.ts'

/** Words with a capital that stand together, with what their surroundings say of them. */
export type FoundName = {
  readonly range: TextRange
  readonly text: string
  /** "in Basel", "from the Netherlands": it says where, not who. */
  readonly isPlaced: boolean
  /** "American" and "Christian" tell of something else. */
  readonly isAdjective: boolean
  /** Neither an adjective nor a place, nor spelled or called as only other things are. */
  readonly mayBePerson: boolean
}

export function findNames(text: string): FoundName[] {
  return Array.from(text.matchAll(name)).flatMap((match) => {
    const range = { start: match.index, end: match.index + match[0].length }
    if (isStopWord(match[0].toLowerCase())) return []
    return [describeName(text, range)]
  })
}

function describeName(text: string, range: TextRange): FoundName {
  const words = sliceRange(text, range)
  const isPlaced = leadsToPlace.test(text.slice(Math.max(0, range.start - mostBefore), range.start))
  const isAdjective = adjective.test(words)
  const hasSmall = /\p{Ll}{2}/u.test(words)
  const mayBePerson = !isPlaced && !isAdjective && hasSmall && !notOfPersons.test(words)
  return { range, text: words, isPlaced, isAdjective, mayBePerson }
}

const name =
  /\p{Lu}[\p{L}\p{N}'’.-]*(?:\s(?:(?:of|the|de|la|von|van|’s|'s)\s)?\p{Lu}[\p{L}\p{N}'’.-]*)*/gu

/** UTF-16 units that hold the longest words of `leadsToPlace`. */
const mostBefore = 25

const leadsToPlace =
  /\b(?:in|at|near|from|to|into|on|throughout|across|towards?|outside|between)\s+(?:the\s+)?$/i

const adjective =
  /^(?:American|British|French|German|English|Chinese|European|African|Indian|Japanese|Roman|Greek|Italian|Spanish|Russian|Dutch|Canadian|Australian|Irish|Scottish|Mexican|Christian|Catholic|Protestant|Jewish|Islamic|Muslim|Western|Eastern|Northern|Southern)s?$/

const notOfPersons = new RegExp(
  `\\b(?:University|Company|Party|Street|War|Stadium|League|Cup|Bowl|States|Kingdom|School|College|Church|Island|River|Lake|City|County|Act|Court|Museum|Series|Show|Awards?|Games?|${monthNamePattern}|Monday|Sunday|America|American|British|French|German|English|Chinese|European|TV|US|UK|North|South|East|West|New)\\b`,
)
