import {
  Button,
  FluentProvider,
  makeStyles,
  PortalMountNodeProvider,
  tokens,
} from '@fluentui/react-components'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { useMemo, useState, type ReactNode } from 'react'
import type { Client } from '../client/create-client.ts'
import { FirstRunGuide } from './components/FirstRunGuide.tsx'
import { OfflineBanner } from './components/OfflineBanner.tsx'
import { useKeptFocus } from './components/use-kept-focus.ts'
import { useDoneStep } from './first-run.ts'
import type { DocumentHost } from './host/host.ts'
import { createPaneClient, type Wires } from './pane-client.ts'
import { Panels } from './panels/Panels.tsx'
import { SettingsPanel } from './panels/Settings/SettingsPanel.tsx'
import { useConnection } from './panels/Settings/use-connection.ts'
import { createReachability } from './reachability.ts'
import { createSendLog, type SendLog } from './send-log.ts'
import type { Connection } from './state/connection.ts'
import { usePaneTheme } from './theme.ts'
import { createTokenSession } from './token-session.ts'

/** The whole pane: settings until somebody is signed in, then its tabs. */
export function Pane({ host }: { readonly host: DocumentHost }) {
  const styles = useStyles()
  const [wires] = useState(() => createWires(host))
  const [sends] = useState(createSendLog)
  const { connection, ...signingIn } = useConnection(wires)
  const [isInSettings, setInSettings] = useState(false)
  const client = useWatchedClient(connection, wires, sends)
  const isWorking = client !== undefined && !isInSettings
  const pane = useKeptFocus()
  const onSettings = client && (() => setInSettings(!isInSettings))
  return (
    <Themed host={host}>
      <div ref={pane} className={styles.pane}>
        <Header isInSettings={isInSettings} onSettings={onSettings} />
        <OfflineBanner reachability={wires.reachability} />
        <div className={styles.body}>
          <div className={styles.content}>
            <FirstRunGuide ownsDocument={host.description.ownsDocument} />
            {!isWorking && (
              <SettingsPanel
                {...{ connection, ...signingIn, ...wires, ...host.description, sends }}
                onClose={() => setInSettings(false)}
                hasUnsavedEdits={() => host.hasUnsavedEdits?.() ?? false}
              />
            )}
            {client && (
              <div hidden={!isWorking}>
                <Panels
                  {...{ host, client, sends }}
                  key={workspaceOf(connection)}
                  onOpenSettings={() => setInSettings(true)}
                />
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

function createWires({ account, linkedDocumentId }: DocumentHost): Wires {
  const reachability = createReachability()
  const tokens = account && createTokenSession(account, reachability.fetch)
  return { reachability, tokens, linkedDocumentId }
}

function useWatchedClient(
  connection: Connection,
  wires: Wires,
  sends: SendLog,
): Client | undefined {
  const signIn = connection.status === 'connected' ? connection.signIn : undefined
  const workspaceId = workspaceOf(connection)
  useDoneStep('connect', signIn !== undefined)
  return useMemo(() => {
    if (signIn === undefined) return undefined
    return sends.watch(createPaneClient(signIn, wires, workspaceId))
  }, [signIn, workspaceId, wires, sends])
}

/** The one of several that the pane works in. */
function workspaceOf(connection: Connection): string | undefined {
  if (connection.status !== 'connected' || connection.identity.workspaces.length < 2) {
    return undefined
  }
  return connection.identity.workspace_id ?? undefined
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
