import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { OnSending } from '../../host/document-editor.ts'
import { describeSize } from '../../state/size-words.ts'

export type Sending = Parameters<OnSending>[0]

/** What the reader waits for until the document is open; `sending` while its bytes are on their way. */
export function Opening({ sending }: { readonly sending: Sending | undefined }) {
  const styles = useStyles()
  if (!sending) return <Spinner size="small" label="Opening the document…" />
  const { stage, done, total } = sending
  return (
    <div className={styles.stack}>
      <p role="status" className={styles.line}>
        {stage === 'reading' ? 'Reading the document from Word…' : 'Sending it to the server…'}
      </p>
      {total > 0 && (
        <>
          <progress
            className={styles.bar}
            value={Math.min(done, total)}
            max={total}
            aria-label={stage === 'reading' ? 'Reading' : 'Sending'}
          />
          <p className={styles.facts}>
            {describeSize(done)} of {describeSize(total)}
          </p>
        </>
      )}
    </div>
  )
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { margin: 0 },
  bar: { width: '100%', accentColor: tokens.colorBrandBackground },
  facts: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
})
