import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { SourcesResponse } from '../../../shared/contract/sources.ts'
import { NearestPassages } from '../../components/NearestPassages.tsx'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { adviseOnNothing, describeAnchor, describeAnswer } from '../../state/source-words.ts'
import type { Trace } from '../../state/trace.ts'
import { Notes } from './Notes.tsx'
import { SourceList, type SourceListProps } from './SourceList.tsx'

type TraceResultProps = Pick<SourceListProps, 'onMove' | 'renderActions'> & {
  readonly trace: Trace
  /** Shown while nothing was asked yet. */
  readonly hint: string
  readonly onRetry: () => void
  readonly onOpenSettings: () => void
}

/** The answer to the present question; what it says is also said aloud. */
export function TraceResult(props: TraceResultProps) {
  const { trace, hint, onRetry, onMove, renderActions, onOpenSettings } = props
  const styles = useStyles()
  const { answer, current } = trace
  return (
    <>
      <div role="status" aria-busy={answer.status === 'loading'}>
        {answer.status === 'idle' && <p className={styles.text}>{hint}</p>}
        {answer.status === 'loading' && (
          <Spinner size="tiny" className={styles.spinner} label="Looking for sources…" />
        )}
        {answer.status === 'answered' && <Summary response={answer.response} />}
      </div>
      {answer.status === 'failed' && (
        <ProblemMessage
          problem={answer.problem}
          onRetry={trace.subject ? onRetry : undefined}
          onOpenSettings={onOpenSettings}
        />
      )}
      {answer.status === 'answered' && <Notes response={answer.response} />}
      {answer.status === 'answered' && (
        <SourceList
          key={trace.attempt}
          sources={answer.response.sources}
          current={current}
          onMove={onMove}
          renderActions={renderActions}
        />
      )}
      {answer.status === 'answered' && <NearestPassages passages={answer.response.nearest} />}
    </>
  )
}

function Summary({ response }: { readonly response: SourcesResponse }) {
  const styles = useStyles()
  const anchorWords = describeAnchor(response.anchor)
  const advice = adviseOnNothing(response)
  return (
    <>
      <p className={styles.text}>{describeAnswer(response)}</p>
      {advice && <p className={styles.text}>{advice}</p>}
      {anchorWords && <p className={styles.text}>{anchorWords}</p>}
      {response.sources.length > 0 && <p className={styles.legend}>{legend}</p>}
    </>
  )
}

const legend =
  'Recorded: stored when the text was written. Retrieved: found by searching the sources now.'

const useStyles = makeStyles({
  text: { margin: 0 },
  legend: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  spinner: { justifyContent: 'start' },
})
