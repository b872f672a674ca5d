import { Button, FluentProvider, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { useMemo, useState } from 'react'
import { createClient, type Client } from '../client/create-client.ts'
import { ProblemMessage } from './components/ProblemMessage.tsx'
import type { DocumentHost } from './host/host.ts'
import { SettingsPanel } from './panels/Settings/SettingsPanel.tsx'
import { useConnection } from './panels/Settings/use-connection.ts'
import { DocumentPicker } from './panels/Sources/DocumentPicker.tsx'
import { SourcesPanel } from './panels/Sources/SourcesPanel.tsx'
import { useOpenDocument } from './panels/Sources/use-open-document.ts'
import { useSystemTheme } from './theme.ts'

/** The whole pane: settings until a key is accepted, then the room of the sources. */
export function Pane({ host }: { readonly host: DocumentHost }) {
  const styles = useStyles()
  const [connection, onEvent] = useConnection()
  const [isInSettings, setInSettings] = useState(false)
  const apiKey = connection.status === 'connected' ? connection.apiKey : undefined
  const client = useMemo(
    () => (apiKey === undefined ? undefined : createClient({ baseUrl: '', apiKey })),
    [apiKey],
  )
  const isWorking = client !== undefined && !isInSettings
  return (
    // No class name here: Fluent gives it to the layers of its lists, too.
    <FluentProvider theme={useSystemTheme()} style={{ height: '100%' }}>
      <div className={styles.pane}>
        <header className={styles.header}>
          <h1 className={styles.title}>Sources</h1>
          {client && (
            <Button
              appearance="subtle"
              icon={<SettingsRegular />}
              aria-label="Settings"
              aria-pressed={isInSettings}
              onClick={() => setInSettings(!isInSettings)}
            />
          )}
        </header>
        <div className={styles.body}>
          {!isWorking && (
            <SettingsPanel
              connection={connection}
              onEvent={onEvent}
              onClose={() => setInSettings(false)}
            />
          )}
          {client && (
            <div hidden={!isWorking}>
              <Room host={host} client={client} onOpenSettings={() => setInSettings(true)} />
            </div>
          )}
        </div>
      </div>
    </FluentProvider>
  )
}

type RoomProps = {
  readonly host: DocumentHost
  readonly client: Client
  readonly onOpenSettings: () => void
}

function Room({ host, client, onOpenSettings }: RoomProps) {
  const styles = useStyles()
  const [document, dispatch] = useOpenDocument(host, client)
  const { ownsDocument } = host.description
  const change = () => dispatch({ type: ownsDocument ? 'identify_again' : 'closed' })
  switch (document.status) {
    case 'identifying':
    case 'opening':
      return <Spinner size="small" label="Opening the document…" />
    case 'choosing':
      return (
        <DocumentPicker
          client={client}
          onChoose={(documentId) => dispatch({ type: 'chosen', documentId })}
          onOpenSettings={onOpenSettings}
        />
      )
    case 'failed':
      return (
        <div className={styles.stack}>
          <ProblemMessage
            problem={document.problem}
            onRetry={() => dispatch({ type: 'retried' })}
            onOpenSettings={onOpenSettings}
          />
          {!ownsDocument && <Button onClick={change}>Choose another document</Button>}
        </div>
      )
    case 'open':
      return (
        <div className={styles.stack}>
          <div className={styles.document}>
            <span className={styles.name}>{document.documentName}</span>
            <Button size="small" className={styles.change} onClick={change}>
              {ownsDocument ? 'Send again' : 'Change'}
            </Button>
          </div>
          <SourcesPanel
            key={document.documentId}
            host={host}
            client={client}
            document={document}
            onOpenSettings={onOpenSettings}
          />
        </div>
      )
  }
}

const useStyles = makeStyles({
  pane: { height: '100%', display: 'flex', flexDirection: 'column' },
  header: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
  },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  document: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, overflowWrap: 'anywhere', fontWeight: tokens.fontWeightSemibold },
  change: { flexShrink: 0 },
})
