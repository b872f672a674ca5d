import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { RivalResponse } from '../../../../shared/contract/rivals.ts'
import {
  describeRival,
  findKept,
  groupRivalRows,
  isSameKept,
  listRivalRows,
} from '../../../state/rival-rows.ts'
import { RivalRowView, SameRows } from './RivalRowView.tsx'
import type { RivalRoom } from './use-rival.ts'

type RivalDraftsProps = { readonly room: RivalRoom; readonly rival: RivalResponse }

/** Both drafts side by side, and what the writer can do with them. */
export function RivalDrafts({ room, rival }: RivalDraftsProps) {
  const styles = useStyles()
  const [kept, setKept] = useState(() => findKept(rival))
  const rows = listRivalRows(rival)
  const lock = (text: string, isLocked: boolean) => {
    const others = [...kept].filter((one) => one !== text)
    setKept(new Set(isLocked ? [...others, text] : others))
  }
  if (rival.rival === null) return <Unfinished room={room} rival={rival} />
  return (
    <>
      <p role="status" className={styles.line}>
        {describeRival(rows)}
      </p>
      {rival.rival.gaps.map(({ rule_id: rule, reason }) => (
        <p key={rule} className={styles.line}>
          The new draft has a gap: {reason}
        </p>
      ))}
      <ul className={styles.rows} aria-label="Sentences and cells of both drafts">
        {groupRivalRows(rows).map(({ isSame, rows: [row, ...others] }, index) =>
          isSame || !row ? (
            <SameRows key={index} rows={row ? [row, ...others] : []} />
          ) : (
            <RivalRowView
              key={index}
              row={row}
              isLocked={row.present !== null && kept.has(row.present.text)}
              onLock={(isLocked) => row.present && lock(row.present.text, isLocked)}
            />
          ),
        )}
      </ul>
      {rival.obstacle !== null && (
        <p className={styles.line}>It can’t be taken over whole: {rival.obstacle}</p>
      )}
      <Choices room={room} rival={rival} kept={kept} />
    </>
  )
}

type ChoicesProps = RivalDraftsProps & { readonly kept: ReadonlySet<string> }

function Choices({ room, rival, kept }: ChoicesProps) {
  const styles = useStyles()
  return (
    <div className={styles.actions}>
      {!isSameKept(kept, findKept(rival)) && (
        <Button onClick={() => room.rewrite(kept)}>
          {kept.size === 0
            ? 'Write again, keeping nothing'
            : `Write again, keeping ${kept.size} as ${kept.size === 1 ? 'it is' : 'they are'}`}
        </Button>
      )}
      {rival.obstacle === null && rival.differences.length > 0 && (
        <Button appearance="primary" onClick={room.take}>
          Take the new section
        </Button>
      )}
      <Button onClick={room.keep}>Keep the present section</Button>
      <Button appearance="subtle" onClick={room.close}>
        Decide later
      </Button>
    </div>
  )
}

function Unfinished({ room, rival }: RivalDraftsProps) {
  const styles = useStyles()
  return (
    <>
      <p role="alert" className={styles.line}>
        The section could not be written again: {rival.error?.message ?? rival.obstacle} The
        document is as it was.
      </p>
      <div className={styles.actions}>
        <Button onClick={() => room.rewrite(new Set())}>Write it again</Button>
        <Button onClick={room.close}>Close</Button>
      </div>
    </>
  )
}

const useStyles = makeStyles({
  line: { margin: 0, overflowWrap: 'anywhere' },
  rows: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})
