import { setTimeout as sleep } from 'node:timers/promises'
import {
  checkResponse,
  verifyClaimResponse,
  type CheckResponse,
} from '../shared/contract/checks.ts'
import { callJson, type ExampleRun, type Server } from './run-example.ts'

/** Checks the whole document as the pane does, and shows how many sentences and cells have which state. */
export async function showCheck(server: Server, run: ExampleRun): Promise<void> {
  const started = performance.now()
  await callJson(server, `/api/v1/documents/${run.documentId}/checks`, {})
  const { total, counts } = await waitForCheck(server, run.documentId)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const states = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([state, count]) => `${count} ${state.replaceAll('_', ' ')}`)
  console.log(`\nChecked in ${seconds} s, ${total} sentences and cells: ${states.join(', ')}`)
  await showChangedDigit(server, run)
}

async function waitForCheck(server: Server, documentId: string): Promise<CheckResponse> {
  for (;;) {
    const path = `/api/v1/documents/${documentId}/checks/latest?page_size=1`
    const latest = checkResponse.parse(await callJson(server, path))
    if (!latest.running) {
      if (latest.check) return latest
      throw new Error('the check failed: the server’s log says why')
    }
    await sleep(100)
  }
}

/** The first sentence that is selected, with one digit changed as a slip of the hand would. */
async function showChangedDigit(server: Server, { plan }: ExampleRun): Promise<void> {
  const claim = changeDigit(plan.selections[0]?.selected_text ?? '')
  if (claim === '') return
  const answer = verifyClaimResponse.parse(
    await callJson(server, '/api/v1/verify-claim', { claim }),
  )
  console.log(`With one digit changed:\n  ${claim}`)
  console.log(`  ${answer.claim_state.replaceAll('_', ' ')}: ${answer.reason.text}`)
}

/** The last digit of the first number, one higher. */
export function changeDigit(sentence: string): string {
  return sentence.replace(/\d(?=\D)/, (digit) => String((Number(digit) + 1) % 10))
}
