import { listCorpusTree, type CorpusFile } from './corpus.ts'
import { damage } from './damage.ts'
import { createRandom } from './random.ts'
import { printCounts, readAll } from './read-corpus.ts'

const seed = 20261126
const fileCount = 50
const damagesPerFile = 10

/** Files with turned bits and lost ends in the real reader process, the same for the same seed. */
export async function benchFuzz(): Promise<void> {
  const random = createRandom(seed)
  const files = chooseFiles(random)
  const damaged = files.flatMap((file) =>
    Array.from({ length: damagesPerFile }, (_, index) => ({
      ...file,
      name: `${file.name} #${index}.${file.name.split('.').at(-1)}`,
      bytes: damage(file.bytes, random),
    })),
  )
  const outcomes = await readAll(damaged)
  printCounts(`${files.length} files, each damaged ${damagesPerFile} times, seed ${seed}`, outcomes)
  for (const { code, name, reason } of outcomes) {
    if (notOfFiles.has(code)) console.log(`  ${code}  ${name}: ${reason}`)
  }
}

/** What says more of the reader than of the file. */
const notOfFiles = new Set(['reader_crashed', 'timeout', 'out_of_memory'])

function chooseFiles(random: () => number): readonly CorpusFile[] {
  const files = [...listCorpusTree('docx', /\.docx$/), ...listCorpusTree('pdf', /\.pdf$/)]
  const withBytes = files.filter(({ bytes }) => bytes.length > 0)
  return Array.from({ length: fileCount }, () => {
    const [chosen] = withBytes.splice(Math.floor(random() * withBytes.length), 1)
    if (!chosen) throw new Error(`the corpus holds fewer than ${fileCount} files`)
    return chosen
  })
}
