import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { Connection, ConnectionEvent } from '../../state/connection.ts'
import { forgetSession, signOut } from '../../session-key.ts'
import type { TokenSession } from '../../token-session.ts'
import { SignInAgain } from './SignInAgain.tsx'
import { WorkspaceChoice } from './WorkspaceChoice.tsx'

type SignedInProps = {
  readonly connection: Extract<Connection, { readonly status: 'choosing' | 'connected' }>
  readonly onEvent: (event: ConnectionEvent) => void
  readonly onClose: () => void
  readonly hasUnsavedEdits: () => boolean
  readonly tokens: TokenSession | undefined
}

/** Who is signed in, and where he works. */
export function SignedIn(props: SignedInProps) {
  const { connection, onEvent, onClose, hasUnsavedEdits, tokens: session } = props
  const styles = useStyles()
  const { status, signIn, identity } = connection
  const isByKey = signIn.way === 'api_key'
  const chooseWorkspace = (workspaceId: string) => {
    onEvent({ type: 'workspace_chosen', workspaceId })
    onClose()
  }
  const choice = identity.workspaces.length > 1 && (
    <WorkspaceChoice {...{ identity, hasUnsavedEdits }} onChoose={chooseWorkspace} />
  )
  return (
    <>
      <p role="status" className={styles.text}>
        {sayWhereWeStand(connection)}
      </p>
      {status === 'choosing' && choice}
      <Facts connection={connection} />
      {status === 'connected' && choice}
      <div className={styles.actions}>
        {status === 'connected' && (
          <Button appearance="primary" onClick={onClose}>
            Back
          </Button>
        )}
        {identity.workspaces.length === 0 && (
          <Button appearance="primary" onClick={() => onEvent({ type: 'entered', signIn })}>
            Try again
          </Button>
        )}
        {!isByKey && status === 'connected' && session && <SignInAgain tokens={session} />}
        <Button onClick={() => leave(session)}>{isByKey ? 'Forget the key' : 'Sign out'}</Button>
      </div>
    </>
  )
}

function sayWhereWeStand({ status, identity }: SignedInProps['connection']): string {
  if (status === 'connected') return 'This tab is connected.'
  return identity.workspaces.length > 0
    ? 'You reach several workspaces: choose the one to work in.'
    : 'You are signed in, but in no workspace yet. Ask an administrator to add you to one, by the name and user id below, then try again.'
}

function Facts({ connection }: Pick<SignedInProps, 'connection'>) {
  const styles = useStyles()
  const { status, signIn, identity } = connection
  const way = signIn.way === 'api_key' ? 'API key, kept in this tab only' : 'Office account'
  const facts = [
    ['Server', location.origin],
    ['Sign-in', way],
    ['Signed in as', identity.user_name],
    ...(identity.workspaces.length === 0 ? [['User id', identity.user_id]] : []),
    ...(status === 'connected' ? [['Workspace', identity.workspace_name]] : []),
    ['Organization', identity.organization_name],
    ['Role', identity.role],
    ['Permissions', identity.permissions.join(', ') || 'none'],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The page begins anew, so that nothing of the document stays to be seen. */
function leave(session: TokenSession | undefined): void {
  if (session) signOut()
  else forgetSession()
  location.reload()
}

const useStyles = makeStyles({
  text: { margin: 0 },
  facts: { margin: 0, display: 'grid', gap: tokens.spacingVerticalS },
  fact: { overflowWrap: 'anywhere' },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})
