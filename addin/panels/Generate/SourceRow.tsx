import { Button, Field, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { sourceRoles, type SourceRole } from '../../../shared/model/vocabulary.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { ChosenSource } from '../../state/generation-sources.ts'
import { describeConfidence, describeStanding } from '../../state/generation-words.ts'
import { roleWords } from '../../../shared/model/role-words.ts'
import type { SourceActions } from './use-chosen-sources.ts'
import { useFormStyles } from './use-form-styles.ts'

export type SourceRowProps = {
  readonly source: ChosenSource
  readonly actions: SourceActions
  readonly onOpenSettings: () => void
}

/** One source: what has come of it, and what it is. */
export function SourceRow({ source, actions, onOpenSettings }: SourceRowProps) {
  const styles = useStyles()
  const form = useFormStyles()
  const { key, name, standing } = source
  const isBad = ['refused', 'unreadable', 'unknown'].includes(standing.status)
  const tryAgain = () =>
    standing.status === 'refused'
      ? actions.sendAgain(key)
      : 'documentId' in standing && actions.askAgain(standing.documentId)
  return (
    <li className={mergeClasses(form.card, isBad && form.alarming)}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <Button size="small" aria-label={`Remove ${name}`} onClick={() => actions.remove(key)}>
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
        <RoleChoice name={name} standing={standing} onCorrect={actions.correctRole} />
      )}
    </li>
  )
}

type RoleChoiceProps = {
  readonly name: string
  readonly standing: Extract<ChosenSource['standing'], { status: 'read' }>
  readonly onCorrect: SourceActions['correctRole']
}

function RoleChoice({ name, standing, onCorrect }: RoleChoiceProps) {
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const correct = (role: SourceRole) => {
    setSaving(true)
    setProblem(undefined)
    onCorrect(standing.documentId, role)
      .catch((error: unknown) => setProblem(problemOf(error)))
      .finally(() => setSaving(false))
  }
  return (
    <>
      <Field label={`What it is (${isSaving ? 'being saved…' : describeConfidence(standing)})`}>
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
      </Field>
      {problem && <ProblemMessage problem={problem} />}
    </>
  )
}

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
})
