import { Button, Field, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components'
import { useState, type SyntheticEvent } from 'react'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { useKept } from '../../components/use-kept.ts'
import { useDeed } from './use-deed.ts'

type ReasonFormProps<Value extends string> = {
  /** Unlike any other form's: what is typed is kept under it. */
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly words: string }[]
  readonly action: string
  readonly onSend: (value: Value, reason: string) => Promise<void>
  readonly onCancel?: () => void
}

/** A choice with its reason, without which it is not stored. */
export function ReasonForm<Value extends string>(props: ReasonFormProps<Value>) {
  const { name, label, options, action, onCancel } = props
  const styles = useStyles()
  const [reason, setReason] = useKept(`check.reason.${name}`)
  const [mistake, setMistake] = useState<string>()
  const [value, setValue] = useState(options[0]?.value)
  const { isBusy, problem, perform } = useDeed()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const given = reason.trim()
    setMistake(findReasonMistake(given))
    if (findReasonMistake(given) || value === undefined) return
    perform(() => props.onSend(value, given).then(() => setReason('')))
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field label={label}>
        <Select value={value} onChange={(_, data) => setValue(data.value as Value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </Select>
      </Field>
      <ReasonField reason={reason} mistake={mistake} onChange={setReason} />
      <div className={styles.actions}>
        <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
      {problem && <ProblemMessage problem={problem} />}
    </form>
  )
}

type ReasonFieldProps = {
  readonly reason: string
  readonly mistake: string | undefined
  readonly onChange: (reason: string) => void
}

function ReasonField({ reason, mistake, onChange }: ReasonFieldProps) {
  const validation = mistake && { validationMessage: mistake, validationState: 'error' as const }
  return (
    <Field label="Reason" required {...validation}>
      <Textarea resize="vertical" value={reason} onChange={(_, { value }) => onChange(value)} />
    </Field>
  )
}

/** As many characters as the contract takes. */
const maximumReason = 2_000

function findReasonMistake(reason: string): string | undefined {
  if (reason === '') return 'Say why: it is stored with your name and the date.'
  return reason.length > maximumReason
    ? `The reason has ${reason.length} characters; at most ${maximumReason} are stored.`
    : undefined
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})
