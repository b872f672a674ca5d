import type {
  Draft,
  DraftBlock,
  DraftParagraph,
  DraftSentence,
  RuleOutput,
} from '../../shared/model/draft.ts'
import type { KeptWords } from '../../shared/model/rival.ts'

/**
 * A rival Draft with what the writer has locked in the present one: word for word, with its citations,
 * in the place of what the rival has there, and where it has nothing beside what stood before it.
 */
export function keepWords(present: Draft, rival: Draft, kept: readonly KeptWords[]): Draft {
  const outputs = rival.outputs.map((output): RuleOutput => {
    const own = kept.filter(({ ruleId }) => ruleId === output.ruleId)
    const before = present.outputs.find(({ ruleId }) => ruleId === output.ruleId)?.result
    if (own.length === 0 || before?.outcome !== 'filled') return output
    const now = output.result.outcome === 'filled' ? output.result.content : []
    const content = weaveBlocks(before.content, now, own)
    return { ruleId: output.ruleId, result: { outcome: 'filled', content } }
  })
  return { ...rival, outputs }
}

function weaveBlocks(
  before: readonly DraftBlock[],
  now: readonly DraftBlock[],
  kept: readonly KeptWords[],
): readonly DraftBlock[] {
  const ofBlock = (at: number) => kept.filter(({ block }) => block === at)
  return weave(before, now, wordsOf, (at) => ofBlock(at).length > 0).flatMap(
    ({ old, at, fresh }) => {
      const own = ofBlock(at)
      if (!old || own.length === 0) return fresh ? [fresh] : []
      if (old.kind !== 'paragraph') return [old]
      const beside = fresh?.kind === 'paragraph' ? fresh : undefined
      return [{ ...(beside ?? old), sentences: weaveSentences(old, beside, own) }]
    },
  )
}

function weaveSentences(
  old: DraftParagraph,
  fresh: DraftParagraph | undefined,
  kept: readonly KeptWords[],
): readonly DraftSentence[] {
  const keptAt = (at: number) => kept.find(({ sentence }) => sentence === at)
  const woven = weave(
    old.sentences,
    fresh?.sentences ?? [],
    ({ text }) => text,
    (at) => keptAt(at) !== undefined,
  )
  return woven.flatMap(({ old: sentence, at, fresh: other }) => {
    const own = keptAt(at)
    if (sentence && own) return [withText(sentence, own.text)]
    return other ? [other] : []
  })
}

/** Places in a text are of that text alone. */
function withText(sentence: DraftSentence, text: string): DraftSentence {
  const { basis, citations } = sentence
  return text === sentence.text ? sentence : { text, basis, citations }
}

/** What of two lists stands in one place: `at` is the place of `old`, -1 where there is none. */
type Woven<Of> = { readonly old?: Of; readonly at: number; readonly fresh?: Of }

/** The second list in its order; kept items of the first take the place of their like, or come between. */
function weave<Of>(
  before: readonly Of[],
  now: readonly Of[],
  nameOf: (item: Of) => string,
  isKept: (at: number) => boolean,
): readonly Woven<Of>[] {
  const woven: Woven<Of>[] = []
  let [i, j] = [0, 0]
  for (const [nextOld, nextFresh] of [
    ...listCommon(before.map(nameOf), now.map(nameOf)),
    [before.length, now.length] as const,
  ]) {
    const length = Math.max(nextOld - i, nextFresh - j)
    for (let step = 0; step < length; step++) {
      const [at, to] = [i + step, j + step]
      const old = at < nextOld && isKept(at) ? before[at] : undefined
      const fresh = to < nextFresh ? now[to] : undefined
      if (old !== undefined) woven.push({ old, at, ...(fresh !== undefined && { fresh }) })
      else if (fresh !== undefined) woven.push({ at: -1, fresh })
    }
    const [old, fresh] = [before[nextOld], now[nextFresh]]
    if (old !== undefined && fresh !== undefined) woven.push({ old, at: nextOld, fresh })
    ;[i, j] = [nextOld + 1, nextFresh + 1]
  }
  return woven
}

/** Places of the longest common subsequence, in both lists. */
export function listCommon(
  before: readonly string[],
  now: readonly string[],
): readonly (readonly [before: number, now: number])[] {
  const width = now.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const isSame = before[i] === now[j]
      lengths[i * width + j] = isSame ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let [i, j] = [0, 0]; i < before.length && j < now.length;) {
    if (before[i] === now[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** What tells blocks apart: their words, not what these rest on. */
function wordsOf(block: DraftBlock): string {
  if (block.kind === 'image') return `image ${block.pointer}`
  if (block.kind === 'paragraph') return block.sentences.map(({ text }) => text).join(' ')
  return JSON.stringify(block.rows.map((row) => row.map(({ text }) => text)))
}
