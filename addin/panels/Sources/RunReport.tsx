import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { StatusResponse } from '../../../shared/contract/documents.ts'
import { RunFailure } from '../../components/RunFailure.tsx'
import type { WaitingDocument } from '../../state/open-document.ts'
import { describeRunState, describeStep } from '../../state/run-words.ts'

type RunReportProps = {
  readonly document: WaitingDocument
  readonly onRetry: () => void
  /** Opens the version that an earlier run made. */
  readonly onOpen: () => void
  /** Leads to where the run can be looked at, approved and cancelled. */
  readonly onFollow: () => void
  readonly onChange: () => void
}

/** Where the run of a document stands that can't be opened yet, or why it never can. */
export function RunReport({ document, onRetry, onOpen, onFollow, onChange }: RunReportProps) {
  const styles = useStyles()
  const { report, isRetrying, hasVersion } = document
  const isOver = report?.status === 'Failed' && !isRetrying
  return (
    <section className={styles.stack} aria-labelledby="run-title">
      <h2 id="run-title" className={styles.title}>
        {document.documentName}
      </h2>
      {!report && <Spinner size="tiny" label="Asking where it stands…" />}
      {isRetrying && <Spinner size="tiny" label="Asking for the run to go on…" />}
      {report && isOver && <RunFailure report={report} sources={document.sources} />}
      {report && !isOver && !isRetrying && <Progress report={report} />}
      <div className={styles.actions}>
        {(isOver || isRetrying) && (
          // Stays while it is asked for: the keyboard would lose its place.
          <Button appearance="primary" disabledFocusable={isRetrying} onClick={onRetry}>
            Retry
          </Button>
        )}
        {report && !isOver && (
          <Button onClick={onFollow}>
            {report.awaiting_approval ? 'Look at the outline' : 'Look at the run'}
          </Button>
        )}
        {hasVersion && <Button onClick={onOpen}>Open the version before</Button>}
        <Button onClick={onChange}>Choose another document</Button>
      </div>
    </section>
  )
}

function Progress({ report }: { readonly report: StatusResponse }) {
  const styles = useStyles()
  return (
    <>
      <p role="status" className={styles.line}>
        {describeRunState(report)} {describeStep(report)}
      </p>
      <progress className={styles.bar} value={report.progress} max={100} aria-label="Progress" />
      <p className={styles.code}>{report.progress} %. It opens here as soon as it is ready.</p>
    </>
  )
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  bar: { width: '100%', accentColor: tokens.colorBrandBackground },
  line: { margin: `${tokens.spacingVerticalXS} 0 0` },
  code: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
})
