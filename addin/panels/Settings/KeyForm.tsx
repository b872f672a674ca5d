import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState, type SyntheticEvent } from 'react'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { findKeyMistake, type Connection, type ConnectionEvent } from '../../state/connection.ts'

type KeyFormProps = {
  readonly connection: Connection
  readonly onEvent: (event: ConnectionEvent) => void
  /** Edits that would go with another key. */
  readonly hasUnsavedEdits: () => boolean
  /** Whether this is the way to connect, and not one beside another. */
  readonly isFirst: boolean
}

export function KeyForm({ connection, onEvent, hasUnsavedEdits, isFirst }: KeyFormProps) {
  const styles = useStyles()
  const [typed, setTyped] = useState('')
  const [mistake, setMistake] = useState<string>()
  const isChecking = connection.status === 'checking' && connection.signIn.way === 'api_key'
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const apiKey = typed.trim()
    const found = findKeyMistake(apiKey) ?? (hasUnsavedEdits() ? unsavedEdits : undefined)
    setMistake(found)
    if (!found) onEvent({ type: 'entered', signIn: { way: 'api_key', apiKey } })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {connection.status !== 'connected' && <p className={styles.text}>{keyExplanation}</p>}
      <KeyProblem connection={connection} onEvent={onEvent} />
      <Field label="API key" hint="It begins with swk_live_ or swk_test_." {...toMessage(mistake)}>
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          readOnly={isChecking}
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <Button
        type="submit"
        appearance={isFirst ? 'primary' : 'secondary'}
        disabledFocusable={isChecking}
        className={styles.button}
      >
        {isChecking ? <Spinner size="tiny" label="Checking the key…" /> : 'Connect'}
      </Button>
    </form>
  )
}

const unsavedEdits =
  'The document has edits that are not saved, and another key would lose them: save or undo them first.'

const keyExplanation =
  'Sourcewright needs an API key of your workspace. It is kept in this tab only, until you close it.'

const otherKey =
  'See that the whole key was copied, and paste it below; ask an administrator if it stays.'

function KeyProblem({ connection, onEvent }: Pick<KeyFormProps, 'connection' | 'onEvent'>) {
  if (connection.status !== 'disconnected' || !connection.problem) return null
  const { signIn, problem } = connection
  if (signIn?.way !== 'api_key') return null
  if (problem.status === 401) return <ProblemMessage problem={problem} advice={otherKey} />
  return <ProblemMessage problem={problem} onRetry={() => onEvent({ type: 'entered', signIn })} />
}

function toMessage(mistake: string | undefined) {
  return mistake ? { validationMessage: mistake, validationState: 'error' as const } : {}
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { margin: 0 },
  button: { alignSelf: 'start' },
})
