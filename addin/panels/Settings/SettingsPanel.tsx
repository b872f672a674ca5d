import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { lazy, Suspense, useState, type SyntheticEvent } from 'react'
import type { WhoAmIResponse } from '../../../shared/contract/identity.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { forgetSession } from '../../session-key.ts'
import { findKeyMistake, type Connection, type ConnectionEvent } from '../../state/connection.ts'
import type { WhatIsSentProps } from './WhatIsSent.tsx'

export type SettingsPanelProps = WhatIsSentProps & {
  readonly connection: Connection
  readonly onEvent: (event: ConnectionEvent) => void
  readonly onClose: () => void
  /** Edits that would go with another key. */
  readonly hasUnsavedEdits: () => boolean
}

export function SettingsPanel(props: SettingsPanelProps) {
  const { connection, onEvent, onClose, sends, ownsDocument, hasUnsavedEdits } = props
  const styles = useStyles()
  return (
    <section className={styles.panel} aria-labelledby="settings-title">
      <h2 id="settings-title" className={styles.title}>
        Settings
      </h2>
      {connection.status === 'connected' && (
        <>
          <Connected identity={connection.identity} onClose={onClose} />
          <h3 className={styles.subtitle}>Use another key</h3>
        </>
      )}
      <KeyForm {...{ connection, onEvent, hasUnsavedEdits }} />
      <Suspense fallback={<Spinner size="tiny" label="Opening the settings…" />}>
        <SettingsDetails
          sends={sends}
          ownsDocument={ownsDocument}
          onGuide={() => connection.status === 'connected' && onClose()}
        />
      </Suspense>
    </section>
  )
}

const SettingsDetails = lazy(async () => ({
  default: (await import('./SettingsDetails.tsx')).SettingsDetails,
}))

type KeyFormProps = Pick<SettingsPanelProps, 'connection' | 'onEvent' | 'hasUnsavedEdits'>

function KeyForm({ connection, onEvent, hasUnsavedEdits }: KeyFormProps) {
  const styles = useStyles()
  const [typed, setTyped] = useState('')
  const [mistake, setMistake] = useState<string>()
  const isChecking = connection.status === 'checking'
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const apiKey = typed.trim()
    const found = findKeyMistake(apiKey) ?? (hasUnsavedEdits() ? unsavedEdits : undefined)
    setMistake(found)
    if (!found) onEvent({ type: 'key_entered', apiKey })
  }
  return (
    <form className={styles.panel} onSubmit={submit} noValidate>
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
        appearance={connection.status === 'connected' ? 'secondary' : 'primary'}
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

function KeyProblem({ connection, onEvent }: Omit<KeyFormProps, 'hasUnsavedEdits'>) {
  if (connection.status !== 'disconnected' || !connection.problem) return null
  const { apiKey, problem } = connection
  const isRefused = problem.status === 401
  const retry = apiKey !== null && (() => onEvent({ type: 'key_entered', apiKey }))
  if (isRefused) return <ProblemMessage problem={problem} advice={otherKey} />
  return <ProblemMessage problem={problem} onRetry={retry || undefined} />
}

type ConnectedProps = {
  readonly identity: WhoAmIResponse
  readonly onClose: () => void
}

function Connected({ identity, onClose }: ConnectedProps) {
  const styles = useStyles()
  const facts = [
    ['Server', location.origin],
    ['Sign-in', 'API key, kept in this tab only'],
    ['Workspace', identity.workspace_name ?? 'all of the organization'],
    ['Organization', identity.organization_name],
    ['Role', identity.role],
    ['Permissions', identity.permissions.join(', ') || 'none'],
  ]
  return (
    <>
      <p className={styles.text}>This tab is connected.</p>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.actions}>
        <Button appearance="primary" onClick={onClose}>
          Back
        </Button>
        <Button onClick={forgetKey}>Forget the key</Button>
      </div>
    </>
  )
}

/** The page begins anew, so that nothing of the document stays to be seen. */
function forgetKey(): void {
  forgetSession()
  location.reload()
}

function toMessage(mistake: string | undefined) {
  return mistake ? { validationMessage: mistake, validationState: 'error' as const } : {}
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  subtitle: { margin: `${tokens.spacingVerticalM} 0 0`, fontSize: tokens.fontSizeBase300 },
  text: { margin: 0 },
  button: { alignSelf: 'start' },
  facts: { margin: 0, display: 'grid', gap: tokens.spacingVerticalS },
  fact: { overflowWrap: 'anywhere' },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})
