import type { UpdateItem } from '../../shared/contract/updates.ts'
import { collapsePadding } from '../../shared/text/collapse-padding.ts'
import type { TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'

/** How the document follows a changed source. */
export type UpdatePlan =
  | {
      readonly kind: 'ready'
      /** The words to take out: no more than differ. */
      readonly selector: TextQuoteSelector
      readonly text: string
      /** Where they stand in the target's own words. */
      readonly range: TextRange
      /** Both as a reader is told of them: no bracket stays open. */
      readonly told: { readonly old: string; readonly now: string }
    }
  /** The document has the new words, not the old ones. */
  | { readonly kind: 'done' }
  | { readonly kind: 'by_hand'; readonly reason: string }

/**
 * Puts in place of the words that differ between the old and the new version those of the new one,
 * where the document has them once: it may have other words around them than the source, and none of
 * the blanks with which a table pads a value.
 */
export function planUpdate({ target, old, new: now }: UpdateItem): UpdatePlan {
  if (now === null) return byHand('The new version has nothing in place of these words.')
  if (target.recorded.includes(old)) return planWords(target, old, now)
  return planWords(target, collapsePadding(old), collapsePadding(now))
}

function planWords(target: Target, old: string, now: string): UpdatePlan {
  const change = findChange(old, now)
  if (!change) return byHand('The words are the same; only their place or form is another.')
  const { exact, prefix, suffix } = target.selector
  const places = findWhole(exact, change.old)
  const [range] = places
  if (!range) return planWithoutOld(target, change)
  if (places.length > 1) return byHand(`“${change.old}” stands here ${places.length} times.`)
  if (!isInPlace(target, change.old, range)) {
    return byHand(`“${change.old}” stands elsewhere here than it was written.`)
  }
  const selector = {
    exact: exact.slice(range.start, range.end),
    prefix: prefix + exact.slice(0, range.start),
    suffix: exact.slice(range.end) + suffix,
  }
  const rest = closeBracket(change.old, exact.slice(range.end))
  const told = { old: selector.exact + rest, now: change.now + rest }
  return { kind: 'ready', selector, text: change.now, range, told }
}

/** What closes the bracket that the words leave open, up to it; '' where none is open. */
function closeBracket(words: string, behind: string): string {
  const isOpen = words.lastIndexOf('(') > words.lastIndexOf(')')
  return isOpen ? behind.slice(0, behind.indexOf(')') + 1) : ''
}

type Target = UpdateItem['target']

/** The new words count as put in only where the old ones were written: between the same words. */
function planWithoutOld({ selector: { exact }, recorded }: Target, { old, now }: Change) {
  const lacks = `The document does not say “${old}” here`
  const present = findWhole(exact, now)
  const [written, ...others] = findWhole(recorded, old)
  if (present.length === 0) return byHand(`${lacks}.`)
  const between = written && others.length === 0 ? findNeighbours(recorded, written) : undefined
  const inPlace = present.filter((range) => findNeighbours(exact, range) === between)
  if (inPlace.length === 1) return { kind: 'done' } as const
  return byHand(`${lacks}, and whether its “${now}” stands in place of it can’t be told.`)
}

/** In a sentence that was edited, the same words may mean something else. */
function isInPlace({ selector: { exact }, recorded }: Target, words: string, range: TextRange) {
  if (exact === recorded) return true
  const [before, after] = splitNeighbours(exact, range)
  return findWhole(recorded, words).some((written) => {
    const [writtenBefore, writtenAfter] = splitNeighbours(recorded, written)
    return before === writtenBefore || after === writtenAfter
  })
}

/** The word before and the one behind; '' where the text begins or ends. */
function splitNeighbours(text: string, { start, end }: TextRange): readonly [string, string] {
  const [before, after] = [text.slice(0, start), text.slice(end)]
  const last = listTokens(before).at(-1)
  const first = listTokens(after)[0]
  return [last ? slice(before, last) : '', first ? slice(after, first) : '']
}

function findNeighbours(text: string, range: TextRange): string {
  return splitNeighbours(text, range).join('\n')
}

/** Names that stay when the list is asked for again; equal items are counted. */
export function nameUpdates(updates: readonly UpdateItem[]): readonly string[] {
  const seen = new Map<string, number>()
  return updates.map(({ source, citation, target }) => {
    const place = [source.document_id, source.new_version, citation.start_char, citation.end_char]
    const name = [...place, target.section_id, target.kind].join(' ')
    const number = (seen.get(name) ?? 0) + 1
    seen.set(name, number)
    return `${name} ${number}`
  })
}

function byHand(reason: string): UpdatePlan {
  return { kind: 'by_hand', reason }
}

type Change = { readonly old: string; readonly now: string }

/** The shortest piece of both that holds all that differs; none of it is empty. */
function findChange(old: string, now: string): Change | undefined {
  const [before, after] = [listTokens(old), listTokens(now)]
  const isSame = (a: TextRange | undefined, b: TextRange | undefined) =>
    a !== undefined && b !== undefined && slice(old, a) === slice(now, b)
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && isSame(before[start], after[start])) start++
  let end = 0
  while (end < least - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++
  if (start + end === before.length && start + end === after.length) return undefined
  // words that are only put in, or only taken out, take a neighbour along
  const isOneSided = start + end >= least
  if (isOneSided && start > 0) start--
  else if (isOneSided && end > 0) end--
  const piece = (text: string, tokens: readonly TextRange[]) => {
    const [first, last] = [tokens[start], tokens[tokens.length - 1 - end]]
    return first && last ? text.slice(first.start, last.end) : ''
  }
  const change = { old: piece(old, before), now: piece(now, after) }
  return change.old === '' || change.now === '' ? undefined : change
}

/** Words, numbers with their sign and what is inside them, and marks. */
function listTokens(text: string): readonly TextRange[] {
  return [
    ...text.matchAll(/(?:(?<![\p{L}\p{N}])[-–−])?[\p{L}\p{N}]+(?:[.,:/'’-][\p{L}\p{N}]+)*|\S/gu),
  ].map(({ 0: token, index }) => ({ start: index, end: index + token.length }))
}

/** Where the words stand whole: not in a longer word or number, and not as the number of a table. */
function findWhole(text: string, words: string): readonly TextRange[] {
  const found: TextRange[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + words.length)]
    const isPart =
      /[\p{L}\p{N}][.,:/'’-]?$|[-–−]$/u.test(before) || /^[.,:/'’-]?[\p{L}\p{N}]/u.test(after)
    const isName = /\b(?:table|figure|section|appendix|version|week|visit|day)\s+$/i.test(before)
    if (!isPart && !isName) found.push({ start: at, end: at + words.length })
  }
  return found
}

function slice(text: string, { start, end }: TextRange): string {
  return text.slice(start, end)
}
