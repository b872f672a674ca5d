import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/** "Genghis Khan" is not named by "Genghis's successor Ögedei Khan": what stands side by side as one name is one. */
export function judgePartedNames(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  return pairs.flatMap(([own, other], at): readonly Finding[] => {
    const [before, its] = pairs[at - 1] ?? []
    if (!before || !its) return []
    const isName =
      /^\s+$/.test(claim.slice(before.range.end, own.range.start)) &&
      [before, own].every(({ range }) => name.test(claim.slice(range.start, range.end)))
    const between = evidence.slice(its.range.end, other.range.start)
    if (!isName || !parting.test(between)) return []
    return [
      { kind: 'name', claim: own.range, rival: other.range, contradicts: false, isHeld: true },
    ]
  })
}

const name = /^\p{Lu}\p{Ll}/u
/** Words in small letters, a possessive, or another sentence; initials and second names are of the same name. */
const parting = /[.;:]\s|[’']s?\s|\s\p{Ll}{3,}\s|,/u
