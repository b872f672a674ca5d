import { describe, expect, it } from 'vitest'
import { createProblem } from '../../../client/api-error.ts'
import { problems } from '../../../shared/contract/problem.ts'
import { adviceFor } from '../../../addin/state/advice.ts'

function adviceOn(code: string, status: number): string {
  return adviceFor(createProblem(code, status, '', '', ''))
}

describe('advice', () => {
  it('is given for every problem of the contract, and for an unknown one', () => {
    const known = Object.entries(problems).map(([code, { status }]) => adviceOn(code, status))
    for (const advice of [...known, adviceOn('new_code', 418)]) expect(advice).toMatch(/\w+.*\.$/)
  })

  it('sends to the settings for a key, and to an administrator for a permission', () => {
    expect(adviceOn('unauthenticated', 401)).toMatch(/settings/)
    expect(adviceOn('permission_missing', 403)).toMatch(/administrator/)
  })

  it('is about the network when nothing answered', () => {
    expect(adviceOn('unreachable', 0)).toMatch(/online/)
  })

  it('asks for the trace id when the server failed', () => {
    expect(adviceOn('internal', 500)).toMatch(/trace id/)
  })
})
