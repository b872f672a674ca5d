import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { NewerVersionMessage } from '../../components/NewerVersion.tsx'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { OpenDocument, OpenDocumentEvent } from '../../state/open-document.ts'
import type { PanelProps } from '../panel-table.ts'
import { DocumentPicker } from './DocumentPicker.tsx'
import { ForkQuestion } from './ForkQuestion.tsx'
import { Opening, type Sending } from './Opening.tsx'
import { RunReport } from './RunReport.tsx'

export type RoomProps = PanelProps & {
  readonly document: Exclude<OpenDocument, { status: 'open' }>
  readonly dispatch: (event: OpenDocumentEvent) => void
  /** How far the document's bytes are on their way. */
  readonly sending: Sending | undefined
  readonly onChange: () => void
  /** Leads to where a document is made, or to the run of one that is being made. */
  readonly onGenerate: (documentId: string | null) => void
}

/** What a panel shows that needs a document, until one is open. */
export function Room(props: RoomProps) {
  const { host, client, document, sending, dispatch, onChange, onGenerate, onOpenSettings } = props
  const { ownsDocument } = host.description
  switch (document.status) {
    case 'identifying':
    case 'opening':
      return <Opening sending={sending} />
    case 'asking':
      return <ForkQuestion fork={document.fork} onAnswer={(isCopy) => settleFork(props, isCopy)} />
    case 'choosing':
      return (
        <DocumentPicker
          client={client}
          onOpenSettings={onOpenSettings}
          onChoose={(documentId) => dispatch({ type: 'chosen', documentId })}
          onGenerate={() => onGenerate(null)}
        />
      )
    case 'waiting':
      return (
        <RunReport
          document={document}
          onRetry={() => dispatch({ type: 'run_retried' })}
          onOpen={() => dispatch({ type: 'taken_as_it_is' })}
          onFollow={() => onGenerate(document.documentId)}
          onChange={onChange}
        />
      )
    case 'failed':
      return (
        <Failure
          {...{ host, client }}
          problem={document.problem}
          onRetry={() => dispatch({ type: 'retried' })}
          onChange={ownsDocument ? undefined : onChange}
          onOpenSettings={onOpenSettings}
        />
      )
  }
}

function settleFork({ host, dispatch }: RoomProps, isCopy: boolean): void {
  host.forks?.settle(isCopy)
  dispatch({ type: 'fork_settled' })
}

type FailureProps = Pick<PanelProps, 'host' | 'client'> & {
  readonly problem: ProblemDetails
  readonly onRetry: () => void
  readonly onChange: (() => void) | undefined
  readonly onOpenSettings: () => void
}

function Failure(props: FailureProps) {
  const { host, client, problem, onRetry, onChange, onOpenSettings } = props
  const styles = useStyles()
  const { editor } = host
  const newer = problem.code === 'newer_version_stored' ? editor.findNewer() : undefined
  if (newer) return <NewerVersionMessage {...{ problem, newer, client, editor }} onSend={onRetry} />
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
