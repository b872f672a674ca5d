import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { OpenDocument, OpenDocumentEvent } from '../../state/open-document.ts'
import type { PanelProps } from '../panel-table.ts'
import { DocumentPicker } from './DocumentPicker.tsx'
import { Opening, type Sending } from './Opening.tsx'
import { RunReport } from './RunReport.tsx'

export type RoomProps = PanelProps & {
  readonly document: Exclude<OpenDocument, { status: 'open' }>
  readonly sending: Sending | undefined
  readonly dispatch: (event: OpenDocumentEvent) => void
  readonly onChange: () => void
}

/** What a panel shows that needs a document, until one is open. */
export function Room(props: RoomProps) {
  const { host, client, document, sending, dispatch, onChange, onOpenSettings } = props
  const { ownsDocument } = host.description
  switch (document.status) {
    case 'identifying':
    case 'opening':
      return <Opening sending={sending} />
    case 'choosing':
      return (
        <DocumentPicker
          client={client}
          onOpenSettings={onOpenSettings}
          onChoose={(documentId) => dispatch({ type: 'chosen', documentId })}
        />
      )
    case 'waiting':
      return (
        <RunReport
          document={document}
          onRetry={() => dispatch({ type: 'run_retried' })}
          onOpen={() => dispatch({ type: 'taken_as_it_is' })}
          onChange={onChange}
        />
      )
    case 'failed':
      return (
        <Failure
          problem={document.problem}
          onRetry={() => dispatch({ type: 'retried' })}
          onChange={ownsDocument ? undefined : onChange}
          onOpenSettings={onOpenSettings}
        />
      )
  }
}

type FailureProps = {
  readonly problem: ProblemDetails
  readonly onRetry: () => void
  readonly onChange: (() => void) | undefined
  readonly onOpenSettings: () => void
}

function Failure({ problem, onRetry, onChange, onOpenSettings }: FailureProps) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      <ProblemMessage problem={problem} onRetry={onRetry} onOpenSettings={onOpenSettings} />
      {onChange && <Button onClick={onChange}>Choose another document</Button>}
    </div>
  )
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})
