import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import type { CheckResponse } from '../../../shared/contract/checks.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { EditAbilities } from '../../host/document-editor.ts'
import { describeRun, isUnderWay, type CheckRun } from '../../state/check-run.ts'
import { describeAge, describeCheck } from '../../state/check-words.ts'

export type CheckStatusProps = {
  readonly run: CheckRun
  readonly response: CheckResponse | null
  /** Undefined where the document can't be changed from here. */
  readonly abilities: EditAbilities | undefined
  readonly onCheck: () => void
  readonly onOpenSettings: () => void
}

/** What the check does or found, whether it still holds, and the way to check again. */
export function CheckStatus(props: CheckStatusProps) {
  const { run, response, abilities, onCheck, onOpenSettings } = props
  const styles = useStyles()
  const isBusy = isUnderWay(run)
  const age = describeStanding(run, response)
  return (
    <>
      <div role="status" aria-busy={isBusy} className={styles.status}>
        {isBusy && <Spinner size="tiny" className={styles.spinner} label={describeRun(run)} />}
        {!isBusy && response && <p className={styles.line}>{describeCheck(response)}</p>}
      </div>
      {run.phase.name === 'sending' && run.phase.total > 0 && (
        <progress
          className={styles.bar}
          value={run.phase.done}
          max={run.phase.total}
          aria-label="Sending the document"
        />
      )}
      {run.phase.name === 'failed' && (
        <ProblemMessage
          problem={run.phase.problem}
          onRetry={onCheck}
          onOpenSettings={onOpenSettings}
        />
      )}
      {!isBusy && age && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{age}</MessageBarBody>
        </MessageBar>
      )}
      {abilities && !abilities.changeEvents && <p className={styles.hint}>{hearsNothing}</p>}
      <Button className={styles.again} size="small" disabledFocusable={isBusy} onClick={onCheck}>
        Check again
      </Button>
    </>
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
  again: { alignSelf: 'start' },
})
