import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { Asked } from './use-asked.ts'

type AskedViewProps<T> = {
  readonly asked: Asked<T>
  /** What is waited for. */
  readonly label: string
  /** How many there are and of how many; said aloud, too. */
  readonly describe: (answer: T) => string
  readonly children: (answer: T) => ReactNode
}

/** The answer to a question, or what came in its place. */
export function AskedView<T>({ asked, label, describe, children }: AskedViewProps<T>) {
  const styles = useStyles()
  const { answer, problem, askAgain } = asked
  return (
    <div className={styles.view}>
      <div role="status" className={styles.status}>
        {answer === undefined && !problem && <Spinner size="tiny" label={label} />}
        {answer !== undefined && <p className={styles.line}>{describe(answer)}</p>}
      </div>
      {problem && <ProblemMessage problem={problem} onRetry={askAgain} />}
      {answer !== undefined && children(answer)}
    </div>
  )
}

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  status: { ':empty': { display: 'none' } },
  line: { margin: 0 },
})
