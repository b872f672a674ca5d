import { Button, Field, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components'
import { useState, type ReactElement } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { sourceRoles, type SourceRole } from '../../../shared/model/vocabulary.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { ChosenSource } from '../../state/generation-sources.ts'
import { describeConfidence, describeStanding } from '../../state/generation-words.ts'
import { roleWords } from '../../../shared/model/role-words.ts'
import type { SourceActions } from './use-chosen-sources.ts'
import { useFormStyles } from './use-form-styles.ts'

type SourceRowProps = {
  readonly source: ChosenSource
  /** One among many: no more than what tells it. */
  readonly isCompact: boolean
  readonly actions: SourceActions
  readonly onOpenSettings: () => void
}

/** One source: what has come of it, and what it is. */
export function SourceRow({ source, isCompact, actions, onOpenSettings }: SourceRowProps) {
  const styles = useStyles()
  const form = useFormStyles()
  const { key, name, standing } = source
  const isBad = ['refused', 'unreadable', 'unknown'].includes(standing.status)
  const tryAgain = () =>
    standing.status === 'refused'
      ? actions.sendAgain(key)
      : 'documentId' in standing && actions.askAgain(standing.documentId)
  return (
    <li className={mergeClasses(form.card, isCompact && styles.compact, isBad && form.alarming)}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <Button
          size="small"
          appearance={isCompact ? 'subtle' : 'secondary'}
          aria-label={`Remove ${name}`}
          onClick={() => actions.remove(key)}
        >
          Remove
        </Button>
      </div>
      <span role="status" className={form.note}>
        {describeStanding(source)}
      </span>
      {'problem' in standing && (
        <ProblemMessage
          problem={standing.problem}
          onRetry={tryAgain}
          onOpenSettings={onOpenSettings}
        />
      )}
      {standing.status === 'read' && (
        <RoleChoice {...{ name, standing, isCompact }} onCorrect={actions.correctRole} />
      )}
    </li>
  )
}

type RoleChoiceProps = {
  readonly name: string
  readonly standing: Extract<ChosenSource['standing'], { status: 'read' }>
  readonly isCompact: boolean
  readonly onCorrect: SourceActions['correctRole']
}

function RoleChoice({ name, standing, isCompact, onCorrect }: RoleChoiceProps) {
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const correct = (role: SourceRole) => {
    setSaving(true)
    setProblem(undefined)
    onCorrect(standing.documentId, role)
      .catch((error: unknown) => setProblem(problemOf(error)))
      .finally(() => setSaving(false))
  }
  const confidence = isSaving ? 'being saved…' : describeConfidence(standing)
  return (
    <>
      <RoleField confidence={confidence} isCompact={isCompact}>
        <Select
          size="small"
          aria-label={`What ${name} is`}
          value={standing.role ?? 'other'}
          onChange={(_, { value }) => correct(value as SourceRole)}
        >
          {sourceRoles.map((role) => (
            <option key={role} value={role}>
              {roleWords[role]}
            </option>
          ))}
        </Select>
      </RoleField>
      {problem && <ProblemMessage problem={problem} />}
    </>
  )
}

type RoleFieldProps = {
  readonly confidence: string
  readonly isCompact: boolean
  readonly children: ReactElement
}

function RoleField({ confidence, isCompact, children }: RoleFieldProps) {
  const styles = useStyles()
  const form = useFormStyles()
  if (!isCompact) return <Field label={`What it is (${confidence})`}>{children}</Field>
  return (
    <div className={styles.line}>
      <span className={mergeClasses(form.note, styles.filling)}>What it is: {confidence}</span>
      {children}
    </div>
  )
}

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  filling: { flexGrow: 1, flexBasis: 0 },
  compact: {
    gap: '0',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  head: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
})
