import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Parts of paths, in the order in which their files begin. The first makes the kept report, for
 * which all of the pane wait; real files are read meanwhile.
 */
const long = ['addin/accessibility', '-corpus.', 'addin/', 'clients/', 'pipeline/']

/** Without it the largest files begin, and workers wait at the end for small ones that take long. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(isApart(b)) - Number(isApart(a)) || rank(a) - rank(b))
  }
}

function isApart({ project }: TestSpecification): boolean {
  return project.config.isolate
}

function rank({ moduleId }: TestSpecification): number {
  const place = long.findIndex((part) => moduleId.includes(part))
  return place < 0 ? long.length : place
}
