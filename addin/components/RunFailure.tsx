import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components'
import type { DocumentSource, StatusResponse } from '../../shared/contract/documents.ts'
import { describeRunState, findRunState, listPlaces } from '../state/run-words.ts'

type RunFailureProps = {
  readonly report: StatusResponse
  /** Those that the run pins, to name one that it failed at. */
  readonly sources: readonly DocumentSource[]
}

/** Why and where a run failed, or that it was cancelled. */
export function RunFailure({ report, sources }: RunFailureProps) {
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

const useStyles = makeStyles({
  body: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
  line: { margin: `${tokens.spacingVerticalXS} 0 0` },
  code: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
})
