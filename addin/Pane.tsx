import {
  Button,
  FluentProvider,
  makeStyles,
  PortalMountNodeProvider,
  tokens,
} from '@fluentui/react-components'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { useMemo, useState, type ReactNode } from 'react'
import { createClient, type Client } from '../client/create-client.ts'
import { FirstRunGuide } from './components/FirstRunGuide.tsx'
import { OfflineBanner } from './components/OfflineBanner.tsx'
import { useKeptFocus } from './components/use-kept-focus.ts'
import { useDoneStep } from './first-run.ts'
import type { DocumentHost } from './host/host.ts'
import { Panels } from './panels/Panels.tsx'
import { SettingsPanel } from './panels/Settings/SettingsPanel.tsx'
import { useConnection } from './panels/Settings/use-connection.ts'
import { createReachability, type Reachability } from './reachability.ts'
import { createSendLog, type SendLog } from './send-log.ts'
import { usePaneTheme } from './theme.ts'

/** The whole pane: settings until a key is accepted, then its tabs. */
export function Pane({ host }: { readonly host: DocumentHost }) {
  const styles = useStyles()
  const [reachability] = useState(createReachability)
  const [sends] = useState(createSendLog)
  const [connection, onEvent] = useConnection(reachability)
  const [isInSettings, setInSettings] = useState(false)
  const apiKey = connection.status === 'connected' ? connection.apiKey : undefined
  const client = useWatchedClient(apiKey, reachability, sends)
  const isWorking = client !== undefined && !isInSettings
  const { ownsDocument } = host.description
  const content = useKeptFocus()
  const onSettings = client && (() => setInSettings(!isInSettings))
  useDoneStep('connect', client !== undefined)
  return (
    <Themed host={host}>
      <div className={styles.pane}>
        <Header isInSettings={isInSettings} onSettings={onSettings} />
        <OfflineBanner reachability={reachability} />
        <div className={styles.body}>
          <div ref={content} className={styles.content}>
            <FirstRunGuide ownsDocument={ownsDocument} />
            {!isWorking && (
              <SettingsPanel
                {...{ connection, onEvent, sends, ownsDocument }}
                onClose={() => setInSettings(false)}
                hasUnsavedEdits={() => host.hasUnsavedEdits?.() ?? false}
              />
            )}
            {client && (
              <div hidden={!isWorking}>
                <Panels {...{ host, client, sends }} onOpenSettings={() => setInSettings(true)} />
              </div>
            )}
          </div>
        </div>
      </div>
    </Themed>
  )
}

function Themed({ host, children }: { readonly host: DocumentHost; readonly children: ReactNode }) {
  return (
    // No class name here: Fluent gives it to the layers of its lists, too.
    <FluentProvider theme={usePaneTheme(host)} style={{ height: '100%' }}>
      <PortalMountNodeProvider value={layersPlace}>{children}</PortalMountNodeProvider>
    </FluentProvider>
  )
}

/** What opens above the pane, such as a list, is the pane's, and is announced as a part of it. */
const layersPlace = document.getElementById('pane') ?? undefined

function useWatchedClient(
  apiKey: string | undefined,
  reachability: Reachability,
  sends: SendLog,
): Client | undefined {
  return useMemo(() => {
    if (apiKey === undefined) return undefined
    return sends.watch(createClient({ baseUrl: '', apiKey, fetch: reachability.fetch }))
  }, [apiKey, reachability, sends])
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
