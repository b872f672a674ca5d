import type { NearBlock } from '../compare/near-tables.ts'
import type { ArmFinder } from '../verify/arms.ts'
import { isPlacingWord, isReportingWord, isStatistic } from '../verify/lexicon.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import { isNumbered } from '../verify/named-number.ts'
import { readStatement, type Token } from '../verify/statement.ts'
import type { Claim, ClaimEvidence } from '../verify/verdict.ts'

/**
 * True where the sentence, or what stands above it, names what only its own cells stand below, by a word or by
 * two that follow each other: "normal range". In one table only the heads of rows and columns part two cells.
 */
export function isParted(
  { text, context }: Claim,
  own: readonly ClaimEvidence[],
  rival: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  if (namesTable(`${text}\n${context}`, own) && !namesTable(`${text}\n${context}`, rival))
    return true
  if (kinds.some((kind) => isOfOtherKind(kind, text, own, rival))) return true
  const isOneTable = rival.every((one) => own.some((other) => isOfSameTable(one, other)))
  const list = (one: ClaimEvidence) => (isOneTable ? (one.cell?.headers ?? []) : listHeads(one))
  const near = own.flatMap(list)
  const far = rival.flatMap((one) => [
    ...list(one),
    ...(isOneTable ? [] : [one.context, one.quote]),
  ])
  if (
    isOneTable &&
    rival.some((one) => own.some((other) => isMoreNamed(one, other, text, findArms)))
  )
    return true
  const lists = isOneTable ? [listWords, listPairs] : [listTelling, listPairs]
  return lists.some((read) => {
    const collect = (words: readonly string[]) =>
      new Set(words.flatMap((one) => read(one, findArms)))
    const [told, ofOwn, ofRival] = [collect([text, context]), collect(near), collect(far)]
    return [...told].some((key) => ofOwn.has(key) && !ofRival.has(key))
  })
}

/** A change is no level, and what was at baseline is none of a later visit. */
const kinds = [/\b(?:chang|chg|diff)/i, /\b(?:baseline|bsln)\b/i]

/** True where only the rival stands below such words, and the sentence has none of them. */
function isOfOtherKind(
  kind: RegExp,
  text: string,
  own: readonly ClaimEvidence[],
  rival: readonly ClaimEvidence[],
): boolean {
  const isOf = (one: ClaimEvidence): boolean =>
    (one.cell?.headers ?? []).some((head) => kind.test(head)) || isOnlyOf(kind, one)
  return !kind.test(text) && rival.every(isOf) && !own.some(isOf)
}

/** "Vital Signs Change from Baseline" is of changes alone; "Score and Change over Time" is of both. */
function isOnlyOf(kind: RegExp, { context, cell }: ClaimEvidence): boolean {
  const title = context.split('\n')[0] ?? ''
  const rows = [...(cell?.table.rows ?? []), ...(cell?.table.columns ?? [])]
  return (
    kind.test(title) &&
    !/\b(?:and|or)\b/i.test(title) &&
    !rows.some((path) => path.some((head) => kind.test(head)))
  )
}

/** "Table 6.2", also as one of several: "Tables 6.2 and 6.4". */
function namesTable(text: string, cells: readonly ClaimEvidence[]): boolean {
  const named = Array.from(text.matchAll(/\btables?\s+([^;:()]*)/gi), ([, rest = '']) =>
    rest.split(/[\s,]+/).map((word) => word.replace(/\.$/, '')),
  ).flat()
  return cells.some(({ cell }) => {
    const number = cell?.reference.tableNumber ?? ''
    return number !== '' && named.includes(number)
  })
}

function isOfSameTable(one: ClaimEvidence, other: ClaimEvidence): boolean {
  return one.sourceTextId === other.sourceTextId && one.cell?.table === other.cell?.table
}

/** "Serious incidents" and "Incidents per day" beside "Incidents": a name that has more than was told. */
function isMoreNamed(
  rival: ClaimEvidence,
  own: ClaimEvidence,
  text: string,
  findArms: ArmFinder,
): boolean {
  const told = new Set(listWords(text, findArms))
  const read = (path: readonly string[] = []) => listWords(path.at(-1) ?? '', findArms)
  return (['rowPath', 'columnPath'] as const).some((side) => {
    const [mine, other] = [own, rival].map(({ cell }) => read(cell?.reference[side]))
    const added = other?.filter((key) => !mine?.includes(key)) ?? []
    const hasAll = mine?.every((key) => other?.includes(key)) === true
    return hasAll && mine.length > 0 && added.length > 0 && added.every((key) => !told.has(key))
  })
}

/** Keys of words, whatever they say. */
function listWords(text: string, findArms: ArmFinder): readonly string[] {
  return readStatement(text, findArms).flatMap((token) =>
    token.kind === 'arm' || token.kind === 'number' ? [] : nameKey(token),
  )
}

/** Keys of two words that follow each other. */
function listPairs(text: string, findArms: ArmFinder): readonly string[] {
  const tokens = readStatement(text, findArms)
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1]
    const isPair = next && isNaming(token) && isNaming(next)
    return isPair ? [`${nameKey(token)} ${nameKey(next)}`] : []
  })
}

function isNaming({ kind, key }: Token): boolean {
  return kind === 'direction' || ((kind === 'word' || kind === 'name') && !isStatistic(key))
}

/**
 * True where the rival's table is of a part of what the own one is of, which the sentence does not name:
 * "Serious Adverse Events" beside "Adverse Events".
 */
export function isSpecial(
  { text, context }: Claim,
  own: readonly ClaimEvidence[],
  rival: readonly ClaimEvidence[],
  { block }: NearBlock,
  findArms: ArmFinder,
): boolean {
  const read = (words: string) => listTelling(words, findArms)
  const [first = []] = own.map((one) => read(writeTitle(one)))
  const above = new Set(rival.flatMap((one) => read(writeTitle(one))))
  const told = new Set([text, context].flatMap(read))
  const added = read(block.title).filter((key) => !first.includes(key))
  const isMore = added.length > 0 && added.every((key) => !told.has(key))
  return isMore && first.length > 0 && first.every((key) => above.has(key))
}

/** The first line around a table without its number: title and population. */
function writeTitle({ context, cell }: ClaimEvidence): string {
  const line = context.split('\n')[0] ?? ''
  const number = cell?.reference.tableNumber ?? ''
  return number !== '' && line.startsWith(number) ? line.slice(number.length) : line
}

function listHeads({ context, cell }: ClaimEvidence): readonly string[] {
  return [context.split('\n')[0] ?? '', ...(cell?.headers ?? [])]
}

/** Keys of what a text names; numbers are values unless they name a week. */
function listTelling(text: string, findArms: ArmFinder): readonly string[] {
  const tokens = readStatement(text, findArms)
  return tokens
    .filter(
      ({ kind, key }, at) =>
        kind === 'name' ||
        kind === 'direction' ||
        isNumbered(tokens, at, text) ||
        (kind === 'word' && !isReportingWord(key) && !isPlacingWord(key)),
    )
    .map(nameKey)
}
