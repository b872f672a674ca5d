import { Button, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import {
  findScopeKind,
  scopeWords,
  toggleScope,
  type ChatScope,
  type ScopeKind,
} from '../../state/chat-scope.ts'
import { MaterialList } from './MaterialList.tsx'
import type { Material } from './use-material.ts'

type ScopePickerProps = {
  readonly documentId: string
  readonly scope: ChatScope
  readonly hasTurns: boolean
  readonly material: Material
  readonly onChoose: (scope: ChatScope) => void
  readonly onRetry: () => void
  readonly onOpenSettings: () => void
}

/** The document's sources, all of the workspace, or files chosen one by one. */
export function ScopePicker(props: ScopePickerProps) {
  const { documentId, scope, hasTurns, onChoose, ...parts } = props
  const styles = useStyles()
  const [kind, setKind] = useState<ScopeKind>(findScopeKind(scope, documentId))
  const [chosen, setChosen] = useState<ChatScope>(scope)
  const wanted = findScope(kind, chosen, documentId)
  return (
    <div className={styles.box} role="group" aria-label="What the questions are about">
      <RadioGroup
        aria-label="Sources"
        value={kind}
        onChange={(_, { value }) => setKind(value as ScopeKind)}
      >
        <Radio value="document" label={capitalize(scopeWords.document)} />
        <Radio value="workspace" label={capitalize(scopeWords.workspace)} />
        <Radio value="chosen" label="Documents and sources that I choose" />
      </RadioGroup>
      {kind === 'chosen' && (
        <Choice {...parts} chosen={chosen} onToggle={(id) => setChosen(toggleScope(chosen, id))} />
      )}
      {hasTurns && (
        <p className={styles.note}>
          Another choice begins a new conversation; this one stays among the earlier ones.
        </p>
      )}
      <Button
        appearance="primary"
        className={styles.button}
        disabledFocusable={wanted === undefined}
        onClick={() => wanted && onChoose(wanted)}
      >
        {wanted ? 'Ask about these' : 'Choose at least one'}
      </Button>
    </div>
  )
}

type ChoiceProps = Pick<ScopePickerProps, 'material' | 'onRetry' | 'onOpenSettings'> & {
  readonly chosen: ChatScope
  readonly onToggle: (id: string) => void
}

function Choice({ material, onRetry, onOpenSettings, ...list }: ChoiceProps) {
  switch (material.status) {
    case 'idle':
    case 'loading':
      return <Spinner size="tiny" label="Loading the documents and sources…" />
    case 'failed':
      return (
        <ProblemMessage
          problem={material.problem}
          onRetry={onRetry}
          onOpenSettings={onOpenSettings}
        />
      )
    case 'loaded':
      return <MaterialList material={material} {...list} />
  }
}

/** Undefined while nothing is chosen, which the server would take for everything. */
function findScope(kind: ScopeKind, chosen: ChatScope, documentId: string): ChatScope | undefined {
  if (kind === 'document') return [documentId]
  if (kind === 'workspace') return []
  return chosen.length > 0 ? chosen : undefined
}

function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  note: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  button: { alignSelf: 'start' },
})
