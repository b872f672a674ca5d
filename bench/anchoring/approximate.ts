import type { TextRange } from '../../shared/text/range.ts'

/**
 * Ranges of the text within the fewest changes of the pattern, at most `most` (Myers 1999, in blocks of
 * 32 rows as the peers' approx-string-match has it). One for each end that reaches the minimum.
 */
export function listBestMatches(text: string, pattern: string, most: number): TextRange[] {
  const { ends } = findEnds(text, pattern, most)
  return ends.slice(0, 32).map(({ end, errors }) => ({
    start: findStart(text, pattern, end, errors),
    end,
  }))
}

type Ends = { readonly end: number; readonly errors: number }

/** The same search backwards from where the match ends. */
function findStart(text: string, pattern: string, end: number, errors: number): number {
  const before = text.slice(Math.max(0, end - pattern.length - errors), end)
  const { ends } = findEnds(reverse(before), reverse(pattern), errors)
  return end - (ends.at(-1)?.end ?? pattern.length)
}

function reverse(text: string): string {
  return text.split('').reverse().join('')
}

function findEnds(text: string, pattern: string, most: number): { readonly ends: readonly Ends[] } {
  const blocks = createBlocks(pattern)
  let best = most
  let ends: Ends[] = []
  for (let at = 0; at < text.length; at++) {
    const errors = blocks.advance(text.charCodeAt(at))
    if (errors > best) continue
    if (errors < best) ends = []
    best = errors
    ends.push({ end: at + 1, errors })
  }
  return { ends }
}

function createBlocks(pattern: string) {
  const count = Math.ceil(pattern.length / 32)
  const masks = new Map<number, Uint32Array>()
  for (let row = 0; row < pattern.length; row++) {
    const unit = pattern.charCodeAt(row)
    const mask = masks.get(unit) ?? new Uint32Array(count)
    mask[row >> 5] = (mask[row >> 5] ?? 0) | (1 << (row & 31))
    masks.set(unit, mask)
  }
  const plus = new Uint32Array(count).fill(0xffffffff)
  const minus = new Uint32Array(count)
  const none = new Uint32Array(count)
  const lastBit = (pattern.length - 1) & 31
  let score = pattern.length
  const advance = (unit: number): number => {
    const mask = masks.get(unit) ?? none
    let carry = 0
    for (let block = 0; block < count; block++) {
      const top = block === count - 1 ? lastBit : 31
      carry = step(plus, minus, mask[block] ?? 0, block, carry, top)
    }
    score += carry
    return score
  }
  return { advance }
}

/** One column of one block: the horizontal difference that goes in, and the one that comes out. */
function step(
  plus: Uint32Array,
  minus: Uint32Array,
  mask: number,
  block: number,
  carry: number,
  top: number,
): number {
  const [up, down] = [plus[block] ?? 0, minus[block] ?? 0]
  const equal = mask | (carry < 0 ? 1 : 0)
  const vertical = mask | down
  const diagonal = (((equal & up) + up) ^ up) | equal
  let rising = down | ~(diagonal | up)
  let falling = up & diagonal
  const out = ((rising >>> top) & 1) - ((falling >>> top) & 1)
  rising = (rising << 1) | (carry > 0 ? 1 : 0)
  falling = (falling << 1) | (carry < 0 ? 1 : 0)
  plus[block] = falling | ~(vertical | rising)
  minus[block] = rising & vertical
  return out
}
