import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { DocumentHost } from '../../host/host.ts'
import { useDoneStep } from '../../first-run.ts'
import type { SendLog } from '../../send-log.ts'
import { DocumentHeader } from './DocumentHeader.tsx'
import { DocumentPicker } from './DocumentPicker.tsx'
import { Opening } from './Opening.tsx'
import { RunReport } from './RunReport.tsx'
import { Panels } from '../Panels.tsx'
import type { SourcesPanelProps } from './SourcesPanel.tsx'
import { useOpenDocument } from './use-open-document.ts'
import { useSentVersion } from './use-sent-version.ts'

export type RoomProps = {
  readonly host: DocumentHost
  readonly client: Client
  readonly sends: SendLog
  readonly onOpenSettings: () => void
}

/** The room of the sources: a document has to be open in it first. */
export function Room({ host, client, sends, onOpenSettings }: RoomProps) {
  const { document, dispatch, sending } = useOpenDocument(host, client)
  useDoneStep('open', document.status === 'open')
  useSentVersion(sends, client, document, dispatch)
  const { ownsDocument } = host.description
  const change = () => dispatch({ type: ownsDocument ? 'identify_again' : 'closed' })
  const choose = (documentId: string) => dispatch({ type: 'chosen', documentId })
  const parts = { client, onOpenSettings }
  switch (document.status) {
    case 'identifying':
    case 'opening':
      return <Opening sending={sending} />
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
      <DocumentHeader
        document={document}
        isSent={host.description.ownsDocument}
        onChange={onChange}
      />
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
})
