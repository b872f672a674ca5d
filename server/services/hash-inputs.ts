import type { GivenPassages } from '../../shared/model/outline.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import { hashJson } from './canonical-json.ts'

/** What decides the bytes of the document, without the ids of this store (law 4). */
export function hashInputs(inputs: RunInputs): string {
  const { documentName, template, data, asOf, selectedSectionIds, programVersion } = inputs
  const { chosenSections, style, givenPassages } = inputs
  const sources = inputs.sources
    .map(({ hash, name, role, versionNumber }) => ({ hash, name, role, versionNumber }))
    .toSorted((a, b) => (a.name + a.hash < b.name + b.hash ? -1 : 1))
  return hashJson({
    documentName,
    template: template.hash,
    sources,
    data,
    asOf,
    selectedSectionIds,
    programVersion,
    ...(chosenSections && { chosenSections }),
    ...(style && { style }),
    ...(givenPassages && { givenPassages: givenPassages.map(withoutIds) }),
  })
}

function withoutIds({ sectionId, passages }: GivenPassages) {
  return { sectionId, passages: passages.map(({ sourceHash, range }) => ({ sourceHash, range })) }
}
