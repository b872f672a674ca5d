import { Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { TokenSession } from '../../token-session.ts'

type Attempt =
  | { readonly status: 'idle' | 'asking' | 'done' }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }

/** For whom Office has lost: the panels stay as they are meanwhile, with all that was typed in them. */
export function SignInAgain({ tokens }: { readonly tokens: TokenSession }) {
  const styles = useStyles()
  const [attempt, setAttempt] = useState<Attempt>({ status: 'idle' })
  const renew = () => {
    setAttempt({ status: 'asking' })
    tokens.renew(true).then(
      () => setAttempt({ status: 'done' }),
      (error: unknown) => setAttempt({ status: 'failed', problem: problemOf(error) }),
    )
  }
  return (
    <>
      <Button disabledFocusable={attempt.status === 'asking'} onClick={renew}>
        Sign in with Office again
      </Button>
      <p role="status" className={styles.said}>
        {attempt.status === 'asking' && 'Asking Office…'}
        {attempt.status === 'done' && 'Office has signed you in again.'}
      </p>
      {attempt.status === 'failed' && <ProblemMessage problem={attempt.problem} />}
    </>
  )
}

const useStyles = makeStyles({
  said: { margin: 0, order: 1, flexBasis: '100%', ':empty': { display: 'none' } },
})
