import { makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import { describeConflicts } from '../../state/conflict-words.ts'
import { AskedView } from './AskedView.tsx'
import { Cards } from './Card.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import { Pager } from './Pager.tsx'
import { useAsked } from './use-asked.ts'
import type { ViewProps } from './view.ts'

/** Sources that disagree about what the document says, and which of them a person goes with. */
export function ConflictsView({ client, documentId, revision, goTo }: ViewProps) {
  const styles = useStyles()
  const [page, setPage] = useState(1)
  const asked = useAsked(
    useCallback(
      (signal: AbortSignal) => client.listConflicts(documentId, page, signal),
      [client, documentId, page],
    ),
    revision,
  )
  return (
    <AskedView asked={asked} label="Loading the conflicts…" describe={describeConflicts}>
      {({ conflicts, version, total, page_size: pageSize }) => (
        <>
          {total > 0 && (
            <p className={styles.hint}>
              A choice is stored with its reason; it changes no word of the document.
            </p>
          )}
          <Cards label="Conflicts">
            {conflicts.map((conflict) => (
              <ConflictCard
                key={conflict.conflict_id}
                {...{ client, documentId, conflict, version, goTo }}
                onChosen={asked.askAgain}
              />
            ))}
          </Cards>
          <Pager name="conflicts" {...{ page, pageSize, total }} onPage={setPage} />
        </>
      )}
    </AskedView>
  )
}

const useStyles = makeStyles({
  hint: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
})
