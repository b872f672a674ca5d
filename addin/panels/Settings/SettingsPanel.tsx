import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import type { Connection, ConnectionEvent } from '../../state/connection.ts'
import type { TokenSession } from '../../token-session.ts'
import { KeyForm } from './KeyForm.tsx'
import { OfficeSignIn } from './OfficeSignIn.tsx'
import { SignedIn } from './SignedIn.tsx'
import type { WhatIsSentProps } from './WhatIsSent.tsx'

type SettingsPanelProps = WhatIsSentProps & {
  readonly connection: Connection
  readonly onEvent: (event: ConnectionEvent) => void
  readonly offersOffice: boolean
  readonly tokens: TokenSession | undefined
  readonly onClose: () => void
  /** Edits that would go with another key. */
  readonly hasUnsavedEdits: () => boolean
}

export function SettingsPanel(props: SettingsPanelProps) {
  const { connection, onClose, sends, ownsDocument } = props
  const styles = useStyles()
  return (
    <section className={styles.panel} aria-labelledby="settings-title">
      <h2 id="settings-title" className={styles.title}>
        Settings
      </h2>
      {(connection.status === 'connected' || connection.status === 'choosing') && (
        <SignedIn {...props} connection={connection} />
      )}
      <WaysIn {...props} />
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

/** How to sign in, or to sign in otherwise. */
function WaysIn({ connection, onEvent, offersOffice, hasUnsavedEdits }: SettingsPanelProps) {
  const styles = useStyles()
  const isSignedIn = connection.status === 'connected' || connection.status === 'choosing'
  const isByOffice = isSignedIn && connection.signIn.way === 'office'
  const heading = isByOffice ? 'Use a key instead' : isSignedIn ? 'Use another key' : 'Use a key'
  const showsOffice = offersOffice && !isByOffice
  return (
    <>
      {showsOffice && isSignedIn && <h3 className={styles.subtitle}>Use your Office account</h3>}
      {showsOffice && <OfficeSignIn connection={connection} onEvent={onEvent} />}
      {(isSignedIn || showsOffice) && <h3 className={styles.subtitle}>{heading}</h3>}
      <KeyForm
        {...{ connection, onEvent, hasUnsavedEdits }}
        isFirst={!isSignedIn && !showsOffice}
      />
    </>
  )
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  subtitle: { margin: `${tokens.spacingVerticalM} 0 0`, fontSize: tokens.fontSizeBase300 },
})
