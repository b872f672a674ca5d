import type { DraftBlock, DraftSentence } from '../../../shared/model/draft.ts'
import type { RuleChoice } from '../../../shared/model/outline.ts'
import { sourceRoles } from '../../../shared/model/vocabulary.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceSource, SearchedEvidence } from '../evidence.ts'
import { listSources } from '../evidence-tables.ts'
import { findAbbreviations, listShortForms, type Abbreviation } from '../find-abbreviations.ts'
import { draftText } from './draft-text.ts'
import { createGap } from './gap.ts'
import type { RuleKind } from './rule-kind.ts'
import { fromParameter, listRequiredRoles, listRoles } from './rule-parameters.ts'

/** The abbreviations that the document uses, in order of the alphabet, with the words of the sources. */
export const abbreviationsRule: RuleKind = {
  name: 'abbreviations',
  parameters: [fromParameter(false)],
  needsOwnParagraph: true,
  evidence: 'abbreviations',
  needsDocument: true,
  findMistakes: () => [],
  requiredRoles: listRequiredRoles,
  queries: () => [],
  choose(rule, evidence): RuleChoice {
    const explained = listExplained(listSources(evidence, listRoles(rule, sourceRoles)))
    const chosen = [...explained.values()].map(({ source, abbreviation }) => ({
      sourceTextId: source.sourceTextId,
      range: abbreviation.range,
    }))
    return { chosen, searched: 'abbreviations that the sources explain', gap: null }
  },
  compose(_rule, choice, evidence, { document }) {
    const used = new Set(listShortForms(document?.drafts.map(draftText).join('\n') ?? ''))
    const explained = [...listExplained(evidence.sources).entries()]
      .filter(([short, one]) => isUsed(short, used) && isChosen(one, choice))
      .sort(([a], [b]) => (a < b ? -1 : 1))
    if (explained.length > 0) return { outcome: 'filled', content: explained.map(toBlock) }
    const reason = 'the document uses no abbreviation that a source explains'
    return { outcome: 'gap', gap: createGap('no_match', reason, choice.searched) }
  },
}

/** Its plural is a use of it, too. */
function isUsed(short: string, used: ReadonlySet<string>): boolean {
  return used.has(short) || used.has(`${short}s`)
}

type Explained = { readonly source: EvidenceSource; readonly abbreviation: Abbreviation }

/** The first explanation of each short form. */
function listExplained(sources: SearchedEvidence['sources']): ReadonlyMap<string, Explained> {
  const explained = new Map<string, Explained>()
  for (const source of sources) {
    for (const abbreviation of findAbbreviations(source.sourceText)) {
      const { short } = abbreviation
      if (!explained.has(short)) explained.set(short, { source, abbreviation })
    }
  }
  return explained
}

function isChosen({ source, abbreviation }: Explained, { chosen }: RuleChoice): boolean {
  return chosen.some(
    ({ sourceTextId, range }) =>
      sourceTextId === source.sourceTextId && range.start === abbreviation.range.start,
  )
}

function toBlock([short, { source, abbreviation }]: readonly [string, Explained]): DraftBlock {
  const { sourceTextId } = source
  const quote = sliceRange(source.sourceText.text, abbreviation.range)
  const text = `${short}: ${quote.replace(/\s+/g, ' ')}`
  const evidence = {
    kind: 'text' as const,
    sourceTextId,
    range: abbreviation.range,
    quote,
    cell: null,
  }
  const transformations = [{ kind: 'format' as const, from: quote, to: text }]
  const sentence: DraftSentence = {
    text,
    basis: 'cited',
    citations: [{ evidence, transformations, formula: '' }],
  }
  return { kind: 'paragraph', role: 'list_item', sentences: [sentence] }
}
