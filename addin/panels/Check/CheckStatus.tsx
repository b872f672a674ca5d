import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { CheckResponse } from '../../../shared/contract/checks.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { NewerVersionMessage } from '../../components/NewerVersion.tsx'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { DocumentEditor } from '../../host/document-editor.ts'
import type { CheckList } from '../../state/check-list.ts'
import { describeRun, isAwaited, isUnderWay, type CheckRun } from '../../state/check-run.ts'
import { describeAge, describeCheck } from '../../state/check-words.ts'

type CheckStatusProps = {
  readonly run: CheckRun
  readonly list: Pick<CheckList, 'response' | 'problem'>
  readonly client: Client
  readonly editor: DocumentEditor
  readonly onCheck: () => void
  readonly onOpenSettings: () => void
  /** What else can be done with the check. */
  readonly children?: ReactNode
}

/** What the check does or found, whether it still holds, and the way to check again. */
export function CheckStatus(props: CheckStatusProps) {
  const { run, list, client, editor, onCheck, onOpenSettings, children } = props
  const styles = useStyles()
  const { response, problem } = list
  const isBusy = isUnderWay(run) || (isAwaited(run, response) && !problem)
  const age = describeStanding(run, response)
  return (
    <>
      <div role="status" aria-busy={isBusy} className={styles.status}>
        {isBusy && <Spinner size="tiny" className={styles.spinner} label={describeRun(run)} />}
        {!isBusy && response && <p className={styles.line}>{describeCheck(response)}</p>}
      </div>
      <SendingBar phase={run.phase} />
      {run.phase.name === 'failed' && (
        <Failure {...{ client, editor, onCheck, onOpenSettings }} problem={run.phase.problem} />
      )}
      {!isBusy && age && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{age}</MessageBarBody>
        </MessageBar>
      )}
      {!editor.abilities.changeEvents && <p className={styles.hint}>{hearsNothing}</p>}
      <div className={styles.actions}>
        <Button size="small" disabledFocusable={isBusy} onClick={onCheck}>
          Check again
        </Button>
        {children}
      </div>
    </>
  )
}

type FailureProps = Pick<CheckStatusProps, 'client' | 'editor' | 'onCheck' | 'onOpenSettings'> & {
  readonly problem: ProblemDetails
}

function Failure({ problem, client, editor, onCheck, onOpenSettings }: FailureProps) {
  const newer = problem.code === 'newer_version_stored' ? editor.findNewer() : undefined
  if (newer) return <NewerVersionMessage {...{ problem, newer, client, editor }} onSend={onCheck} />
  return <ProblemMessage problem={problem} onRetry={onCheck} onOpenSettings={onOpenSettings} />
}

function SendingBar({ phase }: Pick<CheckRun, 'phase'>) {
  const styles = useStyles()
  if (phase.name !== 'sending' || phase.total === 0) return null
  const { done, total } = phase
  return (
    <progress className={styles.bar} value={done} max={total} aria-label="Sending the document" />
  )
}

const hearsNothing = 'The pane does not hear of edits here: press “Check again” after one.'

function describeStanding({ edits }: CheckRun, response: CheckResponse | null): string {
  const parts = [
    edits > 0 ? 'The document was edited; it is checked again once you pause.' : '',
    response ? describeAge(response) : '',
  ]
  return parts.filter(Boolean).join(' ')
}

const useStyles = makeStyles({
  status: { ':empty': { display: 'none' } },
  line: { margin: 0 },
  hint: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  spinner: { justifyContent: 'start' },
  bar: { width: '100%', accentColor: tokens.colorBrandBackground },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})
