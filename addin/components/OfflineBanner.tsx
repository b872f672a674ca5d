import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import type { Reachability } from '../reachability.ts'

/** Stands above everything while the server does not answer, and goes by itself. */
export function OfflineBanner({ reachability }: { readonly reachability: Reachability }) {
  const styles = useStyles()
  const isReachable = useSyncExternalStore(reachability.subscribe, reachability.isReachable)
  return (
    <div role="status">
      {!isReachable && (
        <MessageBar intent="warning" layout="multiline" className={styles.bar}>
          <MessageBarBody className={styles.body}>
            <MessageBarTitle>No connection to the server.</MessageBarTitle>
            What is shown stays, to be read and copied, and what you have typed is kept. Looking up
            sources, asking, generating and checking go on when it is back; the pane keeps trying.
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void reachability.probe()}>Try now</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  )
}

const useStyles = makeStyles({
  bar: { borderRadius: 0 },
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
})
