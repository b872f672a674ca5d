import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useRef, type RefObject } from 'react'
import type { ProblemDetails } from '../../../../shared/contract/problem.ts'
import type { Section } from '../../../../shared/contract/sections.ts'
import { ProblemMessage } from '../../../components/ProblemMessage.tsx'
import type { DocumentPanelProps } from '../../panel-table.ts'
import { RivalDrafts } from './RivalDrafts.tsx'
import { useRival, type RivalRoom } from './use-rival.ts'

type RewriteSectionProps = DocumentPanelProps & { readonly section: Section }

/** Has the chosen section written again, and shows what came of it beside what the document says. */
export function RewriteSection({ section, ...props }: RewriteSectionProps) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const room = useRival(props, section)
  useFocusMoves(room, heading, opener)
  const { state } = room
  if (state.status === 'closed') {
    return (
      <div className={styles.room}>
        {/* Above the button, which gets the focus and is brought into view with it. */}
        <p role="status" className={styles.line}>
          {state.notice}
        </p>
        <Button ref={opener} className={styles.start} onClick={room.open}>
          Write this section again
        </Button>
      </div>
    )
  }
  return (
    <section className={styles.room} aria-labelledby="rival-heading">
      <h3 id="rival-heading" ref={heading} tabIndex={-1} className={styles.heading}>
        Two drafts of “{section.section_title}”
      </h3>
      <div role="status" className={styles.line}>
        {state.status === 'busy' && <Spinner size="tiny" label={state.deed} />}
      </div>
      {state.status === 'failed' && (
        <Failure room={room} problem={state.problem} onOpenSettings={props.onOpenSettings} />
      )}
      {state.status === 'shown' && (
        <RivalDrafts key={state.rival.rival_id} room={room} rival={state.rival} />
      )}
    </section>
  )
}

type FailureProps = {
  readonly room: RivalRoom
  readonly problem: ProblemDetails
  readonly onOpenSettings: () => void
}

function Failure({ room, problem, onOpenSettings }: FailureProps) {
  const styles = useStyles()
  return (
    <>
      <ProblemMessage problem={problem} onRetry={room.open} onOpenSettings={onOpenSettings} />
      <Button className={styles.start} onClick={room.close}>
        Close
      </Button>
    </>
  )
}

/** What had the focus is gone with each change of what is shown. */
function useFocusMoves(
  { state: { status } }: RivalRoom,
  heading: RefObject<HTMLElement | null>,
  opener: RefObject<HTMLElement | null>,
): void {
  const before = useRef(status)
  useEffect(() => {
    if (before.current === status) return
    const isClosed = status === 'closed'
    if (isClosed || before.current === 'closed') (isClosed ? opener : heading).current?.focus()
    before.current = status
  }, [status, heading, opener])
}

const useStyles = makeStyles({
  room: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, outlineStyle: 'none' },
  line: { margin: 0, ':empty': { display: 'none' } },
  start: { alignSelf: 'start' },
})
