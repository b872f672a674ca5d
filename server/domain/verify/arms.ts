import type { TextRange } from '../../../shared/text/range.ts'
import type { ClaimEvidence } from './verdict.ts'

/** A group that was treated alike, and where a text names it. */
export type ArmMention = { readonly arm: string; readonly range: TextRange }

/** Finds the arms that a text names, in order. */
export type ArmFinder = (text: string) => readonly ArmMention[]

/**
 * Arms are the general ones ("placebo", "low dose"), labelled groups ("arm B"), and what the evidence
 * itself counts in a column of its own: heads with "(N=86)".
 */
export function createArmFinder(evidence: readonly ClaimEvidence[]): ArmFinder {
  const names = new Set(evidence.flatMap(({ cell }) => (cell?.headers ?? []).flatMap(readGroup)))
  const own = [...names].sort((a, b) => b.length - a.length).map(escape)
  const pattern =
    own.length === 0 ? general : new RegExp(`${general.source}|\\b(?:${own.join('|')})\\b`, 'giu')
  return (text) =>
    Array.from(text.matchAll(pattern), (match) => ({
      arm: toArm(match[0]),
      range: { start: match.index, end: match.index + match[0].length },
    }))
}

/** The arm that a head is, not one that it speaks of: "Xan. Low (N=84)", not "p-value(Xan - Placebo)". */
export function readArmHead(head: string, findArms: ArmFinder): readonly string[] {
  const plain = head.replace(/\(\s*N\s*=[^)]*\)|\[\d+\]/gi, '').trim()
  const mentions = findArms(plain)
  const rest = mentions.reduceRight(
    (text, { range }) => text.slice(0, range.start) + text.slice(range.end),
    plain,
  )
  const isArm =
    mentions.length > 0 && !/\p{L}/u.test(rest.replace(/\b(?:vs|versus|group|arm)\b/gi, ''))
  return isArm ? [...new Set(mentions.map(({ arm }) => arm))] : []
}

const general =
  /\b(?:placebo|vehicle|sham|usual care|standard of care)\b|\b(?:xan(?:omeline)?\.?\s*)?(?:low|high|medium|middle)[- ]dose\b|\bxan(?:omeline)?\.?\s*(?:low|high)\b|\b(?:arm|cohort|treatment group|group) (?:[A-H]|\d{1,2})\b|\b(?:control|intervention|treatment|active|experimental) (?:group|arm)s?\b/giu

function toArm(words: string): string {
  const plain = words.toLowerCase().replace(/[\s.-]+/g, ' ')
  const level = /\b(?:low|high|medium|middle)\b/.exec(plain)
  return level ? level[0] : plain.replace(/ (?:group|arm)s?$/, '')
}

/** "Drug A" of "Drug A (N=12)"; totals are no arm. */
function readGroup(head: string): readonly string[] {
  const name = /^(.*?\p{L}.*?)\s*\(\s*N\s*=/iu.exec(head)?.[1]?.trim()
  return name === undefined || /^(?:total|all|overall)\b/i.test(name) ? [] : [name]
}

function escape(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
}
