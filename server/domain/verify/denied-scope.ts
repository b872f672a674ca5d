import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import type { Token } from './statement.ts'

/**
 * Who denies something, or says it of all, says more by leaving out of whom: "neither treatment prolonged survival" is
 * not borne out by "… in patients with brain metastases", nor "all boats" by "all boats in the inner harbour". Keys
 * `above` the evidence, in its headings, are said there.
 */
export function judgeDeniedScope(
  evidence: string,
  { pairs, gaps }: Matching,
  above: ReadonlySet<string>,
): readonly Finding[] {
  const left = gaps
    .flatMap((gap) => gap.evidence)
    .filter(({ kind, key }) => kind !== 'direction' && !isOfWhole.test(key) && !above.has(key))
  const scopes = [...listDenied(evidence, pairs), ...listOfAll(evidence)]
  return scopes.flatMap(({ start, end }): readonly Finding[] => {
    const [own] = pairs.filter(([, { range }]) => range.start >= start && range.start < end)
    const dropped = left.find(
      ({ range }) => range.start >= start && range.start < end && isLimiting(evidence, range.start),
    )
    if (!own || !dropped) return []
    const place = { start: own[0].range.start, end: own[0].range.start }
    return [{ kind: 'words', claim: place, rival: dropped.range, contradicts: false, isHeld: true }]
  })
}

type Scope = { readonly start: number; readonly end: number }

/** From a denial that both have to the end of its clause. */
function listDenied(evidence: string, pairs: Matching['pairs']): readonly Scope[] {
  return pairs
    .map(([, other]) => other)
    .filter(({ kind }: Token) => kind === 'negation')
    .map(({ range: { start, end } }) => {
      const rest = clauseEnd.exec(evidence.slice(end))?.index
      return { start, end: rest === undefined ? evidence.length : end + rest }
    })
}

const clauseEnd = /[,;:]\s|\.(?:\s|$)|\s(?:and|but|while|whereas|although|though|so|or)\s/u

/** "All boats in the inner harbour", "Patients on placebo": what stands behind the noun, up to the verb. */
function listOfAll(evidence: string): readonly Scope[] {
  return [ofAll, ofMany].flatMap((pattern) =>
    Array.from(evidence.matchAll(pattern), ({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    })),
  )
}

const preposition = '(?:in|on|at|of|to|from|with|without|among|for|under|over|within|outside|aged)'
const verb =
  '(?:was|were|is|are|has|have|had|will|did|do|does|can|may|must|should|shall|\\p{Ll}+ed)'
const phrase = `${preposition}\\s+(?:(?!${verb}\\b)[\\p{L}\\d-]+\\s+){1,6}(?=${verb}\\b)`
const ofAll = new RegExp(
  `\\b(?:all|every|each|both|any)\\s+(?:\\p{Ll}+\\s+){0,2}?\\p{Ll}+\\s+${phrase}`,
  'giu',
)
const ofMany = new RegExp(`^\\p{Lu}\\p{Ll}+s\\s+${phrase}`, 'gu')

function isLimiting(evidence: string, start: number): boolean {
  return behindPreposition.test(evidence.slice(0, start))
}

const behindPreposition = new RegExp(
  `\\b(?:${preposition}|during|by|to|because|when|where|if|before|after|until|since)\\s+(?:[\\p{L}\\d-]+\\s+){0,3}$`,
  'iu',
)

/** What is done in a study as a whole limits nothing. */
const isOfWhole = /^(?:studi|trial|report|period|year|total)$/
