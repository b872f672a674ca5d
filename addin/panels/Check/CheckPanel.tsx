import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type Dispatch } from 'react'
import { findCurrent, type CheckList, type CheckListEvent } from '../../state/check-list.ts'
import { isUnderWay, type CheckRun } from '../../state/check-run.ts'
import type { DocumentPanelProps } from '../panel-table.ts'
import { CheckStatus } from './CheckStatus.tsx'
import { CheckViews, type ViewName } from './CheckViews.tsx'
import { ConflictsView } from './ConflictsView.tsx'
import { InconsistenciesView } from './InconsistenciesView.tsx'
import { LedgerButton } from './LedgerButton.tsx'
import { SentencesView } from './SentencesView.tsx'
import { UnusedView } from './UnusedView.tsx'
import { UpdatesView } from './UpdatesView.tsx'
import { useCheckList } from './use-check-list.ts'
import { useCheckRun } from './use-check-run.ts'
import { useGoTo, type GoTo } from './use-go-to.ts'
import { useIsShown } from './use-is-shown.ts'

/** What the document says, sentence by sentence, and what its sources say of it. */
export function CheckPanel({ host, client, document, onOpenSettings }: DocumentPanelProps) {
  const styles = useStyles()
  const { documentId, documentName } = document
  const panel = useRef<HTMLDivElement>(null)
  const isShown = useIsShown(panel)
  const [run, check] = useCheckRun(host, client, documentId, isShown)
  const [list, dispatch] = useCheckList(client, documentId)
  const [notice, goTo] = useGoTo(host, client, documentId)
  const [view, setView] = useState<ViewName>('sentences')
  useFreshList(run, dispatch)
  useShownWords(list, goTo)
  useStepByKey(isShown, dispatch, setView)
  const revision = isUnderWay(run) ? run.attempt - 1 : run.attempt
  const part = { client, documentId, revision, goTo }
  const sentences = { client, documentId, list, dispatch, onOpenSettings }
  return (
    <div ref={panel} className={styles.panel}>
      <h2 className={styles.heading}>Check</h2>
      <CheckStatus {...{ run, list, client, onOpenSettings }} editor={host.editor} onCheck={check}>
        <LedgerButton {...{ client, documentId, documentName }} />
      </CheckStatus>
      <CheckViews
        {...{ response: list.response, shown: view, onShow: setView }}
        views={{
          sentences: () => <SentencesView {...sentences} />,
          updates: () => <UpdatesView {...part} editor={host.editor} onApplied={check} />,
          conflicts: () => <ConflictsView {...part} />,
          inconsistencies: () => <InconsistenciesView {...part} />,
          unused: () => <UnusedView {...part} />,
        }}
      />
      <p role="status" className={styles.notice}>
        {notice}
      </p>
    </div>
  )
}

/** Each phase of a check may show something else: an edit that was sent, and what was found. */
function useFreshList({ phase: { name } }: CheckRun, dispatch: Dispatch<CheckListEvent>): void {
  useEffect(() => {
    if (name !== 'idle') dispatch({ type: 'asked' })
  }, [name, dispatch])
}

/** F8 goes to the next problem from wherever the keyboard is in the pane, Shift+F8 to the one before. */
function useStepByKey(
  isShown: boolean,
  dispatch: Dispatch<CheckListEvent>,
  show: (view: ViewName) => void,
): void {
  useEffect(() => {
    if (!isShown) return
    const step = (event: KeyboardEvent) => {
      // an opened source or question stands before the list
      if (event.key !== 'F8' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      show('sentences')
      dispatch({ type: 'stepped', step: event.shiftKey ? 'previous' : 'next' })
    }
    window.addEventListener('keydown', step)
    return () => window.removeEventListener('keydown', step)
  }, [isShown, dispatch, show])
}

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
  // The tab shows the same; a screen reader goes by headings.
  heading: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
  // To be seen wherever the list is scrolled to.
  notice: {
    position: 'sticky',
    insetBlockEnd: 0,
    zIndex: 1,
    margin: 0,
    padding: tokens.spacingHorizontalS,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground3,
    ':empty': { display: 'none' },
  },
})
