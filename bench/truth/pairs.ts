import { readDocx } from '../../server/formats/read-docx.ts'
import { listCorpusFiles } from '../corpus.ts'

/** Files with tracked changes against their twins in which Word's rules accepted all of them. */
export function printPairs(): void {
  const files = new Map(
    listCorpusFiles('docx/open-xml-powertools', /\.docx$/).map(({ name, bytes }) => [name, bytes]),
  )
  const pairs = [...files.keys()].flatMap((accepted) => {
    const before = accepted.replace('-Accepted', '')
    return before !== accepted && files.has(before) ? [{ accepted, before }] : []
  })
  const read = (name: string) => describe(files.get(name) ?? new Uint8Array())
  const differing = pairs.filter(({ accepted, before }) => read(accepted) !== read(before))
  console.log(`\ntracked changes: ${pairs.length - differing.length} of ${pairs.length} files`)
  console.log('  read as the twin in which all of them are accepted')
  for (const { accepted, before } of differing) {
    console.log(`  ${before}\n    ours     ${read(before)}\n    accepted ${read(accepted)}`)
  }
}

function describe(bytes: Uint8Array): string {
  const result = readDocx(bytes)
  return result.outcome === 'read' ? JSON.stringify(result.sourceText.text) : result.reason
}
