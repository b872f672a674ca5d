import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, type Dispatch, type KeyboardEvent } from 'react'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { findCurrent, type CheckList, type CheckListEvent } from '../../state/check-list.ts'
import type { DocumentPanelProps } from '../panel-table.ts'
import { CheckStatus } from './CheckStatus.tsx'
import { ClaimList } from './ClaimList.tsx'
import { useCheckList } from './use-check-list.ts'
import { useCheckRun } from './use-check-run.ts'
import { useGoTo, type GoTo } from './use-go-to.ts'
import { useIsShown } from './use-is-shown.ts'

/** What the document says, sentence by sentence, and what its sources say of it. */
export function CheckPanel({ host, client, document, onOpenSettings }: DocumentPanelProps) {
  const styles = useStyles()
  const { documentId } = document
  const panel = useRef<HTMLDivElement>(null)
  const [run, check] = useCheckRun(host, client, documentId, useIsShown(panel))
  const [list, dispatch] = useCheckList(client, documentId)
  const [notice, goTo] = useGoTo(host, client, documentId)
  const phase = run.phase.name
  useEffect(() => {
    if (phase !== 'idle') dispatch({ type: 'asked' })
  }, [phase, dispatch])
  useShownWords(list, goTo)
  const { response, problem } = list
  return (
    <div ref={panel} className={styles.panel} onKeyDown={(event) => stepByKey(event, dispatch)}>
      <CheckStatus
        {...{ run, response, onOpenSettings }}
        abilities={host.editor?.abilities}
        onCheck={check}
      />
      {problem && (
        <ProblemMessage
          {...{ problem, onOpenSettings }}
          onRetry={() => dispatch({ type: 'asked' })}
        />
      )}
      <p role="status" className={styles.notice}>
        {notice}
      </p>
      {response && <ClaimList {...{ client, documentId, list, response, dispatch }} />}
      <p className={styles.hint}>{keyHint}</p>
    </div>
  )
}

function stepByKey(event: KeyboardEvent, dispatch: Dispatch<CheckListEvent>): void {
  if (event.key !== 'F8') return
  event.preventDefault()
  dispatch({ type: 'stepped', step: event.shiftKey ? 'previous' : 'next' })
}

const keyHint =
  'F8 goes to the next problem, Shift+F8 to the one before; the arrow keys go through the list, Enter opens a sentence.'

/** Each time that the reader asks for a sentence, the document shows its words. */
function useShownWords(list: CheckList, goTo: GoTo): void {
  const { goes, response } = list
  const current = findCurrent(list)
  useEffect(() => {
    if (goes === 0 || !current || !response) return
    goTo({ start: current.start_char, end: current.end_char, version: response.version })
    // what comes with a new answer moves no document under its writer's hands
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another asking goes there
  }, [goes])
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  notice: { margin: 0, ':empty': { display: 'none' } },
  hint: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
})
