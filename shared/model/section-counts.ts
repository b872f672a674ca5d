/** What the rules of a document's sections came to; sections that have rules, each counted once but for gaps. */
type SectionCounts = {
  readonly sections: number
  readonly filled: number
  /** Sections of which a rule left something out on purpose. */
  readonly omitted: number
  readonly gaps: readonly { readonly section_id: string }[]
}

/**
 * "68 filled, 3 left out on purpose, 1 with 2 gaps": the sections add up. A section that was left out may
 * have a gap as well; then the gaps are counted behind the sections.
 */
export function describeSectionCounts({ sections, filled, omitted, gaps }: SectionCounts): string {
  const withGaps = Math.max(0, sections - filled - omitted)
  const isApart = new Set(gaps.map(({ section_id: id }) => id)).size === withGaps
  const number = gaps.length === 1 ? '1 gap' : `${gaps.length} gaps`
  const each = gaps.length === withGaps ? (withGaps === 1 ? 'a gap' : 'a gap each') : number
  return [
    `${filled} filled`,
    ...(omitted > 0 ? [`${omitted} left out on purpose`] : []),
    ...(withGaps > 0 ? [`${withGaps} with ${isApart ? each : 'gaps'}`] : []),
    ...(isApart ? [] : [`${number} in all`]),
  ].join(', ')
}
