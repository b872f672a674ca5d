import { packVectors, readVectors, sizeOfVectors } from '../server/domain/pack-vectors.ts'
import { findNearest, packVector, type SearchedVectors } from '../server/domain/vectors.ts'
import { median, timeRivals } from './measure.ts'
import { createRandom } from './random.ts'

/** What 10,000 pages come to: `npm run bench -- selection` makes 4.2 a page. */
const passages = 42_000
const passagesOfText = 100
const queries = 20
const limit = 100

/**
 * The search of vectors in memory, beside a scan that multiplies every number in 32 bits. The vectors
 * are made: passages stand about topics, as those of a model do, and queries about passages.
 */
export async function benchVectors(): Promise<void> {
  for (const dimensions of [384, 768, 1024]) {
    const { all, asked } = makeVectors(dimensions)
    const texts = holdTexts(all)
    const bytes = texts.reduce((sum, text) => sum + sizeOfVectors(text), 0)
    console.log(`\n${passages} passages (10,000 pages), ${dimensions} numbers a vector`)
    console.log(`  in memory ${(bytes / 1e6).toFixed(1)} MB`)
    const found: number[][] = []
    const exact: number[][] = []
    const timings = await timeRivals(
      [
        {
          name: 'signs, then bytes',
          work: async () => found.push(...asked.map((one) => search(one, texts))),
        },
        {
          name: 'every number',
          work: async () => exact.push(...asked.map((one) => scan(one, all))),
        },
      ],
      3,
    )
    for (const { name, rounds } of timings) {
      console.log(`  ${name.padEnd(18)} ${(median(rounds) / queries).toFixed(1)} ms a query`)
    }
    const shares = asked.map((_, at) => shareOf(exact[at] ?? [], new Set(found[at] ?? []), 10))
    const whole = asked.map((_, at) => shareOf(exact[at] ?? [], new Set(found[at] ?? []), limit))
    console.log(
      `  of the 10 nearest ${percent(shares)} are found, of the ${limit} nearest ${percent(whole)}`,
    )
  }
}

function makeVectors(dimensions: number) {
  const random = createRandom(dimensions)
  const normal = () => random() + random() + random() + random() - 2
  const near = (centre: Float32Array, spread: number) =>
    unit(centre.map((number) => number + spread * normal()))
  const topics = Array.from({ length: 1_000 }, () => new Float32Array(dimensions).map(normal))
  const all = Array.from({ length: passages }, () =>
    near(topics[Math.floor(random() * topics.length)] ?? new Float32Array(), 1.5),
  )
  const asked = Array.from({ length: queries }, (_, at) => {
    const passage = all[at * 97] ?? new Float32Array()
    return near(
      passage.map((number) => number * Math.sqrt(dimensions)),
      1,
    )
  })
  return { all, asked }
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const number of vector) squares += number * number
  return vector.map((number) => number / Math.sqrt(squares))
}

function holdTexts(all: readonly Float32Array[]): SearchedVectors[] {
  const texts: SearchedVectors[] = []
  for (let start = 0; start < all.length; start += passagesOfText) {
    const own = all.slice(start, start + passagesOfText)
    const held = readVectors([packVectors([...own.keys()], own)])
    const id = String(texts.length).padStart(6, '0')
    texts.push({ ...held, sourceTextId: id, sourceHash: id })
  }
  return texts
}

function search(query: Float32Array, texts: readonly SearchedVectors[]): number[] {
  const packed = packVector(query)
  const hits = packed ? findNearest(packed, texts, limit) : []
  return hits.map(({ sourceTextId, ordinal }) => Number(sourceTextId) * passagesOfText + ordinal)
}

function scan(query: Float32Array, all: readonly Float32Array[]): number[] {
  const scores = all.map((vector, at) => {
    let sum = 0
    for (let place = 0; place < query.length; place++) {
      sum += (vector[place] ?? 0) * (query[place] ?? 0)
    }
    return { at, sum }
  })
  return scores
    .sort((a, b) => b.sum - a.sum)
    .slice(0, limit)
    .map(({ at }) => at)
}

function shareOf(wanted: readonly number[], found: ReadonlySet<number>, count: number): number {
  return wanted.slice(0, count).filter((at) => found.has(at)).length / count
}

function percent(shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return `${(100 * mean).toFixed(1)} %`
}
