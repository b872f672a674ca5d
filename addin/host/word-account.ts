import { ApiError, createProblem } from '../../client/api-error.ts'
import { explainRefusal } from '../state/office-refusals.ts'
import type { HostAccount } from './host.ts'

/** Word's account; undefined where this Word can't sign in for an add-in (IdentityAPI 1.3). */
export function createWordAccount(): HostAccount | undefined {
  if (!Office.context.requirements.isSetSupported('IdentityAPI', '1.3')) return undefined
  return {
    getToken: (mayAsk) =>
      askForToken(mayAsk).catch((error: unknown) => {
        throw refuse(readCode(error))
      }),
  }
}

/** Milliseconds in which Office answers that need not ask anybody. */
const patience = 20_000

async function askForToken(mayAsk: boolean): Promise<string> {
  const options = { allowSignInPrompt: mayAsk, allowConsentPrompt: mayAsk }
  const asking = Office.auth.getAccessToken(options)
  if (mayAsk) return asking
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), patience)
  })
  return Promise.race([asking, waiting]).finally(() => clearTimeout(timer))
}

/** Office's own errors are no Errors: objects with a number. */
function readCode(error: unknown): string {
  const code = (error as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'number' ? String(code) : 'no_answer'
}

function refuse(code: string): ApiError {
  const title = 'Signing in with Office did not work'
  return new ApiError(createProblem(`office_${code}`, 401, title, explainRefusal(code).detail, ''))
}
