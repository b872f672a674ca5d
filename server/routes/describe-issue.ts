import type { z } from '@hono/zod-openapi'

type Issue = z.core.$ZodIssue

/**
 * What is wrong with a field, beside what was sent: "has 1,500 characters; at most 1,000 are taken". A
 * schema's own message stays as it is.
 */
export function describeIssue(issue: Issue, data: unknown): string {
  const sent = issue.path.reduce(readPart, data)
  if (issue.code === 'too_big' && /^Too big/.test(issue.message)) {
    return describeSize(sent, Number(issue.maximum), issue) ?? issue.message
  }
  if (issue.code === 'too_small' && /^Too small/.test(issue.message)) {
    return describeSize(sent, Number(issue.minimum), issue) ?? issue.message
  }
  if (issue.code === 'invalid_union') return describeForms(issue.errors, sent) ?? issue.message
  return describeKind(issue, sent) ?? issue.message
}

/** Undefined for a schema's own message. */
function describeKind(issue: Issue, sent: unknown): string | undefined {
  if (!/^Invalid (?:input|option): expected /.test(issue.message)) return undefined
  const came = sent === undefined ? 'is missing' : `is ${show(sent)}`
  if (issue.code === 'invalid_value') {
    const [first, ...others] = issue.values.map((value) => JSON.stringify(value))
    const values = others.length > 0 ? `one of ${[first, ...others].join(', ')}` : first
    return `${came}; ${values} is expected`
  }
  if (issue.code !== 'invalid_type') return undefined
  return `${came}; ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected} is expected`
}

/** UTF-16 units of what was sent that are told again. */
const mostShown = 60

function show(sent: unknown): string {
  if (Array.isArray(sent)) return 'an array'
  if (typeof sent === 'object' && sent !== null) return 'an object'
  const written = typeof sent === 'string' ? JSON.stringify(sent) : String(sent)
  return written.length > mostShown ? `${written.slice(0, mostShown)}…` : written
}

type SizeIssue = Extract<Issue, { code: 'too_big' | 'too_small' }>

function describeSize(sent: unknown, bound: number, issue: SizeIssue): string | undefined {
  if (issue.inclusive === false) return undefined
  const isBig = issue.code === 'too_big'
  const most = isBig ? `at most ${write(bound)}` : `at least ${write(bound)}`
  if (issue.origin === 'number' || issue.origin === 'int') {
    return `is ${String(sent)}; ${most} is ${isBig ? 'taken' : 'expected'}`
  }
  const size = findSize(sent, bound, isBig)
  if (size === undefined) return undefined
  const things = typeof sent === 'string' ? 'character' : 'entry'
  const told = size === 0 ? 'is empty' : `has ${countOf(size, things)}`
  const expected = `${bound === 1 ? 'is' : 'are'} ${isBig ? 'taken' : 'expected'}`
  const named = size === 0 ? ` ${nameOf(bound, things)}` : ''
  return `${told}; ${most}${named} ${expected}`
}

/** Some fields are judged without the spaces around them. */
function findSize(sent: unknown, bound: number, isBig: boolean): number | undefined {
  if (Array.isArray(sent)) return sent.length
  if (typeof sent !== 'string') return undefined
  return !isBig && sent.length >= bound ? sent.trim().length : sent.length
}

function countOf(count: number, thing: string): string {
  return `${write(count)} ${nameOf(count, thing)}`
}

function nameOf(count: number, thing: string): string {
  if (count === 1) return thing
  return thing === 'entry' ? 'entries' : `${thing}s`
}

/** What each of several forms wants; a form of quite another kind is told only where there is no nearer one. */
function describeForms(forms: readonly (readonly Issue[])[], sent: unknown): string | undefined {
  const nearer = forms.filter(
    ([first]) => first && (first.code !== 'invalid_type' || first.path.length > 0),
  )
  const told = (nearer.length > 0 ? nearer : forms).flatMap(([first]) =>
    first ? [[...first.path.map(String), describeIssue(first, sent)].join(': ')] : [],
  )
  return told.length > 0 ? [...new Set(told)].join(', or ') : undefined
}

function readPart(part: unknown, key: PropertyKey): unknown {
  return (part as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key]
}

function write(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
