import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import {
  conflictChoices,
  type Conflict,
  type ConflictChoice,
  type ConflictSide,
} from '../../../shared/contract/conflicts.ts'
import { SourceCard } from '../../components/SourceCard.tsx'
import { toSource } from '../../state/check-words.ts'
import { Card } from './Card.tsx'
import { Decision } from './Decision.tsx'
import { Differences } from './Differences.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { useFocusOnChange } from './use-focus-on-change.ts'
import type { GoTo } from './use-go-to.ts'

type ConflictCardProps = {
  readonly client: Client
  readonly documentId: string
  readonly conflict: Conflict
  readonly version: number
  readonly goTo: GoTo
  readonly onChosen: () => void
}

/** Both quotes with what differs, why the document went with the one, and the choice. */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, version, goTo } = props
  const styles = useStyles()
  const { sentences, document, other, differences, words, reason } = conflict
  const [first] = sentences
  const name = document.document_source_name ?? 'the data of the run'
  return (
    <Card title={`${name} or ${other.document_source_name ?? 'the data of the run'}`}>
      <p className={styles.line}>{first?.text ?? words}</p>
      {sentences.map(({ sentence_id, start_char: start, end_char: end, section_id }) => (
        <Button
          key={sentence_id}
          size="small"
          className={styles.show}
          onClick={() => goTo({ start, end, version })}
        >
          Show in {section_id === 'title' ? 'the document' : section_id}
        </Button>
      ))}
      <Differences
        differences={differences}
        here={`${name}: the document went with it`}
        there={other.document_source_name ?? 'Data of the run'}
      />
      <p className={styles.line}>{reason.text}</p>
      <Side side={document} position="1 of 2" state="supported" differences={[]} />
      <Side side={other} position="2 of 2" state="contradicted" differences={differences} />
      <Choice {...props} />
    </Card>
  )
}

type SideProps = Pick<Conflict, 'differences'> & {
  readonly side: ConflictSide
  readonly position: string
  /** Of the document's words beside this side: a conflict is one that the other side speaks against. */
  readonly state: 'supported' | 'contradicted'
}

function Side({ side, position, state, differences }: SideProps) {
  const placed = differences.map((one) => ({ ...one, evidence: 0 }))
  const about = { checked_state: state, basis: null, is_stale: false, differences: placed }
  const source = toSource(about, side, 0)
  if (!source) return <p>{side.quote}</p>
  return <SourceCard source={source} position={position} showsBasis={false} />
}

function Choice({ client, documentId, conflict, onChosen }: ConflictCardProps) {
  const [isOpen, setOpen] = useState(false)
  const { choice, conflict_id: id } = conflict
  const styles = useStyles()
  const box = useFocusOnChange(`${choice?.created_at ?? ''} ${isOpen}`)
  const form = (
    <ReasonForm
      name={id}
      label="Which one holds"
      options={conflictChoices.map((value) => ({ value, words: nameChoice(conflict, value) }))}
      action="Store the choice"
      {...(choice && { onCancel: () => setOpen(false) })}
      onSend={async (value, reason) => {
        await client.chooseInConflict(documentId, id, { choice: value, reason })
        setOpen(false)
        onChosen()
      }}
    />
  )
  return (
    <div ref={box} className={styles.choice}>
      {choice && (
        <Decision
          title={`Chosen: ${nameChoice(conflict, choice.choice)}`}
          reason={choice.reason}
          userName={choice.user_name}
          createdAt={choice.created_at}
        />
      )}
      {!choice || isOpen ? (
        form
      ) : (
        <Button size="small" className={styles.show} onClick={() => setOpen(true)}>
          Choose again…
        </Button>
      )}
    </div>
  )
}

function nameChoice({ document, other }: Conflict, choice: ConflictChoice['choice']): string {
  switch (choice) {
    case 'document':
      return `${document.document_source_name ?? 'The data'}, as in the document`
    case 'other':
      return other.document_source_name ?? 'The data'
    case 'neither':
      return 'Neither of them'
  }
}

const useStyles = makeStyles({
  line: { margin: 0 },
  choice: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  show: { alignSelf: 'start', overflowWrap: 'anywhere' },
})
