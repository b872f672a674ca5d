const pair =
  /^-?\d[^()]*?\b(?:against|versus|vs\.?|compared (?:with|to)|and)\s+(?:only\s+)?-?\d[^()]*\)/i

/** Two values in one bracket, each of one side: "more often on A than on B (46% against 9%)". */
export function opensPair(text: string, start: number): boolean {
  return /\(\s*$/.test(text.slice(0, start)) && pair.test(text.slice(start))
}
