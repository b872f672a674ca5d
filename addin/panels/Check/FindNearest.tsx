import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { SourcesResponse } from '../../../shared/contract/sources.ts'
import { NearestPassages } from '../../components/NearestPassages.tsx'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { describeNearest } from '../../state/source-words.ts'
import { useDeed } from './use-deed.ts'

type FindNearestProps = {
  readonly client: Client
  readonly documentId: string
  /** The sentence that no source says. */
  readonly text: string
}

/** The way from a sentence that no source says to the passages that a reader would look at first. */
export function FindNearest({ client, documentId, text }: FindNearestProps) {
  const styles = useStyles()
  const [found, setFound] = useState<SourcesResponse>()
  const { isBusy, problem, perform } = useDeed()
  const toggle = () =>
    perform(async () =>
      setFound(
        found
          ? undefined
          : await client.findSources({ document_id: documentId, selected_text: text }),
      ),
    )
  return (
    <div className={styles.room}>
      <Button
        size="small"
        className={styles.button}
        aria-expanded={found !== undefined}
        disabledFocusable={isBusy}
        onClick={toggle}
      >
        {found ? 'Hide the nearest passages' : 'Show the nearest passages'}
      </Button>
      <div role="status">
        {isBusy && <Spinner size="tiny" className={styles.spinner} label="Looking for passages…" />}
        {found && <p className={styles.text}>{describeNearest(found)}</p>}
      </div>
      {problem && <ProblemMessage problem={problem} onRetry={toggle} />}
      {found && <NearestPassages passages={[...found.sources, ...found.nearest]} />}
    </div>
  )
}

const useStyles = makeStyles({
  room: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  button: { alignSelf: 'flex-start' },
  spinner: { justifyContent: 'start' },
  text: { margin: 0 },
})
