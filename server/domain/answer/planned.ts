import type { EvidenceSource } from '../evidence.ts'

/** Says what is to be done, not what was. */
export function isPlan({ role }: Pick<EvidenceSource, 'role'>): boolean {
  return role === 'protocol' || role === 'sap'
}

/** A sentence of a plan that gives what is to come as such. */
export function isPlanned({
  source,
  text,
}: {
  readonly source: Pick<EvidenceSource, 'role'>
  readonly text: string
}): boolean {
  return isPlan(source) && planWords.test(text)
}

const planWords = /\b(?:will|planned|is to|are to|to be|approximately|about|expected)\b/i
