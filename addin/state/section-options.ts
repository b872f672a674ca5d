import type { Section } from '../../shared/contract/sections.ts'
import { nameSection, titleSection } from './run-words.ts'

/** A section as the list shows it. */
export type SectionOption = {
  readonly section: Section
  readonly label: string
  /** Depth from 0. */
  readonly depth: number
  /** Tells sections of one title apart: the titles above it, or its id; '' where none is needed. */
  readonly context: string
}

/** Options in document order. */
export function listSectionOptions(sections: readonly Section[]): SectionOption[] {
  const ordered = [...sections].sort((a, b) => a.section_order - b.section_order)
  const paths = listPaths(ordered)
  const twins = countBy(ordered.map((section) => section.section_title))
  const samePaths = countBy(ordered.map((section, index) => paths[index] + section.section_title))
  return ordered.map((section, index) => {
    const path = paths[index] ?? ''
    const isTwin = (twins.get(section.section_title) ?? 0) > 1
    const isToldApart = path !== '' && samePaths.get(path + section.section_title) === 1
    const context = !isTwin ? '' : isToldApart ? `in ${path}` : section.section_id
    return { section, label: labelOf(section), depth: Math.max(0, section.level - 1), context }
  })
}

/** "Results (in Safety)": the label with what tells it apart. */
export function nameOption({ label, context }: SectionOption): string {
  return context ? `${label} (${context})` : label
}

/** The options whose title or context has every word of `query`, in any order and case. */
export function filterSectionOptions(
  options: readonly SectionOption[],
  query: string,
): readonly SectionOption[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return options.filter((option) => {
    const searched = nameOption(option).toLowerCase()
    return words.every((word) => searched.includes(word))
  })
}

/** For each section the titles of the sections above it, outermost first. */
function listPaths(ordered: readonly Section[]): string[] {
  const open: Section[] = []
  return ordered.map((section) => {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= section.level) open.pop()
    const path = open.filter(({ level }) => level > 0).map(({ section_title }) => section_title)
    open.push(section)
    return path.join(' › ')
  })
}

function labelOf({ level, section_title }: Section): string {
  return level === 0 ? nameSection(titleSection) : section_title
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
