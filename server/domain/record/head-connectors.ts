import type { RecordColumn } from './record-columns.ts'
import { isDoneBy } from './record-words.ts'

/**
 * What may stand between a head and its value without turning it: "approved by", "ordered on", "amounted to".
 * @param forms words of the head that are told in another form
 * @param lead the word before the head
 */
export function connectors(column: RecordColumn, forms: readonly string[], lead: string): RegExp {
  const { kind, head, preposition } = column
  const isForm = forms.length > 0
  // "valid from" is not "valid on", and who is assigned to has assigned nothing
  if (preposition !== '' && !(kind === 'date' && preposition === 'on')) {
    return isForm ? nothing : new RegExp(`^${preposition}$`)
  }
  // "delivered on" says more than a delivery date, "increased to" something else than an increase
  if (kind === 'date') return isForm && !isBegun(column, forms) ? nothing : /^(?:on|is|was)$/
  if (kind === 'number') {
    const isAmount = head.every(({ lower }) => /^(?:amount|total)s?$/.test(lower))
    if (isForm) return isAmount ? /^to$/ : nothing
    return isHad(lead) ? /^(?:is|was|of)$/ : /^(?:is|was)$/
  }
  // who has a deputy is not the deputy of him
  if (!isForm) return isHad(lead) ? /^(?:is|was|as|of)$/ : /^(?:is|was|as)$/
  if (!forms.every((one) => one.endsWith('ed'))) return nothing
  return isAgent(column, forms) ? /^by$/ : isDoer(column) ? nothing : /^as$/
}

/** "Started on" of a start date; what begins by a date that is planned doesn't. */
function isBegun({ head }: RecordColumn, [form]: readonly string[]): boolean {
  const [own, ...others] = head
  return (
    others.length === 0 &&
    /^(?:start|stop|end)$/.test(own?.lower ?? '') &&
    /^(?:started|stopped|ended)$/.test(form ?? '')
  )
}

/** An approver approves; an assignee has assigned nothing, and an order orders nobody. */
function isAgent(column: RecordColumn, forms: readonly string[]): boolean {
  const [own] = column.head
  return isDoer(column) && own !== undefined && forms.every((lower) => isDoneBy(own, { lower }))
}

function isDoer({ head: [own, ...others] }: RecordColumn): boolean {
  const lower = own?.lower ?? ''
  return others.length === 0 && /(?:[^e]er|or|ist)s?$/.test(lower) && !things.test(lower)
}

const things = /^(?:order|offer|transfer|register|answer|letter)s?$/

function isHad(lead: string): boolean {
  return /^(?:has|had|with)$/.test(lead)
}

/** "Has the status open", not "is the deputy Nils Aas"; and not what is done to or by somebody, and no day. */
export function mayStandBare(
  { kind, head, preposition }: RecordColumn,
  forms: readonly string[],
  lead: string,
): boolean {
  const isDone = kind === 'text' && /(?:ed|sent|held)$/.test(head.at(-1)?.lower ?? '')
  if (kind === 'text' && /^(?:is|was|are|were|been)$/.test(lead)) return false
  return forms.length === 0 && kind !== 'date' && preposition === '' && !isDone
}

const nothing = /(?!)/

/** What comes from a customer or is for a supplier is told of no list; where and of whom something is, of some. */
export function mayStandBehind(preposition: string, { head }: RecordColumn): boolean {
  if (/^(?:|of|with)$/.test(preposition)) return true
  const noun = head.at(-1)?.lower ?? ''
  if (/^(?:subject|patient|participant)$/.test(noun)) return preposition === 'for'
  return places.test(noun) && /^(?:at|in)$/.test(preposition)
}

const places = /^(?:site|centre|center|country|region|county|city|town|state|location|office|room)$/
