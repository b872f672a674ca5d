import type { ClaimEvidence } from './verdict.ts'

/**
 * A sentence in the other orders that say the same: what stands before its first comma at its end ("after
 * X, Y" is "Y after X"), and a thing before what is done with it ("removal of the patches" is "the patches
 * are removed"). None where neither can be told.
 */
export function listOrders(text: string): readonly string[] {
  const moved = moveLead(text)
  const all = [text, ...(moved ? [moved] : [])]
  return [...new Set([...all, ...all.map(turnNominals)])].slice(1)
}

/** An evidence with its words in another order; its places are those of the whole. */
export function reorder(one: ClaimEvidence, words: string): ClaimEvidence {
  return { ...one, transformations: [{ kind: 'format', from: one.quote, to: words }] }
}

/** What may stand before a sentence and as well behind it; "of" and "to" may belong to a part of it. */
const lead =
  /^((?:after|before|during|following|in|on|at|when|with|without|until|upon|under|for)\s[^,;:]{2,80}),\s+([^;:]+?)\s*(\.?)\s*$/iu

/** What else a sentence says need not be said of its lead. */
const parting = /,\s+(?:but|whereas|while|although|though|except|unless)\b/i

function moveLead(text: string): string | undefined {
  const found = lead.exec(text)
  const [, first = '', rest = '', end = ''] = found ?? []
  if (!found || parting.test(rest)) return undefined
  return `${rest} ${first.charAt(0).toLowerCase()}${first.slice(1)}${end}`
}

const nominal =
  /\b(\p{L}{3,}(?:al|tion|sion|ment)|end|start|beginning) of (?:the |an? )?(\p{L}{3,})\b/giu

function turnNominals(text: string): string {
  return text.replace(nominal, '$2 $1')
}
