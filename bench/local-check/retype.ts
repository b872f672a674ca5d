/**
 * A sentence of a report as a writer would say it: other word order, other tense, numbers as words,
 * rounded. With `to` instead of `from` it is not true any more.
 */
export type Retyped = { readonly text: string; readonly from: string; readonly to: string }

/** @throws Error where the text has no `from` */
export function retype(text: string, from: string, to: string): Retyped {
  if (!text.includes(from)) throw new Error(`"${from}" does not stand in "${text}"`)
  return { text, from, to }
}
