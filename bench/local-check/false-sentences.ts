import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { createTestApp } from '../../test/support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../../test/support/run-in-app.ts'
import { describeShare } from '../bootstrap.ts'
import { halfOf } from '../verify/half.ts'

type FalseSentence = { readonly example: string; readonly kind: string; readonly text: string }

/**
 * How many of the false sentences that a reader wrote about the examples' sources, to be called supported
 * where they are not, are called so. A few of them are no more than not said there. All that were
 * supported were listed once; since then the check is repaired on the even half, by SHA-256 of the
 * sentence, and the odd half is only read, with `--odd`, for the report.
 */
export async function benchFalseSentences(): Promise<void> {
  const half = process.argv.includes('--odd') ? 'odd' : 'even'
  const all = listFalseSentences('false-sentences.txt')
  const own = all.filter(({ text }) => halfOf(text) === half)
  await report(`${half} half`, own)
}

/** 150 others, written after the repairs and before any of them was checked; nothing is tuned on them. */
export async function benchHeldOutFalseSentences(): Promise<void> {
  await report('held out', listFalseSentences('false-sentences-held-out.txt'))
}

async function report(name: string, sentences: readonly FalseSentence[]): Promise<void> {
  const supported: FalseSentence[] = []
  for (const example of ['study', 'audit']) {
    const own = sentences.filter((one) => one.example === example)
    supported.push(...(await listSupported(example, own)))
  }
  for (const { kind, text } of supported) console.log(`  ${kind}: ${text}`)
  const isSupported = sentences.map((one) => supported.includes(one))
  console.log(`false sentences called supported, ${name}: ${describeShare(isSupported)}`)
}

/** A line each: the example, what is wrong, and the sentence. */
function listFalseSentences(file: string): readonly FalseSentence[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').trim()
  return lines.split('\n').map((line) => {
    const [example = '', kind = '', text = ''] = line.split('|')
    return { example, kind, text }
  })
}

async function listSupported(
  example: string,
  sentences: readonly FalseSentence[],
): Promise<readonly FalseSentence[]> {
  const app = await createTestApp()
  try {
    await uploadExample(app, example)
    await waitUntilIdle(app)
    const supported: FalseSentence[] = []
    for (const one of sentences) {
      const answer = await app.post('/api/v1/verify-claim', { claim: one.text })
      const { claim_state } = verifyClaimResponse.parse(await answer.json())
      if (claim_state === 'supported') supported.push(one)
    }
    return supported
  } finally {
    await app.close()
  }
}
