import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { OpenedDocument } from '../../state/open-document.ts'
import { describeVersion } from '../../state/version-words.ts'

type DocumentHeaderProps = {
  readonly document: OpenedDocument
  /** True when the open document is the host's own, and was sent. */
  readonly isSent: boolean
  readonly onChange: () => void
}

/** Which document the panels speak of, and which version of it the server holds. */
export function DocumentHeader({ document, isSent, onChange }: DocumentHeaderProps) {
  const styles = useStyles()
  return (
    <div className={styles.header}>
      <div className={styles.about}>
        <h2 className={styles.name}>{document.documentName}</h2>
        <div role="status" className={styles.facts}>
          {describeVersion(document, isSent)}
        </div>
      </div>
      <Button size="small" className={styles.change} onClick={onChange}>
        {isSent ? 'Send again' : 'Change'}
      </Button>
    </div>
  )
}

const useStyles = makeStyles({
  header: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  about: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  name: { margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold },
  facts: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  change: { flexShrink: 0 },
})
