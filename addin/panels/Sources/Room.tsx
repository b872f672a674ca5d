import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { DocumentHost } from '../../host/host.ts'
import { DocumentPicker } from './DocumentPicker.tsx'
import { ForkQuestion } from './ForkQuestion.tsx'
import { RunReport } from './RunReport.tsx'
import { Panels } from '../Panels.tsx'
import type { SourcesPanelProps } from './SourcesPanel.tsx'
import { useOpenDocument } from './use-open-document.ts'

export type RoomProps = {
  readonly host: DocumentHost
  readonly client: Client
  readonly onOpenSettings: () => void
}

/** The room of the sources: a document has to be open in it first. */
export function Room({ host, client, onOpenSettings }: RoomProps) {
  const [document, dispatch] = useOpenDocument(host, client)
  const { ownsDocument } = host.description
  const change = () => dispatch({ type: ownsDocument ? 'identify_again' : 'closed' })
  const choose = (documentId: string) => dispatch({ type: 'chosen', documentId })
  const settle = (isCopy: boolean) => {
    host.forks?.settle(isCopy)
    dispatch({ type: 'fork_settled' })
  }
  const parts = { client, onOpenSettings }
  switch (document.status) {
    case 'identifying':
    case 'opening':
      return <Spinner size="small" label="Opening the document…" />
    case 'asking':
      return <ForkQuestion fork={document.fork} onAnswer={settle} />
    case 'choosing':
      return <DocumentPicker {...parts} onChoose={choose} />
    case 'waiting':
      return (
        <RunReport
          document={document}
          onRetry={() => dispatch({ type: 'run_retried' })}
          onOpen={() => dispatch({ type: 'taken_as_it_is' })}
          onChange={change}
        />
      )
    case 'failed':
      return (
        <Failure
          problem={document.problem}
          onRetry={() => dispatch({ type: 'retried' })}
          onChange={ownsDocument ? undefined : change}
          onOpenSettings={onOpenSettings}
        />
      )
    case 'open':
      return <OpenRoom {...parts} host={host} document={document} onChange={change} />
  }
}

type OpenRoomProps = SourcesPanelProps & { readonly onChange: () => void }

function OpenRoom({ onChange, ...panel }: OpenRoomProps) {
  const styles = useStyles()
  const { host, document } = panel
  return (
    <div className={styles.stack}>
      <div className={styles.document}>
        <span className={styles.name}>{document.documentName}</span>
        <Button size="small" className={styles.change} onClick={onChange}>
          {host.description.ownsDocument ? 'Send again' : 'Change'}
        </Button>
      </div>
      <Panels {...panel} key={document.documentId} />
    </div>
  )
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
  document: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, overflowWrap: 'anywhere', fontWeight: tokens.fontWeightSemibold },
  change: { flexShrink: 0 },
})
