import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import { overrideStates, type CheckedSentence } from '../../../shared/contract/checks.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { describeClaim } from '../../state/source-words.ts'
import { Decision } from './Decision.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { useDeed } from './use-deed.ts'

export type ClaimOverrideProps = {
  readonly sentence: CheckedSentence
  readonly client: Client
  readonly documentId: string
  /** Told with the sentence as it stands then. */
  readonly onDecided: (sentence: CheckedSentence) => void
}

/** What a person says of the sentence in place of the check, and the way to say it or take it back. */
export function ClaimOverride(props: ClaimOverrideProps) {
  const { sentence, client, documentId, onDecided } = props
  const styles = useStyles()
  const [isOpen, setOpen] = useState(false)
  const { sentence_id: id, override } = sentence
  if (override) return <StoredOverride {...props} override={override} />
  if (!isOpen) {
    return (
      <Button size="small" className={styles.open} onClick={() => setOpen(true)}>
        Accept or override…
      </Button>
    )
  }
  return (
    <ReasonForm
      name={id}
      label="What holds"
      options={options}
      action="Store"
      onCancel={() => setOpen(false)}
      onSend={async (state, reason) => {
        const stored = await client.overrideClaim(documentId, id, { state, reason })
        setOpen(false)
        onDecided({ ...sentence, state: stored.state, override: stored })
      }}
    />
  )
}

const options = overrideStates.map((state) => ({
  value: state,
  words: state === 'supported' ? 'Supported: accept it as it is' : describeClaim(state),
}))

type StoredOverrideProps = ClaimOverrideProps & {
  readonly override: NonNullable<CheckedSentence['override']>
}

function StoredOverride({
  sentence,
  client,
  documentId,
  onDecided,
  override,
}: StoredOverrideProps) {
  const { isBusy, problem, perform } = useDeed()
  const { sentence_id: id, checked_state } = sentence
  const undo = () =>
    perform(async () => {
      await client.withdrawOverride(documentId, id)
      onDecided({ ...sentence, state: checked_state, override: null })
    })
  return (
    <Decision
      title={`Overridden: ${describeClaim(override.state)}. The check says: ${describeClaim(checked_state)}.`}
      reason={override.reason}
      userName={override.user_name}
      createdAt={override.created_at}
    >
      <Button size="small" disabledFocusable={isBusy} onClick={undo}>
        Undo
      </Button>
      {problem && <ProblemMessage problem={problem} onRetry={undo} />}
    </Decision>
  )
}

const useStyles = makeStyles({
  open: { alignSelf: 'start', marginBlock: tokens.spacingVerticalXS },
})
