import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import type {
  EvidenceSource,
  RankedPassage,
  SearchedEvidence,
} from '../../server/domain/evidence.ts'
import { buildSourceText, type BlockSpec } from './build-source-text.ts'

export type SourceSpec = {
  readonly role: SourceRole
  readonly blocks: readonly (BlockSpec | readonly BlockSpec[])[]
}

/** Sources named "source 0", "source 1" …, each block one passage. */
export function buildEvidence(
  specs: readonly SourceSpec[],
  hits: ReadonlyMap<string, readonly RankedPassage[]> = new Map(),
): SearchedEvidence {
  return { sources: specs.map(buildSource), hits }
}

function buildSource({ role, blocks }: SourceSpec, index: number): EvidenceSource {
  return createSource(buildSourceText(blocks), role, index)
}

export function createSource(
  sourceText: SourceText,
  role: SourceRole,
  index: number,
): EvidenceSource {
  return {
    documentId: `document ${index}`,
    name: `source ${index}`,
    role,
    sourceHash: String(index).repeat(64),
    versionNumber: 1,
    sourceTextId: `text ${index}`,
    sourceText,
    passages: listPassages(sourceText),
  }
}

function listPassages(sourceText: SourceText): readonly Passage[] {
  const { blocks, text } = sourceText
  return blocks.map((block, ordinal) => ({
    ordinal,
    range: {
      start: ordinal === 0 ? 0 : block.range.start,
      end: blocks[ordinal + 1]?.range.start ?? text.length,
    },
    headingPath: [],
    caption: '',
    headerCells: '',
    isEvidence: block.kind !== 'heading' && block.kind !== 'contents',
  }))
}
