import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { RunFailure } from '../../components/RunFailure.tsx'
import { findStanding, type FollowedRun } from '../../state/generation-run.ts'
import { OutlineView } from './OutlineView.tsx'
import { RunProgress } from './RunProgress.tsx'
import { RunResult } from './RunResult.tsx'
import { useFollowedRun, type AskRun } from './use-followed-run.ts'
import { useFormStyles } from './use-form-styles.ts'

type RunViewProps = {
  readonly client: Client
  readonly documentId: string
  /** Undefined where the document beside the pane is the host's own. */
  readonly onOpen: ((sectionId?: string) => void) | undefined
  /** Back to what was asked for; the run goes on. */
  readonly onLeave: () => void
  readonly onOpenSettings: () => void
}

/** A run from its start to its document. */
export function RunView(props: RunViewProps) {
  const styles = useFormStyles()
  const [run, ask] = useFollowedRun(props.client, props.documentId)
  // what is asked while a change of the outline is on its way could overtake it
  const [isSaving, setSaving] = useState(false)
  const { report, interruption, refusal } = run
  return (
    <section className={styles.stack} aria-labelledby="generation-title">
      <RunTitle name={run.documentName} />
      {!report && !interruption && <Spinner size="tiny" label="Asking where it stands…" />}
      {interruption && <Interruption {...props} run={run} />}
      {report && report.warnings.length > 0 && <Warnings warnings={report.warnings} />}
      <RunBody {...props} run={run} onSaving={setSaving} />
      {refusal && <ProblemMessage problem={refusal} onOpenSettings={props.onOpenSettings} />}
      <RunActions {...{ run, ask, isSaving }} onLeave={props.onLeave} />
    </section>
  )
}

/** Takes the focus: what was pressed to come here is gone. */
function RunTitle({ name }: { readonly name: string }) {
  const styles = useFormStyles()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <h2 ref={title} id="generation-title" tabIndex={-1} className={styles.title}>
      {name === '' ? 'Document' : name}
    </h2>
  )
}

type RunPartProps = RunViewProps & { readonly run: FollowedRun }

function Interruption({ run: { interruption }, onOpenSettings }: RunPartProps) {
  const styles = useFormStyles()
  if (!interruption) return null
  const isTriedAgain = interruption.status < 400 || interruption.status >= 429
  return (
    <>
      <ProblemMessage problem={interruption} onOpenSettings={onOpenSettings} />
      {isTriedAgain && (
        <p className={styles.note}>
          The run goes on at the server; the pane tries again by itself until it hears of it.
        </p>
      )}
    </>
  )
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  const styles = useFormStyles()
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody className={styles.wrapped}>
        <MessageBarTitle>Warnings</MessageBarTitle>
        {warnings.map((warning) => (
          <p key={warning} className={styles.text}>
            {warning}
          </p>
        ))}
      </MessageBarBody>
    </MessageBar>
  )
}

type RunBodyProps = RunPartProps & { readonly onSaving: (isSaving: boolean) => void }

function RunBody(props: RunBodyProps) {
  const { run, client, documentId, onOpen, onOpenSettings, onSaving } = props
  const { report, sources, documentName } = run
  const standing = findStanding(run)
  if (!report || !standing) return null
  switch (standing) {
    case 'waiting':
    case 'running':
      return <RunProgress run={run} />
    case 'awaiting_approval':
      return (
        <OutlineView
          client={client}
          documentId={documentId}
          sourceIds={sources.map(({ document_id: id }) => id)}
          onOpenSettings={onOpenSettings}
          onSaving={onSaving}
        />
      )
    case 'failed':
    case 'cancelled':
      return <RunFailure report={report} sources={sources} />
    case 'done':
      return (
        report.quality && (
          <RunResult
            client={client}
            documentId={documentId}
            documentName={documentName}
            quality={report.quality}
            onOpen={onOpen}
          />
        )
      )
  }
}

type RunActionsProps = {
  readonly run: FollowedRun
  readonly ask: AskRun
  readonly isSaving: boolean
  readonly onLeave: () => void
}

/** What can be asked of the run as it stands; a button stays while it is asked for. */
function RunActions({ run, ask, isSaving, onLeave }: RunActionsProps) {
  const styles = useFormStyles()
  const standing = findStanding(run)
  const isAsking = run.asked !== null
  const isOver = standing === 'failed' || standing === 'cancelled'
  const isUnderWay = standing === 'waiting' || standing === 'running'
  const isAwaiting = standing === 'awaiting_approval'
  return (
    <>
      {isAwaiting && <Approval isAsking={isAsking || isSaving} ask={ask} />}
      <div className={styles.actions}>
        {isOver && (
          <Button appearance="primary" disabledFocusable={isAsking} onClick={() => ask('retry')}>
            Retry
          </Button>
        )}
        {(isUnderWay || isAwaiting) && (
          <Button disabledFocusable={isAsking} onClick={() => ask('cancel')}>
            {run.asked === 'cancel' ? 'Being cancelled…' : 'Cancel the run'}
          </Button>
        )}
        <Button onClick={onLeave}>{leaveWords(standing)}</Button>
      </div>
    </>
  )
}

function leaveWords(standing: ReturnType<typeof findStanding>): string {
  if (standing === 'done') return 'Generate another'
  return standing === 'failed' || standing === 'cancelled'
    ? 'Back to the request'
    : 'Leave it to run'
}

function Approval({
  isAsking,
  ask,
}: Pick<RunActionsProps, 'ask'> & { readonly isAsking: boolean }) {
  const styles = useFormStyles()
  const [comment, setComment] = useState('')
  return (
    <div className={styles.near}>
      <Button
        appearance="primary"
        className={styles.start}
        disabledFocusable={isAsking}
        onClick={() => ask('approve')}
      >
        Approve the outline and write the document
      </Button>
      <Field label="If not: why" hint="It is stored with the run.">
        <Input value={comment} onChange={(_, { value }) => setComment(value)} />
      </Field>
      <Button
        className={styles.start}
        disabledFocusable={isAsking}
        onClick={() => ask('reject', comment)}
      >
        Reject the outline
      </Button>
    </div>
  )
}
