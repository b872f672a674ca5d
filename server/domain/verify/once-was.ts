/**
 * True where a source tells only what was so at first, and a claim leaves that out: "was first rated Critical and was
 * lowered" does not bear out "is rated Critical".
 */
export function tellsOnlyOnce(claim: string, source: string): boolean {
  return once.test(source) && !earlier.test(claim)
}

const once =
  /\b(?:was|were|had been) (?:first|initially|originally|formerly|previously) \p{Ll}+\b[^.;]*\b(?:and|but|then|later)\b/u
const earlier =
  /\b(?:first|initially|originally|formerly|previously|at first|before|lowered|raised|changed)\b/i
