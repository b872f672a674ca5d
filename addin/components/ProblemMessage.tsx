import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import { adviceFor } from '../state/advice.ts'

type ProblemMessageProps = {
  readonly problem: ProblemDetails
  /** What to do about it, where the place knows better than the code does. */
  readonly advice?: string | undefined
  readonly onRetry?: (() => void) | undefined
  readonly onOpenSettings?: (() => void) | undefined
}

/** What went wrong, in the server's words, and what to do about it. */
export function ProblemMessage(props: ProblemMessageProps) {
  const { problem, advice = adviceFor(problem), onRetry, onOpenSettings } = props
  const styles = useStyles()
  const needsKey = problem.status === 401 || problem.status === 403
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{problem.title}</MessageBarTitle>
        <p className={styles.line}>{problem.detail}</p>
        {problem.errors?.map((item, index) => (
          <p className={styles.line} key={index}>
            {item.loc.join('.')}: {item.msg}
          </p>
        ))}
        <p className={styles.line}>{advice}</p>
        <p className={styles.code}>
          Code {problem.code}
          {problem.trace_id && `, trace id ${problem.trace_id}`}
        </p>
      </MessageBarBody>
      <MessageBarActions>
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
        {onOpenSettings && needsKey && <Button onClick={onOpenSettings}>Open settings</Button>}
      </MessageBarActions>
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
