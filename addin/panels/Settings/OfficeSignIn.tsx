import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { Connection, ConnectionEvent } from '../../state/connection.ts'

type OfficeSignInProps = {
  readonly connection: Connection
  readonly onEvent: (event: ConnectionEvent) => void
}

/** Signing in with the account that Office has; the key stays a way beside it. */
export function OfficeSignIn({ connection, onEvent }: OfficeSignInProps) {
  const styles = useStyles()
  const isSigningIn = connection.status === 'checking' && connection.signIn.way === 'office'
  const signIn = () => onEvent({ type: 'entered', signIn: { way: 'office', mayAsk: true } })
  return (
    <div className={styles.stack}>
      <OfficeProblem connection={connection} onEvent={onEvent} />
      <Button
        appearance={connection.status === 'connected' ? 'secondary' : 'primary'}
        className={styles.button}
        disabledFocusable={isSigningIn}
        onClick={signIn}
      >
        {isSigningIn ? (
          <Spinner size="tiny" label="Signing in with Office…" />
        ) : (
          'Sign in with Office'
        )}
      </Button>
    </div>
  )
}

/** A pane that finds nobody signed in says no more than its button does. */
function OfficeProblem({ connection, onEvent }: OfficeSignInProps) {
  if (connection.status !== 'disconnected' || !connection.problem) return null
  const { signIn, problem } = connection
  if (signIn?.way !== 'office') return null
  if (problem.code === 'office_13001' && !signIn.mayAsk) return null
  if (problem.status === 401) return <ProblemMessage problem={problem} />
  return <ProblemMessage problem={problem} onRetry={() => onEvent({ type: 'entered', signIn })} />
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  button: { alignSelf: 'start' },
})
