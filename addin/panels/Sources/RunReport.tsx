import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import type { StatusResponse } from '../../../shared/contract/documents.ts'
import type { WaitingDocument } from '../../state/open-document.ts'
import { describeRunState, describeStep, findRunState, listPlaces } from '../../state/run-words.ts'

export type RunReportProps = {
  readonly document: WaitingDocument
  readonly onRetry: () => void
  /** Opens the version that an earlier run made. */
  readonly onOpen: () => void
  readonly onChange: () => void
}

/** Where the run of a document stands that can't be opened yet, or why it never can. */
export function RunReport({ document, onRetry, onOpen, onChange }: RunReportProps) {
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
      {report && isOver && <End report={report} sources={document.sources} />}
      {report && !isOver && !isRetrying && <Progress report={report} />}
      <div className={styles.actions}>
        {(isOver || isRetrying) && (
          // Stays while it is asked for: the keyboard would lose its place.
          <Button appearance="primary" disabledFocusable={isRetrying} onClick={onRetry}>
            Retry
          </Button>
        )}
        {hasVersion && <Button onClick={onOpen}>Open the version before</Button>}
        <Button onClick={onChange}>Choose another document</Button>
      </div>
    </section>
  )
}

type EndProps = Pick<WaitingDocument, 'sources'> & { readonly report: StatusResponse }

function End({ report, sources }: EndProps) {
  const styles = useStyles()
  const isCancelled = findRunState(report) === 'cancelled'
  return (
    <MessageBar intent={isCancelled ? 'warning' : 'error'} layout="multiline" role="alert">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{describeRunState(report)}</MessageBarTitle>
        {report.error && !isCancelled && <p className={styles.line}>{report.error.message}</p>}
        {listPlaces(report, sources).map(({ name, value }) => (
          <p className={styles.line} key={name}>
            {name}: {value}
          </p>
        ))}
        <p className={styles.line}>
          It stopped at {report.progress} %. Retry goes on from there, with the template, the
          sources and the data that it began with; if one of these is wrong, generate the document
          anew.
        </p>
        {report.error && <p className={styles.code}>Code {report.error.code}</p>}
      </MessageBarBody>
    </MessageBar>
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
  body: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
  bar: { width: '100%', accentColor: tokens.colorBrandBackground },
  line: { margin: `${tokens.spacingVerticalXS} 0 0` },
  code: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
})
