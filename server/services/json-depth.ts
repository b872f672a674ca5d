import { Problem } from './problem.ts'

/** Deeper than any form needs, and far from where writing JSON overflows the stack. */
const maximumDepth = 100

/** @throws Problem `validation_failed` for JSON that is nested too deep to be stored */
export function checkDepth(value: unknown, field: string): void {
  if (!isDeeper(value, maximumDepth)) return
  const msg = `is nested deeper than ${maximumDepth} levels`
  throw new Problem('validation_failed', `body.${field}: ${msg}`, {
    errors: [{ loc: ['body', field], msg, type: 'too_deep' }],
  })
}

function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}
