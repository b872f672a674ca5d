import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { useMemo, useState } from 'react'
import { createClient } from '../client/create-client.ts'
import type { DocumentHost } from './host/host.ts'
import { OpenSourceProvider } from './components/OpenSource.tsx'
import { Panels } from './panels/Panels.tsx'
import { SettingsPanel } from './panels/Settings/SettingsPanel.tsx'
import { useConnection } from './panels/Settings/use-connection.ts'
import { useSystemTheme } from './theme.ts'

/** The whole pane: settings until a key is accepted, then its tabs. */
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
  const closeSettings = () => setInSettings(false)
  return (
    // No class name here: Fluent gives it to the layers of its lists, too.
    <FluentProvider theme={useSystemTheme()} style={{ height: '100%' }}>
      <div className={styles.pane}>
        <Header
          isInSettings={isInSettings}
          onSettings={client && (() => setInSettings(!isInSettings))}
        />
        <div className={styles.body}>
          {!isWorking && (
            <div className={styles.content}>
              <SettingsPanel connection={connection} onEvent={onEvent} onClose={closeSettings} />
            </div>
          )}
          {client && (
            <div className={styles.content} hidden={!isWorking}>
              <OpenSourceProvider client={client}>
                <Panels host={host} client={client} onOpenSettings={() => setInSettings(true)} />
              </OpenSourceProvider>
            </div>
          )}
        </div>
      </div>
    </FluentProvider>
  )
}

type HeaderProps = {
  readonly isInSettings: boolean
  /** Undefined while there is nothing but settings. */
  readonly onSettings: (() => void) | undefined
}

function Header({ isInSettings, onSettings }: HeaderProps) {
  const styles = useStyles()
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>Sourcewright</h1>
      {onSettings && (
        <Button
          appearance="subtle"
          icon={<SettingsRegular />}
          aria-label="Settings"
          aria-pressed={isInSettings}
          onClick={onSettings}
        />
      )}
    </header>
  )
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
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  // Not the scrolled box's own padding: words would show above what sticks to its top.
  content: { padding: tokens.spacingHorizontalL },
})
