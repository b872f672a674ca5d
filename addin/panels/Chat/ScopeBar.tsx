import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import { describeScope, findScopeKind, type ChatScope } from '../../state/chat-scope.ts'
import { ScopePicker } from './ScopePicker.tsx'
import { useMaterial, type Material } from './use-material.ts'

type ScopeBarProps = {
  readonly client: Client
  readonly documentId: string
  readonly scope: ChatScope
  /** Whether another choice ends the conversation that is shown. */
  readonly hasTurns: boolean
  readonly onChoose: (scope: ChatScope) => void
  readonly onOpenSettings: () => void
}

/** What the next question is about, and how to make it another thing. */
export function ScopeBar(props: ScopeBarProps) {
  const { client, documentId, scope, hasTurns, onChoose, onOpenSettings } = props
  const styles = useStyles()
  const [isOpen, setOpen] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const isNamed = isOpen || findScopeKind(scope, documentId) === 'chosen'
  const material = useMaterial(client, isNamed, attempt)
  const choose = (chosen: ChatScope) => {
    setOpen(false)
    onChoose(chosen)
  }
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <span className={styles.words}>
          About: {describeScope(scope, documentId, nameMaterial(material))}
        </span>
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Close' : 'Choose…'}
        </Button>
      </div>
      {isOpen && (
        <ScopePicker
          documentId={documentId}
          scope={scope}
          hasTurns={hasTurns}
          material={material}
          onChoose={choose}
          onRetry={() => setAttempt(attempt + 1)}
          onOpenSettings={onOpenSettings}
        />
      )}
    </div>
  )
}

function nameMaterial(material: Material): ReadonlyMap<string, string> {
  if (material.status !== 'loaded') return new Map()
  const all = [...material.documents, ...material.sources]
  return new Map(all.map(({ document_id: id, document_name: name }) => [id, name]))
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  bar: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  words: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
})
