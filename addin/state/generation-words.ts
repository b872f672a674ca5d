import type { OutlineEvidence, OutlineRule } from '../../shared/contract/outlines.ts'
import type { MadeSection } from './generation-run.ts'
import type { ChosenSource, SourceStanding } from './generation-sources.ts'
import { describeSize } from './size-words.ts'

/** What has come of a source so far, in one line. */
export function describeStanding({ standing, sizeBytes }: ChosenSource): string {
  const size = sizeBytes === null ? '' : ` (${describeSize(sizeBytes)})`
  switch (standing.status) {
    case 'sending':
      return `Being sent${size}…`
    case 'reading':
      return `Being read${size}…`
    case 'read':
      return `Read${size}: ${count(standing.passages, 'passage')}.`
    case 'refused':
      return 'Not sent.'
    case 'unreadable':
      return `Could not be read: ${standing.reason}`
    case 'unknown':
      return 'The server can’t be asked about it.'
  }
}

/** So many stand as rows, and not as cards. */
export function isMany(sources: readonly unknown[]): boolean {
  return sources.length > 6
}

/** "32 sources: 30 read, 1 being read, 1 that could not be read or sent." */
export function describeSources(sources: readonly ChosenSource[]): string {
  const number = (...statuses: readonly SourceStanding['status'][]) =>
    sources.filter(({ standing }) => statuses.includes(standing.status)).length
  const under = number('sending', 'reading')
  const bad = number('refused', 'unreadable', 'unknown')
  const parts = [
    `${number('read')} read`,
    ...(under > 0 ? [`${under} being read`] : []),
    ...(bad > 0 ? [`${bad} that could not be read or sent`] : []),
  ]
  return `${count(sources.length, 'source')}: ${parts.join(', ')}.`
}

/** How sure the role is: a person's is said to be given. */
export function describeConfidence({
  confidence,
}: Extract<SourceStanding, { status: 'read' }>): string {
  if (confidence === null) return 'not told from the file'
  if (confidence === 1) return 'given'
  return `told from the file, ${Math.round(confidence * 100)} % sure`
}

/** "1 gap", "3 gaps". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/**
 * Which of a template's sections are written: headings without rules stay as they are.
 * @param selected null for all
 */
export function describeSections(
  sections: readonly { readonly section_id: string; readonly rules: readonly unknown[] }[],
  selected: readonly string[] | null,
): string {
  const made = sections.filter(({ rules }) => rules.length > 0)
  const chosen = made.filter(({ section_id: id }) => selected?.includes(id) ?? true)
  const others = sections.length - chosen.length
  if (others === 0)
    return chosen.length === 1
      ? 'The one section is written.'
      : `All ${chosen.length} sections are written.`
  const which =
    chosen.length === made.length
      ? count(chosen.length, 'section')
      : `${chosen.length} of ${count(made.length, 'section')}`
  const verb = chosen.length === 1 && chosen.length === made.length ? 'is' : 'are'
  return `${which} ${verb} written; ${count(others, 'other heading')} ${others === 1 ? 'stays as it is' : 'stay as they are'}.`
}

/** "2 rules filled, 1 gap"; '' for a section without rules. */
export function describeOutcomes({ outcomes }: MadeSection): string {
  const number = (outcome: string) => outcomes.filter((one) => one === outcome).length
  const parts = [
    [number('filled'), `${count(number('filled'), 'rule')} filled`],
    [number('gap'), count(number('gap'), 'gap')],
    [number('omitted'), `${count(number('omitted'), 'rule')} left out on purpose`],
  ] as const
  return parts.flatMap(([amount, words]) => (amount > 0 ? [words] : [])).join(', ')
}

/** Where a piece of evidence stands: "version 1 · page 12 · Table 14-1.1 · Study Design". */
export function describeEvidencePlace(evidence: OutlineEvidence): string {
  const { document_version: version, page, table, section_path: path } = evidence
  return [
    `version ${version}`,
    page === null ? 'no fixed pages' : `page ${page}`,
    ...(table ? [`table ${table.number}`.trim()] : []),
    ...path.slice(-1),
  ].join(' · ')
}

/** What the rule was given, in a few words. */
export function describeRuleEvidence({ evidence, evidence_kind: kind, gap }: OutlineRule): string {
  if (gap) return 'Gap'
  if (kind === 'none') return 'Rests on no source'
  return count(evidence.length, 'passage')
}
